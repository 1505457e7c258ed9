import { expect, test } from 'vitest';
import { INPUT_PATH, withFfmpeg } from './ffmpeg-host.ts';

const MARK = '/mark';
const PASSES = 40;

test('an instance is left long before the stack that it does not give back runs out', async () => {
  const file = await (await fetch('/codecs/mpeg4-avi.bin')).blob();
  const { signal } = new AbortController();
  let passes = 0;
  await withFfmpeg(file, signal, (session) => session.put(MARK, new Uint8Array(1)));
  for (let isMarked = true; isMarked && passes < PASSES; passes += 1)
    isMarked = await withFfmpeg(file, signal, async (session) => {
      await session.run(['-i', INPUT_PATH, '-frames:v', '1', '-f', 'null', '-']);
      const mark = await session.take(MARK);
      if (mark.length > 0) await session.put(MARK, new Uint8Array(1));
      return mark.length > 0;
    });
  // Idle instances are used again, but not for ever.
  expect(passes).toBeGreaterThan(10);
  expect(passes).toBeLessThan(PASSES);
});

test('a file that went away is called that', async () => {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('gone.avi', { create: true });
  const writable = await handle.createWritable();
  await writable.write(new Uint8Array(1000));
  await writable.close();
  const file = await handle.getFile();
  await root.removeEntry('gone.avi');
  const gone = { code: 'video/file-changed' };
  const { signal } = new AbortController();
  const probing = withFfmpeg(file, signal, (session) => session.probe([]));
  await expect(probing).rejects.toMatchObject(gone);
  const running = withFfmpeg(file, signal, (session) => session.run(['-i', INPUT_PATH]));
  await expect(running).rejects.toMatchObject(gone);
});
