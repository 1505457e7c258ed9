import type { ModelCard } from '../../core/model-card.ts';
import type { MEAN_NCHW } from './tiny-graphs.fixture.ts';

export type Tiny = typeof MEAN_NCHW;

export function bytesOf({ base64 }: Tiny): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export const fileOf = (tiny: Tiny, name: string): File => new File([bytesOf(tiny)], name);

/** A card for one of the tiny graphs, as somebody would write it who knows nothing of optional fields. */
export function cardFor(
  graph: { sha256: string; bytes: number },
  more: Partial<ModelCard> = {},
): ModelCard {
  return {
    id: 'test-model',
    task: 'image-embedding',
    licence: 'MIT',
    files: [{ path: 'model.onnx', ...graph }],
    dim: 3,
    input: { widthPx: 8, heightPx: 8, mean: [0, 0, 0], std: [1, 1, 1], resize: 'squash' },
    installed: false,
    ...more,
  };
}

/** A picture of one colour, 20 × 10 px. */
export async function flat(colour: string): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(20, 10);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = colour;
  context.fillRect(0, 0, 20, 10);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
