import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../core/model-card.ts';
import { maxAbsDiff } from '../../core/vector.ts';
import { createModelAdapter } from './client.ts';
import { bytesOf, cardFor, fileOf, flat, type Tiny } from './installed.fixture.ts';
import {
  HALF_PRECISION,
  MEAN_NCHW,
  MEAN_NHWC_ONE,
  SHOTS,
  THE_PICTURE,
  UNKNOWN_OPERATOR,
  WORDS,
} from './tiny-graphs.fixture.ts';
import { wordTokenizer } from './word-tokenizer.fixture.ts';

const models = createModelAdapter();
afterEach(async () => {
  for (const { id, installed } of await models.list()) {
    if (installed && id.startsWith('test-')) await models.remove(id);
  }
});
afterAll(() => models.dispose());
const installedIds = async () =>
  (await models.list()).filter(({ installed }) => installed).map(({ id }) => id);

function install(tiny: Tiny, more: Partial<ModelCard> = {}) {
  const bytes = bytesOf(tiny);
  const card = cardFor({ sha256: tiny.sha256, bytes: bytes.length }, more);
  return models.install({ card, files: [new File([bytes], 'model.onnx')] });
}

const INPUT = cardFor({ sha256: '', bytes: 0 }).input;

describe('a model from files', () => {
  it.each([
    ['many at once, channels first, [n, dim, 1, 1]', MEAN_NCHW],
    ['one at a time, channels last, [1, dim]', MEAN_NHWC_ONE],
    ['in half precision', HALF_PRECISION],
  ])('runs: %s', async (_, tiny) => {
    expect(await install(tiny)).toMatchObject({ id: 'test-model', installed: true });
    const pictures = await Promise.all([flat('#f00'), flat('#0f0'), flat('#808000')]);
    const { data, rows, dim } = await models.embedImages('test-model', pictures, {
      provider: 'wasm',
    });
    expect([rows, dim]).toEqual([3, 3]);
    const half = Math.SQRT1_2;
    const expected = [1, 0, 0, 0, 1, 0, half, half, 0];
    for (const [k, value] of expected.entries()) expect(data[k]).toBeCloseTo(value, 3);
  });

  it('is listed, also by another page, until it is removed', async () => {
    await install(MEAN_NCHW);
    const other = createModelAdapter();
    expect((await other.list()).map(({ id }) => id)).toContain('test-model');
    await other.remove('test-model');
    other.dispose();
    expect(await installedIds()).toEqual(['ristretto-e1']);
    const run = models.embedImages('test-model', [], { provider: 'wasm' });
    await expect(run).rejects.toMatchObject({ code: 'model/not-found' });
  });

  it.each<[string, Tiny, Partial<ModelCard>]>([
    ['model/bad-card', MEAN_NCHW, { dim: 5 }],
    ['model/bad-card', MEAN_NCHW, { input: { ...INPUT, widthPx: 16 } }],
    ['model/bad-card', MEAN_NCHW, { input: { ...INPUT, name: 'z' } }],
    ['model/bad-card', MEAN_NCHW, { input: { ...INPUT, output: 'z' } }],
    ['model/bad-card', MEAN_NCHW, { task: 'shot-boundary' }],
    ['model/bad-card', WORDS, {}],
    ['model/bad-card', MEAN_NCHW, { task: 'image-text-embedding' }],
    ['model/bad-card', MEAN_NCHW, { task: 'text-embedding' }],
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
    expect(await installedIds()).toEqual(['ristretto-e1']);
    expect(await install(MEAN_NCHW)).toMatchObject({ installed: true });
  });
});

it('a graph with an operator that nobody knows is refused by the name of the operator', async () => {
  await expect(install(UNKNOWN_OPERATOR, {})).rejects.toMatchObject({
    code: 'model/load-failed',
    details: { problem: expect.stringMatching(/^(?!.*ERROR_CODE).*not a registered function/s) },
  });
});

/** A tokenizer of the eight words of the graph: `[CLS] red … [SEP]`. */
const VOCABULARY = ['[PAD]', '[CLS]', '[SEP]', '[UNK]', 'red', 'green', 'blue', 'yellow'];
const TOKENIZER = new File(
  [JSON.stringify(wordTokenizer(VOCABULARY, { type: 'Lowercase' }))],
  'tokenizer.json',
);
const file = (path: string, more = {}) => ({ path, sha256: '', bytes: 0, ...more });

