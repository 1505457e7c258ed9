import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { HubBehaviour } from '../../../scripts/model-hub.ts';
import type { ModelCard } from '../../core/model-card.ts';
import { createModelAdapter } from './client.ts';
import { bytesOf, cardFor } from './installed.fixture.ts';
import { MEAN_NCHW } from './tiny-graphs.fixture.ts';

const models = createModelAdapter();
afterEach(() => models.remove('test-model'));
afterAll(() => models.dispose());

/** The graph with a description of 300 kB, so that a download can break in the middle. */
function longGraph(filling: number): Uint8Array<ArrayBuffer> {
  const text = new Uint8Array(300_000).fill(filling);
  // Field 6 of the model (its description), length as a variable-length integer.
  const head = [
    0x32,
    (text.length & 0x7f) | 0x80,
    ((text.length >> 7) & 0x7f) | 0x80,
    text.length >> 14,
  ];
  return Uint8Array.from([...bytesOf(MEAN_NCHW), ...head, ...text]);
}
const GRAPH = longGraph(0x61);
/** As long as the first, with another hash. */
const NEXT_VERSION = longGraph(0x62);

let made = 0;
/** A file on the test server under a name of its own. */
async function serve(bytes: Uint8Array<ArrayBuffer>, behaviour: HubBehaviour = {}, name = '') {
  made += 1;
  const url = new URL(`/model-hub/${name || `${Date.now()}-${made}.onnx`}`, location.href).href;
  await put(url, bytes, behaviour);
  return url;
}

async function put(url: string, bytes: Uint8Array<ArrayBuffer>, behaviour: HubBehaviour) {
  await fetch(`${url}?with=${encodeURIComponent(JSON.stringify(behaviour))}`, {
    method: 'PUT',
    body: bytes,
  });
}

const rangesOf = async (url: string): Promise<string[]> => (await fetch(`${url}/log`)).json();

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const cardWith = (url: string, more: { sha256?: string; bytes?: number } = {}): ModelCard =>
  cardFor(
    { sha256: '', bytes: 0 },
    { files: [{ path: 'model.onnx', sha256: '', bytes: 0, url, ...more }] },
  );

const install = (card: ModelCard, signal?: AbortSignal) =>
  models.install({ card, files: [] }, signal ? { signal } : {});

