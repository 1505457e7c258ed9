import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { giveFiles, open } from '../browser.mjs';
import { median, ratio, spread } from '../stats.mjs';

const ROUNDS = 5;
const REAL = new URL('../../../../shared/data/videos/sintel_trailer_720p.mp4', import.meta.url)
  .pathname;
const OWN = new URL('../../../public/sample/clip.mp4', import.meta.url).pathname;

/** One frame a second, 448 px on the long side; the decoders in turn. */
export async function media({ page, folder }) {
  const clip = existsSync(REAL) ? REAL : OWN;
  await open(page, '/');
  await giveFiles(page, [clip]);
  const facts = await page.evaluate(() =>
    globalThis.ristretto.videos.probe(document.querySelector('#bench-files').files[0]),
  );
  const runs = { webcodecs: [], ffmpeg: [], native: [] };
  let frames = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const decoder of ['webcodecs', 'ffmpeg']) {
      const run = await sample(page, decoder);
      runs[decoder].push(run.wallMs);
      frames = run.frames;
    }
    const native = nativeMs(clip, join(folder, 'native'));
    if (native !== null) runs.native.push(native);
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

const sample = (page, decoder) =>
  page.evaluate(async (name) => {
    const { frames, stats } = await globalThis.ristretto.frames.sample(
      document.querySelector('#bench-files').files[0],
      { everySec: 1, longSidePx: 448, decoder: name },
    );
    const others = frames.filter((frame) => frame.decoder !== name);
    if (others.length > 0) throw new Error(`${others.length} frames are not by ${name}.`);
    return { wallMs: stats.wallMs, frames: frames.length };
  }, decoder);

/** `null` where ffmpeg is not installed. */
function nativeMs(clip, target) {
  const startedAt = performance.now();
  const { status } = spawnSync('ffmpeg', [
    ...[
      '-v',
      'error',
      '-y',
      '-i',
      clip,
      '-vf',
      'fps=1,scale=448:-2',
      '-q:v',
      '3',
      `${target}-%04d.jpg`,
    ],
  ]);
  return status === 0 ? performance.now() - startedAt : null;
}
