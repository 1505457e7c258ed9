import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../core/model-card.ts';
import { createModelAdapter } from './client.ts';
import { MEAN_NCHW, MEAN_NHWC_ONE, UNKNOWN_OPERATOR } from './tiny-graphs.fixture.ts';

const models = createModelAdapter();
afterEach(async () => {
  for (const { id, installed } of await models.list()) {
    if (installed && id.startsWith('test-')) await models.remove(id);
  }
});
afterAll(() => models.dispose());

type Tiny = typeof MEAN_NCHW;

function bytesOf({ base64 }: Tiny): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function cardFor(
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

function install(tiny: Tiny, more: Partial<ModelCard> = {}) {
  const bytes = bytesOf(tiny);
  const card = cardFor({ sha256: tiny.sha256, bytes: bytes.length }, more);
  return models.install({ card, files: [new File([bytes], 'model.onnx')] });
}

async function flat(colour: string): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(20, 10);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = colour;
  context.fillRect(0, 0, 20, 10);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

describe('a model from files', () => {
  it.each([
    ['many at once, channels first, [n, dim, 1, 1]', MEAN_NCHW],
    ['one at a time, channels last, [1, dim]', MEAN_NHWC_ONE],
  ])('runs: %s', async (_, tiny) => {
    expect(await install(tiny)).toMatchObject({ id: 'test-model', installed: true });
    const pictures = await Promise.all([flat('#f00'), flat('#0f0'), flat('#808000')]);
    const { data, rows, dim } = await models.embedImages('test-model', pictures, {
      provider: 'wasm',
    });
    expect([rows, dim]).toEqual([3, 3]);
    const half = Math.SQRT1_2;
    const expected = [1, 0, 0, 0, 1, 0, half, half, 0];
    for (const [k, value] of expected.entries()) expect(data[k]).toBeCloseTo(value, 4);
  });

  it('is listed, also by another page, until it is removed', async () => {
    await install(MEAN_NCHW);
    const other = createModelAdapter();
    expect((await other.list()).map(({ id }) => id)).toContain('test-model');
    await other.remove('test-model');
    other.dispose();
    expect((await models.list()).map(({ id }) => id)).toEqual(['ristretto-e1']);
    const run = models.embedImages('test-model', [], { provider: 'wasm' });
    await expect(run).rejects.toMatchObject({ code: 'model/not-found' });
  });

  it.each<[string, Tiny, Partial<ModelCard>]>([
    ['model/bad-card', MEAN_NCHW, { dim: 5 }],
    [
      'model/bad-card',
      MEAN_NCHW,
      { input: { ...cardFor({ sha256: '', bytes: 0 }).input, widthPx: 16 } },
    ],
    ['model/bad-card', MEAN_NCHW, { id: '../elsewhere' }],
    ['model/bad-card', MEAN_NCHW, { id: 'ristretto-e1' }],
    [
      'model/bad-card',
      MEAN_NCHW,
      { files: [{ path: 'other.onnx', sha256: MEAN_NCHW.sha256, bytes: 1 }] },
    ],
    [
      'model/hash-mismatch',
      MEAN_NCHW,
      { files: [{ path: 'model.onnx', sha256: 'a'.repeat(64), bytes: 1 }] },
    ],
    ['model/load-failed', UNKNOWN_OPERATOR, {}],
  ])('is refused with %s and leaves nothing behind (%#)', async (code, tiny, wrong) => {
    await expect(install(tiny, wrong)).rejects.toMatchObject({ code });
    expect((await models.list()).map(({ id }) => id)).toEqual(['ristretto-e1']);
    expect(await install(MEAN_NCHW)).toMatchObject({ installed: true });
  });
});

// ── real models that nobody here made ────────────────────────────────────────────────────────────────────────────────

interface Golden {
  results: { mobilenetv2_int8: { png: string; logits_first16: number[]; l2norm: number } }[];
}

const GRAPHS = import.meta.glob<string>('../../../../shared/data/models/*.onnx', {
  query: '?url&no-inline',
  import: 'default',
});
const PICTURES = import.meta.glob<string>('../../../../shared/data/gt/models/*_224.png', {
  query: '?url&no-inline',
  import: 'default',
});
const GOLDEN = import.meta.glob<Golden>('../../../../shared/data/gt/models/golden.json', {
  import: 'default',
});

async function read(
  files: Record<string, () => Promise<string>>,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const [, load] = Object.entries(files).find(([path]) => path.endsWith(`/${name}`)) ?? [];
  if (!load) throw new Error(`${name} is not in the data.`);
  return new Uint8Array(await (await fetch(await load())).arrayBuffer());
}

async function installReal(name: string, more: Partial<ModelCard>): Promise<ModelCard> {
  const bytes = await read(GRAPHS, name);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const card = cardFor({ sha256, bytes: bytes.length }, more);
  return models.install({ card, files: [new File([bytes], 'model.onnx')] });
}

const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };

describe.skipIf(Object.keys(GRAPHS).length === 0)('real models (data in ../shared/data)', () => {
  it('MobileNetV2 gives what onnxruntime gives', async () => {
    const input = { widthPx: 224, heightPx: 224, ...IMAGENET, resize: 'shortest-crop' as const };
    await installReal('mobilenetv2_int8.onnx', { dim: 1000, input });
    const golden = await Object.values(GOLDEN)[0]?.();
    const results = golden?.results.slice(0, 5).map((one) => one.mobilenetv2_int8) ?? [];
    expect(results.length).toBe(5);
    const pictures = await Promise.all(results.map(({ png }) => read(PICTURES, png)));
    const { data } = await models.embedImages('test-model', pictures, { provider: 'wasm' });
    for (const [row, { logits_first16, l2norm }] of results.entries()) {
      const ours = data.subarray(row * 1000, row * 1000 + 16);
      const dot = logits_first16.reduce((sum, value, k) => sum + value * (ours[k] as number), 0);
      expect(dot / (Math.hypot(...logits_first16) * Math.hypot(...ours))).toBeGreaterThan(0.9999);
      expect(Math.hypot(...ours) * l2norm).toBeCloseTo(Math.hypot(...logits_first16), 1);
    }
  });

  it.each([
    ['superres_with_ortextensions_op18.onnx', 'model/load-failed'],
    ['supres_with_contrib_ops.onnx', 'model/load-failed'],
    ['mnist_cntk.onnx', 'model/bad-card'],
    ['fastestdet_coco.onnx', 'model/bad-card'],
  ])('%s is refused with %s', async (name, code) => {
    await expect(installReal(name, {})).rejects.toMatchObject({ code });
  });
});
