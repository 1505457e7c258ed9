import { setTimeout as pause } from 'node:timers/promises';
import { giveFiles, open, rendererBytes } from '../browser.mjs';
import { mib } from '../stats.mjs';
import { clipOf } from './media-clips.mjs';

const HOUR = { codec: 'h264', height: 720, gop: 50 };
const LOOK_EVERY_MS = 200;
const LEAST_MIB = 300;
const AIM_MIB = 150;

/** Runs `work` and looks at the renderers' memory meanwhile. @returns the most, in bytes */
async function most(profile, work) {
  let highest = rendererBytes(profile);
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      highest = Math.max(highest, rendererBytes(profile));
      await pause(LOOK_EVERY_MS);
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await looking;
  }
  return highest;
}

/** The frames of an hour, one a second, each let go when the next one is there, as a job that stores them does. */
const sampleHour = (page, decoder) =>
  page.evaluate(async (name) => {
    const [file] = document.querySelector('#bench-files').files;
    const query = { everySec: 1, longSidePx: 448, decoder: name };
    const { frames } = await globalThis.ristretto.frames.sample(file, query);
    return frames.length;
  }, decoder);

/** Resident memory of the renderers above a studio that does nothing; `null` where there is no `/proc` or no clip. */
export async function memory({ page, profile, drawPage, minutes }) {
  const clip = await clipOf(HOUR, minutes, drawPage);
  if (!clip || rendererBytes(profile) === null) return null;
  const session = await page.context().newCDPSession(page);
  const rows = [];
  for (const [decoder, label] of [
    ['webcodecs', 'WebCodecs'],
    ['ffmpeg', 'ffmpeg.wasm'],
  ]) {
    // A fresh page: no worker of the decoder before.
    await open(page, '/');
    await giveFiles(page, [clip]);
    await session.send('HeapProfiler.collectGarbage');
    await pause(1000);
    const idle = rendererBytes(profile);
    const startedAt = performance.now();
    let frames = 0;
    const highest = await most(profile, async () => {
      frames = await sampleHour(page, decoder);
    });
    const sec = ((performance.now() - startedAt) / 1000).toFixed(0);
    await session.send('HeapProfiler.collectGarbage');
    const after = rendererBytes(profile);
    const aboveMib = (highest - idle) / 2 ** 20;
    const verdict =
      aboveMib <= AIM_MIB ? 'met, aim too' : aboveMib <= LEAST_MIB ? 'met' : 'not met';
    console.log(`  ${label}: ${aboveMib.toFixed(0)} MiB above idle`);
    rows.push([
      label,
      ...[frames, sec, mib(idle), mib(highest), `**${aboveMib.toFixed(1)}**`, mib(after - idle)],
      verdict,
    ]);
  }
  await session.detach();
  return [
    {
      title: `Memory while ${minutes} minutes are sampled`,
      head: ['MiB', 'frames', 's', 'idle', 'most', 'above idle', 'left afterwards', 'verdict'],
      rows,
      notes: [
        `Resident size of the renderer processes (page, workers, WebAssembly), from \`/proc\` every ${LOOK_EVERY_MS} ms; at least ≤ ${LEAST_MIB} MiB above idle, aim ≤ ${AIM_MIB} MiB. H.264, 720p, GOP 50; one frame a second, 448 px, through \`ristretto.frames.sample\`.`,
      ],
    },
  ];
}
