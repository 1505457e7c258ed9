/**
 * `npm run bench`: measures the built studio in a real browser and writes its table to `docs/benchmarks.md`.
 * `--only review,queue` runs some parts and prints them without writing. Takes about a quarter of an hour.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importArchive, open, openBrowser } from './bench/browser.mjs';
import { readArchive, writeArchive } from './bench/dataset.mjs';
import { installObserver, installPresentation } from './bench/observer.mjs';
import { loadNow, machine, markdown, write } from './bench/report.mjs';
import { embedding } from './bench/sections/embedding.mjs';
import { exporting } from './bench/sections/export.mjs';
import { firstLoad } from './bench/sections/first-load.mjs';
import { media } from './bench/sections/media.mjs';
import { overlap } from './bench/sections/overlap.mjs';
import { queue } from './bench/sections/queue.mjs';
import { review } from './bench/sections/review.mjs';
import { store } from './bench/sections/store.mjs';
import { buildAndServe } from './bench/serve.mjs';
import { ensureChromium } from './chromium.mjs';

const PORT = Number(process.env.BENCH_PORT ?? 5351);
const LARGE_DRAFTS = 10_000;
const SMALL_DRAFTS = 24;

/** In this order: the store's part decides what the review's part left over, and the export needs all decided. */
const SECTIONS = [
  { name: 'first-load', run: firstLoad, needsDrafts: false },
  { name: 'media', run: media, needsDrafts: false },
  { name: 'embedding', run: embedding, needsDrafts: false },
  { name: 'overlap', run: overlap, needsDrafts: false },
  { name: 'review', run: review, needsDrafts: true },
  { name: 'queue', run: queue, needsDrafts: true },
  { name: 'store', run: store, needsDrafts: true },
  { name: 'export', run: exporting, needsDrafts: true },
];

/** The sample, opened by a click as a person does, decoded and selected for real, as an archive on disk. */
async function sampleArchive(page, folder) {
  await open(page, '/');
  await page.getByRole('button', { name: 'Open the sample' }).first().click();
  await page.waitForURL(/\/p\//);
  const id = decodeURIComponent(/\/p\/([^/]+)/.exec(page.url())[1]);
  await page.waitForFunction(async (projectId) => {
    await globalThis.ristretto.projects.open(projectId);
    return (await globalThis.ristretto.drafts.count()) > 0;
  }, id);
  const base64 = await page.evaluate(async () => {
    for await (const { bytes } of globalThis.ristretto.datasets.export('ristretto-archive')) {
      const reader = new FileReader();
      const blob = await new Response(bytes).blob();
      return new Promise((resolve) => {
        reader.onload = () => resolve(reader.result.split(',')[1]);
        reader.readAsDataURL(blob);
      });
    }
  });
  const path = join(folder, 'sample.zip');
  writeFileSync(path, Buffer.from(base64, 'base64'));
  return path;
}

/** The projects to measure with: real frames of the sample, as many drafts as asked. */
async function prepareDrafts(page, folder) {
  const source = await readArchive(await sampleArchive(page, folder));
  const make = (name, drafts) =>
    writeArchive(join(folder, `${name}.zip`), source, { name: `Benchmark ${name}`, drafts });
  const archives = {
    small: await make('small', SMALL_DRAFTS),
    large: await make('large', LARGE_DRAFTS),
  };
  const startedAt = performance.now();
  const large = await importArchive(page, archives.large);
  return { archives, large, importSec: (performance.now() - startedAt) / 1000 };
}

async function measure(folder, url, sections) {
  const { context, page, profile, version } = await openBrowser(folder, url);
  try {
    await page.addInitScript(installObserver);
    await page.addInitScript(installPresentation);
    const drafts = sections.some(({ needsDrafts }) => needsDrafts)
      ? await prepareDrafts(page, folder)
      : {};
    const results = [];
    for (const { name, run } of sections) {
      console.log(`Measuring ${name} …`);
      const before = loadNow();
      const result = await run({ folder, url, page, profile, ...drafts });
      results.push({ ...result, load: [before, loadNow()] });
    }
    return markdown(machine(version), results);
  } finally {
    await context.close();
  }
}

const onlyAt = process.argv.indexOf('--only');
const only = onlyAt >= 0 ? process.argv[onlyAt + 1].split(',') : null;
const sections = SECTIONS.filter(({ name }) => !only || only.includes(name));

ensureChromium();
const folder = mkdtempSync(join(tmpdir(), 'ristretto-bench-'));
const server = await buildAndServe(folder, PORT);
try {
  const text = await measure(folder, server.url, sections);
  console.log(`\n${text}`);
  if (!only) write(text);
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
