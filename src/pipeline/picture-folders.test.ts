import { expect, it } from 'vitest';
import type { PickedFile } from '../core/ports.ts';
import { createFakeFiles, createFakeMedia } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createLibrary } from './library.ts';
import { findPictureFolders } from './picture-folders.ts';
import { createResources } from './resource.ts';

/** The first bytes of a PNG of 64 × 48. */
const PNG = Uint8Array.of(
  ...[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82],
  ...[0, 0, 0, 64, 0, 0, 0, 48],
);

function picture(name: string, bytes = PNG): PickedFile {
  const part = new Blob([bytes.slice()]);
  const file = {
    name,
    size: part.size,
    slice: (from?: number, to?: number) => part.slice(from, to),
  };
  return { file, handle: null, folder: 'dump/' };
}

async function setUp() {
  const store = createMemoryStore();
  const [media, files] = [createFakeMedia(), createFakeFiles()];
  const clock = { nowMs: () => 5 };
  const library = createLibrary({ store, media, files, clock, resources: createResources() });
  return { library, project: await store.projects.create('Test') };
}

it('adds a dump of frames as one video beside the others, and says that its rate is a statement', async () => {
  const { library, project } = await setUp();
  const [film, dump] = await library.add(
    project.id,
    [picture('f_0002.png'), picture('film.mp4'), picture('f_0001.png')],
    { picturesPerSec: 5 },
  );
  expect(film).toMatchObject({ name: 'film.mp4', status: 'added' });
  if (dump?.status !== 'added') throw new Error('not added');
  expect(dump.video.name).toBe('dump f.mov');
  expect(dump.video.remarks).toEqual(expect.arrayContaining(['from-pictures', 'stated-rate']));
  expect(dump.video.sizeBytes).toBeGreaterThan(2 * PNG.length);
});

it('fails alone where the pictures are none', async () => {
  const { library, project } = await setUp();
  const bad = new TextEncoder().encode('not a picture');
  const outcomes = await library.add(project.id, [
    picture('1.jpg', bad),
    picture('2.jpg', bad),
    picture('film.mp4'),
  ]);
  expect(outcomes.map(({ name, status }) => [name, status])).toEqual([
    ['film.mp4', 'added'],
    ['dump.mov', 'failed'],
  ]);
});

it('leaves single pictures to the probe, which knows why they are no video', () => {
  const { folders, others } = findPictureFolders([picture('1.png'), picture('cover.jpg')]);
  expect(folders).toEqual([]);
  expect(others).toHaveLength(2);
});
