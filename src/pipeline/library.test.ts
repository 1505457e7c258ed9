import { describe, expect, it } from 'vitest';
import { StudioError } from '../core/errors.ts';
import { buildFile, createFakeFiles, createFakeMedia } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createLibrary } from './library.ts';
import { createResources } from './resource.ts';

async function setUp() {
  const store = createMemoryStore();
  const media = createFakeMedia();
  const files = createFakeFiles();
  const library = createLibrary({
    store,
    media,
    files,
    clock: { nowMs: () => 5 },
    resources: createResources(),
  });
  const project = await store.projects.create('Test');
  return { store, media, library, project };
}

describe('adding files', () => {
  it('goes on with 480 of 500 when 20 are bad', async () => {
    const { library, store, project } = await setUp();
    const files = Array.from({ length: 500 }, (_, k) => ({
      file: buildFile(k % 25 === 7 ? `bad-${k}.mp4` : `clip-${k}.mp4`, 100 + k),
      handle: null,
    }));
    const seen: number[] = [];
    const outcomes = await library.add(project.id, files, {
      onProgress: (done) => seen.push(done),
    });
    expect(outcomes.filter((outcome) => outcome.status === 'added')).toHaveLength(480);
    const failed = outcomes.filter((outcome) => outcome.status === 'failed');
    expect(failed).toHaveLength(20);
    for (const outcome of failed) expect(outcome.error.code).toBe('video/not-a-video');
    expect(await store.videos.list(project.id)).toHaveLength(480);
    expect(seen.at(-1)).toBe(500);
  });

  it('links a file again that is known by its content', async () => {
    const { library, project, store } = await setUp();
    const input = { file: buildFile('clip.mp4'), handle: null };
    const [first] = await library.add(project.id, [input]);
    const [second] = await library.add(project.id, [input]);
    expect([first?.status, second?.status]).toEqual(['added', 'linked']);
    expect(await store.videos.list(project.id)).toHaveLength(1);
  });

  it('stops at once when nothing can be stored', async () => {
    const { library, store, project } = await setUp();
    store.videos.put = () => Promise.reject(new StudioError('storage/quota', 'full'));
    await expect(
      library.add(project.id, [{ file: buildFile('a.mp4'), handle: null }]),
    ).rejects.toMatchObject({ code: 'storage/quota' });
  });
});

describe('posters', () => {
  it('are decoded once and stored', async () => {
    const { library, project, media } = await setUp();
    const [outcome] = await library.add(project.id, [
      { file: buildFile('clip.mp4'), handle: null },
    ]);
    if (outcome?.status !== 'added') throw new Error('not added');
    const first = await library.poster(project.id, outcome.video);
    const decoded = media.decodedSec.length;
    expect(first).not.toBeNull();
    expect(await library.poster(project.id, outcome.video)).toEqual(first);
    expect(media.decodedSec).toHaveLength(decoded);
  });
});
