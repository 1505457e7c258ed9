import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { maxAbsDiff } from '../../core/vector.ts';
import { createModelAdapter, type ModelAdapter, type ModelAdapterOptions } from './client.ts';

const E1 = 'ristretto-e1';
const open: ModelAdapter[] = [];

function adapter(options: ModelAdapterOptions = {}): ModelAdapter {
  const made = createModelAdapter(options);
  open.push(made);
  return made;
}
afterEach(() => {
  for (const made of open.splice(0)) made.dispose();
});

/** For tests that leave it as they found it: starting onnxruntime is what takes long. */
const shared = createModelAdapter();
afterAll(() => shared.dispose());

/** A picture with areas, edges and colours of its own, as JPEG. */
async function drawn(seed: number, type = 'image/jpeg'): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(320, 180);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = `hsl(${seed * 47} 60% 40%)`;
  context.fillRect(0, 0, 320, 180);
  for (let k = 0; k < 12; k += 1) {
    context.fillStyle = `hsl(${seed * 91 + k * 31} 70% ${20 + k * 5}%)`;
    context.beginPath();
    context.arc(
      (seed * 53 + k * 71) % 320,
      (seed * 29 + k * 43) % 180,
      8 + ((k * seed) % 30),
      0,
      7,
    );
    context.fill();
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type, quality: 0.9 })).arrayBuffer());
}
const pictures = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, k) => drawn(k + 1)));

describe('the bundled encoder', () => {
  it('gives the same rows on WebGPU and wasm, each of length 1, different for different pictures', async () => {
    const models = shared;
    const jpegs = await pictures(5);
    const wasm = await models.embedImages(E1, jpegs, { provider: 'wasm' });
    const webgpu = await models.embedImages(E1, jpegs, { provider: 'webgpu' });
    expect([wasm.provider, webgpu.provider]).toEqual(['wasm', 'webgpu']);
    expect(webgpu.fellBackBecause).toBeNull();
    expect(maxAbsDiff(wasm.data, webgpu.data)).toBeLessThan(1e-3);
    expect(wasm).toMatchObject({
      rows: 5,
      modelId: E1,
      modelSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    for (let row = 0; row < wasm.rows; row += 1) {
      const values = wasm.data.subarray(row * wasm.dim, (row + 1) * wasm.dim);
      expect(Math.hypot(...values)).toBeCloseTo(1, 5);
    }
    const cosine = wasm.data
      .subarray(0, wasm.dim)
      .reduce((sum, value, d) => sum + value * (wasm.data[wasm.dim + d] as number), 0);
    expect(cosine).toBeLessThan(0.9);
  });

  it('never runs on a software adapter by itself', async () => {
    const models = shared;
    const gpu = await models.gpu();
    const { provider } = await models.embedImages(E1, await pictures(1), { provider: 'auto' });
    if (!gpu || gpu.isFallback) expect(provider).toBe('wasm');
    else expect(['webgpu', 'wasm']).toContain(provider);
  });

  it('goes on with wasm when the device is lost in mid-run, and says so', async () => {
    const models = adapter();
    const jpegs = await pictures(6);
    const expected = await models.embedImages(E1, jpegs, { provider: 'wasm' });
    let lost = false;
    const providers = new Set<string>();
    const result = await models.embedImages(E1, jpegs, {
      provider: 'webgpu',
      onProgress: ({ provider }) => {
        providers.add(provider);
        if (!lost) void models.loseGpu();
        lost = true;
      },
    });
    expect(result.fellBackBecause).toBe('model/gpu-lost');
    expect(result.provider).toBe('wasm');
    expect(providers).toEqual(new Set(['webgpu', 'wasm']));
    expect(maxAbsDiff(result.data, expected.data)).toBeLessThan(1e-3);
    const again = await models.embedImages(E1, jpegs.slice(0, 1), { provider: 'webgpu' });
    expect(again).toMatchObject({ provider: 'wasm', fellBackBecause: 'model/gpu-lost' });
  });

  it('stops between batches when it is cancelled, and works afterwards', async () => {
    const models = shared;
    const jpegs = await pictures(40);
    const controller = new AbortController();
    let seen = 0;
    const run = models.embedImages(E1, jpegs, {
      provider: 'wasm',
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen = done;
        controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'job/cancelled' });
    expect(seen).toBeLessThan(40);
    expect((await models.embedImages(E1, jpegs.slice(0, 2), { provider: 'wasm' })).rows).toBe(2);
  });

  it('is refused when its bytes are not what the registry says', async () => {
    const tampered = URL.createObjectURL(new Blob(['not the model']));
    const models = adapter({ bundledUrls: { 'ristretto-e1/ristretto-e1.onnx': tampered } });
    const run = models.embedImages(E1, await pictures(1), { provider: 'wasm' });
    await expect(run).rejects.toMatchObject({ code: 'model/hash-mismatch' });
    URL.revokeObjectURL(tampered);
  });

  it('is measured on every provider', async () => {
    const models = shared;
    const results = await models.benchmark(E1);
    expect(results.map(({ provider }) => provider).sort()).toEqual(
      (await models.gpu()) ? ['wasm', 'webgpu'] : ['wasm'],
    );
    for (const { framesPerSec, maxAbsDiff: diff } of results) {
      expect(framesPerSec).toBeGreaterThan(0);
      expect(diff).toBeLessThan(1e-3);
    }
  });

  it('has no text tower, cannot be removed, and says what is no picture', async () => {
    const models = shared;
    await expect(models.embedTexts(E1, ['a cat'], { provider: 'wasm' })).rejects.toMatchObject({
      code: 'model/no-text-tower',
    });
    await expect(models.remove(E1)).rejects.toMatchObject({ code: 'input/invalid' });
    const run = models.embedImages(E1, [new Uint8Array([1, 2, 3])], { provider: 'wasm' });
    await expect(run).rejects.toMatchObject({ code: 'input/invalid' });
    await expect(models.embedImages('nobody', [], { provider: 'wasm' })).rejects.toMatchObject({
      code: 'model/not-found',
    });
  });

  it('ends its worker when there is nothing to do, and starts it again', async () => {
    const ended = vi.spyOn(Worker.prototype, 'terminate');
    const models = adapter({ idleMs: 50 });
    const jpegs = await pictures(1);
    const first = await models.embedImages(E1, jpegs, { provider: 'wasm' });
    await vi.waitFor(() => expect(ended).toHaveBeenCalled());
    const second = await models.embedImages(E1, jpegs, { provider: 'wasm' });
    expect(second.data).toEqual(first.data);
    ended.mockRestore();
  });
});