describe('text towers', () => {
  const half = Math.SQRT1_2;
  const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5));

  it('embed sentences; hashes that the card leaves open are pinned', async () => {
    const card = cardFor(
      { sha256: '', bytes: 0 },
      { task: 'text-embedding', files: [file('words.onnx'), file('tokenizer.json')] },
    );
    const { input: _, ...withoutInput } = card;
    const installed = await models.install({
      card: withoutInput as ModelCard,
      files: [TOKENIZER, fileOf(WORDS, 'words.onnx')],
    });
    expect(installed.files[0]).toMatchObject({
      sha256: WORDS.sha256,
      bytes: bytesOf(WORDS).length,
    });
    const texts = ['red', 'red green', 'Blue', 'red red red green green green'];
    const { data, rows } = await models.embedTexts('test-model', texts, { provider: 'wasm' });
    expect(rows).toBe(4);
    expect([...data]).toEqual(near([1, 0, 0, half, half, 0, 0, 0, 1, half, half, 0]));
    await expect(
      models.embedImages('test-model', [await flat('#f00')], { provider: 'wasm' }),
    ).rejects.toMatchObject({ code: 'model/no-image-tower' });
  });

  it('share a space with a picture tower, on both providers', async () => {
    const files = [file('vision.onnx'), file('text.onnx'), file('tokenizer.json')];
    const card = cardFor({ sha256: '', bytes: 0 }, { task: 'image-text-embedding', files });
    const named = [fileOf(MEAN_NCHW, 'vision.onnx'), fileOf(WORDS, 'text.onnx'), TOKENIZER];
    await models.install({ card, files: named });
    for (const provider of ['wasm', 'webgpu'] as const) {
      const text = await models.embedTexts('test-model', ['yellow'], { provider });
      const picture = await models.embedImages('test-model', [await flat('#ff0')], { provider });
      expect([text.provider, picture.provider]).toEqual([provider, provider]);
      expect(text.modelSha256).toBe(picture.modelSha256);
      const unit = near([half, half, 0]);
      expect([[...text.data], [...picture.data]]).toEqual([unit, unit]);
    }
  });

  it('are refused when what they pool points nowhere, as the last token of this graph does', async () => {
    const text = { pooling: 'eos', maxTokens: 4, padding: 'max', prefix: 'green ' } as const;
    const files = [file('words.onnx'), file('tokenizer.json')];
    const card = cardFor({ sha256: '', bytes: 0 }, { task: 'text-embedding', text, files });
    const run = models.install({ card, files: [fileOf(WORDS, 'words.onnx'), TOKENIZER] });
    await expect(run).rejects.toMatchObject({ code: 'model/run-failed' });
  });
});

describe('pre-processing', () => {
  it.each([
    ['squash', {}],
    ['shortest-crop', { resize: 'shortest-crop', shortestPx: 9, filter: 'bicubic' }],
    ['BGR', { filter: 'bilinear', channels: 'bgr', mean: [0.1, 0.2, 0.3], std: [0.5, 1, 2] }],
  ] as const)('is the same on the graphics device and the processor: %s', async (_, more) => {
    const { input } = cardFor({ sha256: '', bytes: 0 });
    await install(THE_PICTURE, { dim: 192, input: { ...input, ...more } as ModelCard['input'] });
    const pictures = [await flat('#123456'), await checks(31, 23), await checks(7, 5)];
    const wasm = await models.embedImages('test-model', pictures, { provider: 'wasm' });
    const webgpu = await models.embedImages('test-model', pictures, { provider: 'webgpu' });
    expect([wasm.provider, webgpu.provider]).toEqual(['wasm', 'webgpu']);
    expect(maxAbsDiff(wasm.data, webgpu.data)).toBeLessThan(1e-4);
  });
});

/** Fields of many colours, so that nothing is symmetric. */
async function checks(width: number, height: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) {
      context.fillStyle = `hsl(${x * 37 + y * 11} 70% ${20 + ((x * y) % 60)}%)`;
      context.fillRect(x, y, 1, 1);
    }
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

it('a shot detector is installed when it takes frames as it should', async () => {
  const input = { ...cardFor({ sha256: '', bytes: 0 }).input, widthPx: 48, heightPx: 27 };
  expect(await install(SHOTS, { task: 'shot-boundary', dim: 1, input })).toMatchObject({
    installed: true,
  });
});