describe('a model from an address', () => {
  it('is fetched with progress, and its hash is pinned', async () => {
    const url = await serve(GRAPH);
    const seen: number[] = [];
    const card = await models.install(
      { card: cardWith(url, { bytes: GRAPH.length }), files: [] },
      { onProgress: ({ doneBytes, totalBytes }) => seen.push(doneBytes / (totalBytes ?? 1)) },
    );
    expect(card.files[0]).toMatchObject({ sha256: await sha256(GRAPH), bytes: GRAPH.length });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('goes on where the connection broke', async () => {
    const url = await serve(GRAPH, { cutAfter: [100_000, 50_000] });
    await install(cardWith(url, { sha256: await sha256(GRAPH) }));
    const ranges = await rangesOf(url);
    expect(ranges).toHaveLength(3);
    expect(ranges[0]).toBe('bytes=0-');
    expect(Number(/\d+/.exec(ranges[2] ?? '')?.[0])).toBeGreaterThan(0);
  });

  it('goes on with the next installation after it was cancelled', async () => {
    const url = await serve(GRAPH, { cutAfter: [100_000, 0, 0, 0] });
    const controller = new AbortController();
    const run = models.install(
      { card: cardWith(url), files: [] },
      {
        signal: controller.signal,
        onProgress: ({ doneBytes }) => {
          if (doneBytes >= 60_000) controller.abort();
        },
      },
    );
    await expect(run).rejects.toMatchObject({ code: 'job/cancelled' });
    await put(url, GRAPH, {});
    const before = (await rangesOf(url)).length;
    await expect
      .poll(() => install(cardWith(url)).then(() => 'installed', String))
      .toBe('installed');
    expect((await rangesOf(url))[before]).toMatch(/^bytes=[1-9]/);
    expect(
      (await models.list()).find(({ id }) => id === 'test-model')?.partialBytes,
    ).toBeUndefined();
  });

  it('begins anew when the file on the server is another one by now', async () => {
    const url = await serve(GRAPH, { etag: '"one"', cutAfter: [100_000, 0, 0, 0] });
    await expect(install(cardWith(url))).rejects.toMatchObject({ code: 'model/download-failed' });
    await put(url, NEXT_VERSION, { etag: '"two"' });
    const card = await install(cardWith(url));
    expect(card.files[0]?.sha256).toBe(await sha256(NEXT_VERSION));
  });

  it('is fetched once more in one piece when the parts do not fit together', async () => {
    const url = await serve(GRAPH, { etag: null, cutAfter: [100_000, 0, 0, 0] });
    const wanted = cardWith(url, { sha256: await sha256(NEXT_VERSION) });
    await expect(install(wanted)).rejects.toMatchObject({ code: 'model/download-failed' });
    await put(url, NEXT_VERSION, { etag: null });
    expect(await install(wanted)).toMatchObject({ installed: true });
  });

  it('comes from a server that knows no ranges, and from another origin that answers no preflight', async () => {
    const url = await serve(GRAPH, { ranges: false, cutAfter: [100_000] });
    expect(await install(cardWith(url))).toMatchObject({ installed: true });
    await models.remove('test-model');
    const elsewhere = new URL(url);
    elsewhere.hostname = elsewhere.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    expect(await install(cardWith(elsewhere.href))).toMatchObject({ installed: true });
  });

  it.each<[string, HubBehaviour, { sha256?: string; bytes?: number }, string | undefined]>([
    ['model/hash-mismatch', {}, { sha256: 'a'.repeat(64) }, undefined],
    ['model/hash-mismatch', {}, { bytes: 5 }, undefined],
    ['model/not-a-model', {}, {}, '<!doctype html><title>Sign in</title>'],
    ['model/not-a-model', { contentType: 'text/html; charset=utf-8' }, {}, 'Sign in'],
    ['model/not-a-model', {}, {}, 'version https://git-lfs.github.com/spec/v1\noid sha256:0'],
    ['model/load-failed', {}, {}, 'nothing that is a graph'],
    ['model/download-failed', { status: 404 }, {}, undefined],
    ['model/download-failed', { cutAfter: [0, 0, 0, 0, 0, 0] }, {}, undefined],
  ])('is refused with %s (%#)', async (code, behaviour, more, text) => {
    const bytes = text === undefined ? GRAPH : new TextEncoder().encode(text);
    const card = cardWith(await serve(bytes, behaviour), more);
    await expect(install(card)).rejects.toMatchObject({ code });
    const listed = await models.list();
    expect(listed.some(({ id, installed }) => id === 'test-model' && installed)).toBe(false);
  });

  it('leaves an installed model as it is when its update fails', async () => {
    await install(cardWith(await serve(GRAPH)));
    const page = new TextEncoder().encode('<html>');
    await expect(install(cardWith(await serve(page)))).rejects.toMatchObject({
      code: 'model/not-a-model',
    });
    const { files } = (await models.list()).find(({ id }) => id === 'test-model') as ModelCard;
    expect(files[0]?.sha256).toBe(await sha256(GRAPH));
  });
});

describe('a card from an address', () => {
  it('brings the files that lie beside it', async () => {
    const folder = `folder-${Date.now()}`;
    await serve(GRAPH, {}, `${folder}/model.onnx`);
    const { installed: _, ...card } = cardFor({ sha256: await sha256(GRAPH), bytes: GRAPH.length });
    const json = new TextEncoder().encode(JSON.stringify(card));
    expect(await models.install(await serve(json, {}, `${folder}/card.json`))).toMatchObject({
      id: 'test-model',
      installed: true,
    });
  });

  it.each([
    ['model/not-a-model', '<html>no</html>'],
    ['model/bad-card', '{"id":"x"}'],
  ])('that is none is refused with %s', async (code, text) => {
    const url = await serve(new TextEncoder().encode(text), {}, `card-${Date.now()}.json`);
    await expect(models.install(url)).rejects.toMatchObject({ code });
  });
});
