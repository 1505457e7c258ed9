import { basename } from 'node:path';
import { giveFiles, open } from '../browser.mjs';
import { minuteClip } from '../clips.mjs';
import { median, ratio, spread } from '../stats.mjs';

const ROUNDS = 7;

/** What embedding and selecting add to decoding: a minute of 720p at 1 frame a second, in turns, on wasm. */
export async function overlap({ page, folder }) {
  const clip = minuteClip(folder);
  await open(page, '/');
  await giveFiles(page, [clip]);
  const facts = await page.evaluate(() =>
    globalThis.ristretto.videos.probe(document.querySelector('#bench-files').files[0]),
  );
  const runs = { decode: [], prepare: [] };
  let frames = 0;
  // The first of each also loads the decoder and the runtime; both are shown, neither is in the medians.
  const first = { decode: await decode(page), prepare: await prepare(page) };
  for (let round = 0; round < ROUNDS; round += 1) {
    const decoded = await decode(page);
    frames = decoded.frames;
    runs.decode.push(decoded.ms);
    runs.prepare.push((await prepare(page)).ms);
  }
  const threads = await page.evaluate(() => navigator.hardwareConcurrency);
  return {
    title: 'Preparing a video: decode, embed, store and select against decoding alone',
    head: ['ms for the whole clip', 'median', 'p95', 'max', 'first'],
    rows: [
      ['Decode alone', ...spread(runs.decode), first.decode.ms.toFixed(1)],
      ['Decode, embed, store, select', ...spread(runs.prepare), first.prepare.ms.toFixed(1)],
      [
        '**ratio** (target ≤ 1.25)',
        `**${ratio(median(runs.prepare), median(runs.decode))}**`,
        '',
        '',
        ratio(first.prepare.ms, first.decode.ms),
      ],
    ],
    notes: [
      `Clip: ${basename(clip)}, ${facts.codec}, ${facts.widthPx}×${facts.heightPx}, ${facts.durationSec.toFixed(1)} s; ${frames} frames of 768 px, ${ROUNDS} times each in turns; bundled encoder on \`wasm\`, ${threads} threads. Decoding alone gives JPEG files to a script and stores nothing; the other also makes every frame and vector durable and selects. Each time in a project of its own, so that nothing is cached.`,
    ],
  };
}

const decode = (page) =>
  page.evaluate(async () => {
    const file = document.querySelector('#bench-files').files[0];
    const startedAt = performance.now();
    const { frames } = await globalThis.ristretto.frames.sample(file, {
      everySec: 1,
      longSidePx: 768,
    });
    return { ms: performance.now() - startedAt, frames: frames.length };
  });

const prepare = (page) =>
  page.evaluate(async () => {
    const { projects, videos, selection } = globalThis.ristretto;
    const file = document.querySelector('#bench-files').files[0];
    const projectId = await projects.create('Benchmark overlap');
    await projects.open(projectId);
    const [video] = await videos.add([file]);
    const startedAt = performance.now();
    await selection.run(video.id, { method: 'ristretto' });
    const ms = performance.now() - startedAt;
    await projects.remove(projectId);
    return { ms };
  });