describe('where a model runs', () => {
  it('is measured, remembered, and can be chosen', async () => {
    await install(MEAN_NCHW);
    expect(await models.speeds('test-model')).toMatchObject({ measured: [], choice: 'auto' });
    const measured = await models.benchmark('test-model');
    await models.chooseProvider('test-model', 'webgpu');
    const other = createModelAdapter();
    expect(await other.speeds('test-model')).toMatchObject({ measured, choice: 'webgpu' });
    const pictures = [await flat('#f00')];
    const run = async () =>
      (await other.embedImages('test-model', pictures, { provider: 'auto' })).provider;
    expect(await run()).toBe('webgpu');
    await other.chooseProvider('test-model', 'auto');
    const { fastest } = await other.speeds('test-model');
    expect(await run()).toBe(fastest);
    if ((await other.gpu())?.isFallback) expect(fastest).toBe('wasm');
    other.dispose();
  });
});

// ── real models that nobody here made ────────────────────────────────────────────────────────────────────────────────

interface Golden {
  results: {
    mobilenetv2_int8: { png: string; logits_first16: number[]; l2norm: number };
    /** Of each picture the best faces: score, then the box. */
    ultraface_rfb_320: { png: string; top: number[][] };
  }[];
}

const GRAPHS = import.meta.glob<string>('../../../../shared/data/models/*.onnx', {
  query: '?url&no-inline',
  import: 'default',
});
const PICTURES = import.meta.glob<string>('../../../../shared/data/gt/models/*.png', {
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
  it('MobileNetV2 gives on both providers what onnxruntime gives', async () => {
    const input = { widthPx: 224, heightPx: 224, ...IMAGENET, resize: 'shortest-crop' as const };
    await installReal('mobilenetv2_int8.onnx', { dim: 1000, input });
    const golden = await Object.values(GOLDEN)[0]?.();
    const all = golden?.results.map((one) => one.mobilenetv2_int8) ?? [];
    // The software adapter takes a second for each picture, so it gets two.
    for (const [provider, count] of [['wasm', 8] as const, ['webgpu', 2] as const]) {
      const results = all.slice(0, count);
      expect(results.length).toBe(count);
      const pictures = await Promise.all(results.map(({ png }) => read(PICTURES, png)));
      const embedded = await models.embedImages('test-model', pictures, { provider });
      expect(embedded.provider).toBe(provider);
      for (const [row, { logits_first16, l2norm }] of results.entries()) {
        const ours = embedded.data.subarray(row * 1000, row * 1000 + 16);
        const dot = logits_first16.reduce((sum, value, k) => sum + value * (ours[k] as number), 0);
        expect(dot / (Math.hypot(...logits_first16) * Math.hypot(...ours))).toBeGreaterThan(0.9999);
        expect(Math.hypot(...ours) * l2norm).toBeCloseTo(Math.hypot(...logits_first16), 1);
      }
    }
  });

  it('a face detector gives the scores that onnxruntime gives, through the output that the card names', async () => {
    const scale = {
      mean: [127 / 255, 127 / 255, 127 / 255],
      std: [128 / 255, 128 / 255, 128 / 255],
    };
    const input = { widthPx: 320, heightPx: 240, ...scale, resize: 'squash' as const };
    await installReal('ultraface_rfb_320.onnx', {
      dim: 4420 * 2,
      input: { ...input, output: 'scores' },
    });
    const golden = await Object.values(GOLDEN)[0]?.();
    const results = golden?.results.map((one) => one.ultraface_rfb_320) ?? [];
    const pictures = await Promise.all(results.map(({ png }) => read(PICTURES, png)));
    const { data } = await models.embedImages('test-model', pictures, { provider: 'wasm' });
    for (const [row, { top }] of results.entries()) {
      const scores = data.subarray(row * 8840, (row + 1) * 8840).filter((_, k) => k % 2 === 1);
      const [best = 0, second = 0, third = 0] = scores.sort().reverse();
      const wanted = top.map(([score = 0]) => score);
      // Rows have length 1, so only ratios are left to compare.
      expect(second / best).toBeCloseTo((wanted[1] ?? 0) / (wanted[0] ?? 1), 2);
      expect(third / best).toBeCloseTo((wanted[2] ?? 0) / (wanted[0] ?? 1), 2);
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
