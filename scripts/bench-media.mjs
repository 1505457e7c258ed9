/**
 * `npm run bench:media`: native FFmpeg, our two decoders and mediabunny's own canvases in turns, memory, the main thread, and a large
 * file, through the built studio in a headless browser. Each part writes its own tables to `docs/benchmarks.md`.
 *
 * `--quick` takes a minute of H.264 720p alone; `--only minute,memory` some parts; `--clips h264-720p` what has that in its name; `--rounds
 * 5`; `--minutes 10` of the memory part. `--print`, and whatever takes fewer clips, leaves the page alone unless `--write` is said.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { openBrowser } from './bench/browser.mjs';
import { loadNow, machine, markdown, write } from './bench/report.mjs';
import { giveMediabunny } from './bench/sections/media-contenders.mjs';
import { large } from './bench/sections/media-large.mjs';
import { memory } from './bench/sections/media-memory.mjs';
import { raceGenerated, raceReal } from './bench/sections/media-speed.mjs';
import { stutter } from './bench/sections/media-stutter.mjs';
import { buildAndServe } from './bench/serve.mjs';
import { CHROMIUM_ARGS, ensureChromium, findChromium } from './chromium.mjs';

const PORT = Number(process.env.BENCH_PORT ?? 5363);

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
    clips: { type: 'string' },
    rounds: { type: 'string' },
    minutes: { type: 'string', default: '60' },
  },
});
const clips = options.clips ?? (options.quick ? 'h264-720p' : null);
const isWanted = (name) => clips === null || clips.split(',').some((part) => name.includes(part));
const rounds = (usual) => Number(options.rounds ?? usual);

/** In the order of the page. */
const PARTS = [
  {
    name: 'minute',
    run: (at) => raceGenerated({ ...at, minutes: 1, rounds: rounds(3), isWanted }),
  },
  {
    name: 'ten-minutes',
    run: (at) => raceGenerated({ ...at, minutes: 10, rounds: rounds(3), isWanted }),
  },
  { name: 'real', run: (at) => raceReal({ ...at, rounds: rounds(3), isWanted }) },
  { name: 'memory', run: (at) => memory({ ...at, minutes: Number(options.minutes) }) },
  { name: 'stutter', run: stutter },
  { name: 'large', run: large },
];
const only = options.only?.split(',') ?? (options.quick ? ['minute', 'stutter'] : null);
const parts = PARTS.filter(({ name }) => !only || only.includes(name));
const isWritten = options.write || !(options.print || clips);

/** A page of its own that can encode clips. */
async function drawing(url, work) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await giveMediabunny(page);
    return await work(page);
  } finally {
    await browser.close();
  }
}

async function measure(run, folder, url) {
  const { context, page, profile, version } = await openBrowser(folder, url);
  try {
    const before = loadNow();
    const drawPage = (work) => drawing(url, work);
    const sections = await run({ page, profile, folder, drawPage });
    const load = [before, loadNow()];
    return (
      sections &&
      markdown(
        machine(version),
        sections.map((one) => ({ ...one, load })),
      )
    );
  } finally {
    await context.close();
  }
}

ensureChromium();
const folder = mkdtempSync(join(tmpdir(), 'ristretto-media-'));
const server = await buildAndServe(folder, PORT);
try {
  for (const { name, run } of parts) {
    console.log(`Measuring ${name} …`);
    // A browser of its own for each, so that no part pays for the one before.
    const text = await measure(run, folder, server.url);
    console.log(text ? `\n${text}\n` : '  left out: `ffmpeg` or `/proc` is not here.');
    if (text && isWritten) write(text, `media-${name}`);
  }
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
