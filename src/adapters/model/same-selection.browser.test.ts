import { afterAll, expect, test } from 'vitest';
import { SELECTION_METHODS, select } from '../../core/selection/select.ts';
import { createModelAdapter } from './client.ts';

const [clip] = Object.values(
  import.meta.glob<string>('../../../../shared/data/videos/derived/concat_hardcuts_dev.mp4', {
    query: '?url&no-inline',
    import: 'default',
  }),
);
const FRAMES = 12;
const EVERY_SEC = 3.1;
const FIRST_SEC = 0.2;

const models = createModelAdapter();
afterAll(() => models.dispose());

const once = (target: EventTarget, name: string) =>
  new Promise((resolve, reject) => {
    target.addEventListener(name, resolve, { once: true });
    target.addEventListener('error', reject, { once: true });
  });

/** Pictures of a film, as a `<video>` shows them. */
async function stills(url: string): Promise<Uint8Array[]> {
  const video = Object.assign(document.createElement('video'), { muted: true, preload: 'auto' });
  const loaded = once(video, 'loadeddata');
  video.src = url;
  await loaded;
  const canvas = new OffscreenCanvas(320, 180);
  const context = canvas.getContext('2d');
  const jpegs: Uint8Array[] = [];
  for (let k = 0; k < FRAMES; k += 1) {
    const shown = once(video, 'seeked');
    // Not 0: a player that stands there has nothing to seek.
    video.currentTime = FIRST_SEC + k * EVERY_SEC;
    await shown;
    context?.drawImage(video, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    jpegs.push(new Uint8Array(await blob.arrayBuffer()));
  }
  return jpegs;
}

test.skipIf(!clip)('every method selects the same frames on WebGPU and on wasm', async () => {
  const jpegs = await stills((await clip?.()) ?? '');
  const chosenOn = async (provider: 'webgpu' | 'wasm') => {
    const embeddings = await models.embedImages('ristretto-e1', jpegs, { provider });
    expect(embeddings.provider).toBe(provider);
    return SELECTION_METHODS.filter(({ needs }) => needs === undefined).flatMap(({ id, params }) =>
      [4, 8].map((budget) => {
        const takesBudget = params.some(({ name }) => name === 'budget');
        const { core } = select(id, {
          times: jpegs.map((_, k) => k * EVERY_SEC),
          hashes: jpegs.map((_, k) => `still-${k}`),
          embeddings,
          params: {},
          ...(takesBudget ? { budget } : {}),
          pinned: [],
          dropped: [],
        });
        return `${id} ${budget}: ${core.map(({ index }) => index).join(' ')}`;
      }),
    );
  };
  const onWasm = await chosenOn('wasm');
  expect(onWasm.length).toBeGreaterThan(8);
  expect(await chosenOn('webgpu')).toEqual(onWasm);
});
