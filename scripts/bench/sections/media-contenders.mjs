import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const LONG_SIDE_PX = 448;
const LIBRARY = new URL(
  '../../../node_modules/mediabunny/dist/bundles/mediabunny.cjs',
  import.meta.url,
).pathname;

/** Hands mediabunny to the page as `Mediabunny`: by the debugger, because the page's own rules let no foreign script in. */
export async function giveMediabunny(page) {
  const session = await page.context().newCDPSession(page);
  const expression = `${readFileSync(LIBRARY, 'utf8')}\nundefined`;
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression });
  await session.detach();
  if (exceptionDetails) throw new Error(`mediabunny does not load: ${exceptionDetails.text}`);
}

/** What people type. `null` where FFmpeg is not installed or does not read the clip. */
export function byNative(clip, folder) {
  const target = join(folder, 'native');
  mkdirSync(target, { recursive: true });
  const startedAt = performance.now();
  const { status } = spawnSync('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-i', clip],
    ...['-vf', `fps=1,scale=${LONG_SIDE_PX}:-2`, join(target, 'out%05d.jpg')],
  ]);
  const wallMs = performance.now() - startedAt;
  const frames = readdirSync(target).length;
  rmSync(target, { recursive: true });
  return status === 0 ? { wallMs, frames } : null;
}

/** Our frames of the file that was given to the page, by one decoder alone; `null` where it does not take the clip. */
export const byStudio = (page, decoder) =>
  page.evaluate(
    async ([name, longSidePx]) => {
      const [file] = document.querySelector('#bench-files').files;
      const { decoders } = await globalThis.ristretto.videos.probe(file);
      if (!decoders.includes(name)) return null;
      const query = { everySec: 1, longSidePx, decoder: name };
      const { frames, stats } = await globalThis.ristretto.frames.sample(file, query);
      const others = frames.filter((frame) => frame.decoder !== name);
      if (others.length > 0) throw new Error(`${others.length} frames are not by ${name}.`);
      return { wallMs: stats.wallMs, frames: frames.length };
    },
    [decoder, LONG_SIDE_PX],
  );

/** mediabunny as its documentation shows it: a canvas for each time, on the page's own thread. */
export const byMediabunny = (page) =>
  page.evaluate(async (longSidePx) => {
    const { ALL_FORMATS, BlobSource, CanvasSink, Input } = globalThis.Mediabunny;
    const [file] = document.querySelector('#bench-files').files;
    const startedAt = performance.now();
    const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
    try {
      const track = await input.getPrimaryVideoTrack();
      if (!track || !(await track.canDecode())) return null;
      const [start, end] = [await track.getFirstTimestamp(), await track.computeDuration()];
      const times = Array.from({ length: Math.ceil(end - start) }, (_, k) => start + k);
      const isTall = track.displayHeight > track.displayWidth;
      const sink = new CanvasSink(track, { [isTall ? 'height' : 'width']: longSidePx });
      let frames = 0;
      for await (const shown of sink.canvasesAtTimestamps(times)) {
        if (!shown) continue;
        const { canvas } = shown;
        if (canvas.convertToBlob) await canvas.convertToBlob({ type: 'image/jpeg' });
        else await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
        frames += 1;
      }
      return { wallMs: performance.now() - startedAt, frames };
    } catch {
      return null;
    } finally {
      input.dispose();
    }
  }, LONG_SIDE_PX);
