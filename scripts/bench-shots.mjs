/**
 * `npm run bench:shots`: exact shots of the clips with known cuts, through the built studio in a headless browser, decoded as the studio picks.
 * Writes its table to `docs/benchmarks.md`; `--print` leaves the page alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './bench/browser.mjs';
import { loadNow, machine, markdown, write } from './bench/report.mjs';
import { shots, tables } from './bench/sections/shots.mjs';
import { buildAndServe } from './bench/serve.mjs';
import { ensureChromium } from './chromium.mjs';

const PORT = Number(process.env.BENCH_PORT ?? 5358);

ensureChromium();
const folder = mkdtempSync(join(tmpdir(), 'ristretto-shots-'));
const server = await buildAndServe(folder, PORT);
try {
  const { context, page, version } = await openBrowser(folder, server.url);
  const before = loadNow();
  const sections = tables(await shots({ page })).map((table) => ({
    ...table,
    load: [before, loadNow()],
  }));
  await context.close();
  const text = markdown(machine(version), sections);
  console.log(`\n${text}`);
  if (!process.argv.includes('--print')) write(text, 'shots');
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
