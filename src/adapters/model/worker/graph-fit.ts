import type { InferenceSession } from 'onnxruntime-web/webgpu';
import { StudioError } from '../../../core/errors.ts';
import type { ModelCardFile } from '../../../core/model-card.ts';
import type { TensorLayout } from './resample.ts';

/** How to feed a graph and what to read from it. */
export interface GraphFit {
  inputName: string;
  layout: TensorLayout;
  /** Fixed number of pictures in a run, or `null` where any number may come. */
  fixedBatch: number | null;
  outputName: string;
}

/**
 * Reads from a graph how the card's pictures go in and where its embedding comes out: one float32 input `[n, 3, H, W]` or
 * `[n, H, W, 3]`, and an output of `dim` numbers a picture (`[n, dim]` or `[n, dim, 1, 1]`). Sizes that the graph leaves open
 * are taken from the card.
 *
 * @throws `model/bad-card` when graph and card contradict each other
 */
export function fitGraph(
  session: Pick<InferenceSession, 'inputMetadata' | 'outputMetadata'>,
  card: ModelCardFile,
): GraphFit {
  const [input, ...others] = session.inputMetadata;
  if (
    !input?.isTensor ||
    input.type !== 'float32' ||
    input.shape.length !== 4 ||
    others.length > 0
  ) {
    throw mismatch(card, 'the graph must have one float32 input of four dimensions');
  }
  const layout = layoutOf(input.shape, card);
  if (!layout) throw mismatch(card, `the graph takes [${input.shape.join(', ')}]`);
  const output = session.outputMetadata.find(
    (value) => value.isTensor && mayHold(value.shape, card.dim),
  );
  if (!output)
    throw mismatch(card, `no output of the graph has ${card.dim} numbers for each picture`);
  const [batch] = input.shape;
  const fixedBatch = typeof batch === 'number' && batch > 0 ? batch : null;
  return { inputName: input.name, layout, fixedBatch, outputName: output.name };
}

type Shape = readonly (number | string)[];

function layoutOf(shape: Shape, { input }: ModelCardFile): TensorLayout | null {
  const fits = (wanted: readonly number[]) =>
    wanted.every((size, at) => {
      const actual = shape[at + 1];
      return isOpen(actual) || actual === size;
    });
  if (fits([3, input.heightPx, input.widthPx])) return 'nchw';
  if (fits([input.heightPx, input.widthPx, 3])) return 'nhwc';
  return null;
}

function mayHold(shape: Shape, dim: number): boolean {
  const [, length, ...rest] = shape;
  if (shape.length === 0) return true;
  return (isOpen(length) || length === dim) && rest.every((size) => isOpen(size) || size === 1);
}

/** onnxruntime names open dimensions, or gives them a size that is not above 0. */
function isOpen(size: number | string | undefined): boolean {
  return typeof size !== 'number' || size <= 0;
}

export function mismatch(card: ModelCardFile, what: string): StudioError {
  return new StudioError(
    'model/bad-card',
    `The card of "${card.id}" does not fit its graph: ${what}.`,
    {
      details: { modelId: card.id },
    },
  );
}
