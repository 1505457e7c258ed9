/**
 * `npm run bench:selection`: every selector at budgets 4, 8, 16 and 32 on clips with known cuts, through the built studio in a headless
 * browser, the query-aware ones with pictures as questions, and the time that selecting again takes. Writes its tables to `docs/benchmarks.md`; `--print` leaves the page alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './bench/browser.mjs';
import { loadNow, machine, markdown, write } from './bench/report.mjs';
import { selection, tables, verdict } from './bench/sections/selection.mjs';
import { queryTables, selectionQuery } from './bench/sections/selection-query.mjs';
import { clipSets } from './bench/sections/selection-sets.mjs';
import { selectionSpeed } from './bench/sections/selection-speed.mjs';
import { buildAndServe } from './bench/serve.mjs';
import { ensureChromium } from './chromium.mjs';

const PORT = Number(process.env.BENCH_PORT ?? 5357);

ensureChromium();
const folder = mkdtempSync(join(tmpdir(), 'ristretto-selection-'));
const server = await buildAndServe(folder, PORT);
try {
  const { context, page, version } = await openBrowser(folder, server.url);
  const before = loadNow();
  const sets = await clipSets(folder, server.url);
  const measured = await selection({ page, sets });
  const asked = await selectionQuery({ page, sets });
  await context.close();
  const middle = loadNow();
  const sections = tables(measured).map((table) => ({ ...table, load: [before, middle] }));
  sections.at(-1).notes.push(...verdict(measured));
  sections.push(...queryTables(asked).map((table) => ({ ...table, load: [before, middle] })));
  sections.push({ ...(await selectionSpeed()), load: [middle, loadNow()] });
  const text = markdown(machine(version), sections);
  console.log(`\n${text}`);
  if (!process.argv.includes('--print')) write(text, 'selection');
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
