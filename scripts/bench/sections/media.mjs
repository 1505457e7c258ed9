import { basename } from 'node:path';
import { giveFiles, open } from '../browser.mjs';
import { clip720p } from '../clips.mjs';
import { median, ratio, spread } from '../stats.mjs';
import { byNative, byStudio } from './media-contenders.mjs';

const ROUNDS = 5;

/** One clip, our decoders and native FFmpeg in turn; `npm run bench:media` takes many. */
export async function media({ page, folder }) {
  const clip = clip720p();
  await open(page, '/');
  await giveFiles(page, [clip]);
  const facts = await page.evaluate(() =>
    globalThis.ristretto.videos.probe(document.querySelector('#bench-files').files[0]),
  );
  const runs = { webcodecs: [], ffmpeg: [], native: [] };
  let frames = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const decoder of ['webcodecs', 'ffmpeg']) {
      const run = await byStudio(page, decoder);
      if (!run) throw new Error(`${basename(clip)} does not decode with ${decoder}.`);
      runs[decoder].push(run.wallMs);
      frames = run.frames;
    }
    const native = byNative(clip, folder);
    if (native) runs.native.push(native.wallMs);
  }
  const speed = (times) => `${(facts.durationSec / (median(times) / 1000)).toFixed(1)}×`;
  const line = (label, times) =>
    times.length > 0 ? [label, ...spread(times), speed(times)] : [label, 'not here', '', '', ''];
  return {
    title: 'Media: 1 frame a second, 448 px',
    head: ['ms for the whole clip', 'median', 'p95', 'max', 'against real time'],
    rows: [
      line('WebCodecs', runs.webcodecs),
      line('ffmpeg.wasm', runs.ffmpeg),
      [
        'ffmpeg.wasm against WebCodecs',
        ratio(median(runs.ffmpeg), median(runs.webcodecs)),
        '',
        '',
        '',
      ],
      line('Native `ffmpeg`, for reference', runs.native),
    ],
    notes: [
      `Clip: ${basename(clip)}, ${facts.codec}, ${facts.widthPx}×${facts.heightPx}, ${facts.averageFps.toFixed(2)} fps, ${facts.durationSec.toFixed(1)} s; ${frames} frames, ${ROUNDS} times each. Decoding, scaling and JPEG are included, and for \`ffmpeg.wasm\` the start of its core where it was not running.`,
    ],
  };
}
