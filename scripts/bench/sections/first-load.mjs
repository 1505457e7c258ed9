import { gzipSync } from 'node:zlib';
import { openBrowser } from '../browser.mjs';
import { count, kb, spread } from '../stats.mjs';

const VISITS = 7;

/** First visits, each by a browser that never saw the studio. */
export async function firstLoad({ folder, url }) {
  const visits = [];
  for (let visit = 0; visit < VISITS; visit += 1) visits.push(await visitOnce(folder, url));
  const [{ files }] = visits;
  const sum = (kind) => files.filter((file) => file.kind === kind);
  const sizes = [
    ['Scripts of the page', sum('page')],
    ['Scripts of workers', sum('worker')],
    ['WebAssembly', sum('wasm')],
  ].map(([label, list]) => [
    `${label}, gzip kB (files)`,
    `${kb(list.reduce((total, { gzip }) => total + gzip, 0))} (${count(list.length)})`,
    '',
    '',
  ]);
  return {
    title: 'First visit',
    head: ['', 'median', 'p95', 'max'],
    rows: [
      ['First contentful paint, ms', ...spread(visits.map(({ paintMs }) => paintMs))],
      ['Usable (`ristretto.ready`), ms', ...spread(visits.map(({ readyMs }) => readyMs))],
      ...sizes,
    ],
    notes: [
      `${VISITS} visits from localhost with an empty cache and an empty profile; times count from the navigation. Sizes are of everything fetched until the network was idle, compressed by gzip at its default level, one file at a time (kB = 1,000 bytes).`,
    ],
  };
}

async function visitOnce(folder, url) {
  const { context, page } = await openBrowser(folder, url);
  const files = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!/\.(js|wasm)$/.test(pathname)) return;
    files.push(
      response.body().then((body) => ({ kind: kindOf(pathname), gzip: gzipSync(body).length })),
    );
  });
  await page.goto('/');
  const readyMs = await page.evaluate(async () => {
    await globalThis.ristretto.ready;
    return performance.now();
  });
  await page.waitForLoadState('networkidle');
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0].startTime,
  );
  const read = await Promise.all(files);
  await context.close();
  return { readyMs, paintMs, files: read };
}

function kindOf(pathname) {
  if (pathname.endsWith('.wasm')) return 'wasm';
  return /worker/.test(pathname) ? 'worker' : 'page';
}
