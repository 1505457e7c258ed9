import { afterAll, expect, test } from 'vitest';
import { createMediaAdapter } from './client.ts';
import { makeCountedClip } from './counted-clip.fixture.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

const timesMs = Array.from({ length: 50 }, (_, n) => n * 40);

/** A file on a disk, and how to take it away. */
async function onDisk(name: string) {
  const { file } = await makeCountedClip({ codec: 'vp9', container: 'mp4', timesMs, keyEvery: 10 });
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  await writable.write(file);
  await writable.close();
  return { file: await handle.getFile(), remove: () => root.removeEntry(name) };
}

test.each(['webcodecs', 'ffmpeg', 'auto'] as const)(
  'a file that went away ends the work with its own error: %s',
  async (decoder) => {
    const { file, remove } = await onDisk(`gone-${decoder}.mp4`);
    const facts = await media.probe(file);
    await remove();
    const gone = { code: 'video/file-changed' };
    const run = media.sample(file, facts, { timesSec: [0, 1], longSidePx: 64, decoder });
    const reading = (async () => {
      for await (const _ of run.frames);
    })();
    await expect(reading).rejects.toMatchObject(gone);
    const range = { startSec: 0, endSec: 1 };
    await expect(media.frameTimes(file, facts, range)).rejects.toMatchObject(gone);
    await expect(media.scanFrames(file, facts, { decoder })).rejects.toMatchObject(gone);
  },
);
