import { open } from '../browser.mjs';
import { spread } from '../stats.mjs';

const OPENINGS = 10;
const RARE = Array.from({ length: 20 }, (_, i) => `take${40 + i * 17}`);
const COMMON = 'amber basil cedar delta ember fjord grove haven inlet jetty'.split(' ');

/** Opening, filtering and searching 10,000 drafts, as seen on the screen and as scripts get it. */
export async function queue({ page, large }) {
  const opening = await openings(page, large);
  await open(page, `/p/${large}/queue`);
  await page.evaluate(() => {
    globalThis.bench.watchQueue();
    return globalThis.bench.rows();
  });
  const rare = await searches(page, RARE);
  const common = await searches(page, COMMON);
  const api = await scripted(page, large);
  const line = (label, values) => [label, values.length, ...spread(values)];
  return {
    title: 'Queue: 10,000 drafts',
    head: ['ms', 'times', 'median', 'p95', 'max'],
    rows: [
      line('Cold start → first rows painted', opening.queue),
      line('Cold start → first review card with its pictures painted', opening.review),
      line('Click on a status → rows painted (first time)', opening.status),
      line('Typing a word that 10 drafts have → rows painted', rare),
      line('Typing a word that 833 or 834 drafts have → rows painted', common),
      line('Script: `drafts.count` by status', api.status),
      line('Script: `drafts.count` by text, the 833 or 834', api.text),
      line('Script: a page of 100 drafts by text, the 833 or 834', api.page),
    ],
    notes: [
      'A cold start loads the whole page: scripts (from the HTTP cache), storage worker, SQLite, data. The search waits 60 ms after the last letter, and these times include it.',
    ],
  };
}

async function openings(page, projectId) {
  const times = { queue: [], review: [], status: [] };
  for (let i = 0; i < OPENINGS; i += 1) {
    await page.goto(`/p/${projectId}/review`);
    times.review.push(await page.evaluate(() => globalThis.bench.pictures()));
    await page.goto(`/p/${projectId}/queue`);
    times.queue.push(await page.evaluate(() => globalThis.bench.rows()));
    await page.evaluate(() => globalThis.bench.watchQueue());
    const painted = page.evaluate(() => globalThis.bench.next());
    await page.getByRole('button', { name: /^Accepted/ }).click();
    times.status.push((await painted).ms);
  }
  return times;
}

async function searches(page, words) {
  const box = page.getByRole('searchbox', { name: 'Search drafts' });
  const times = [];
  for (const word of words) {
    const painted = page.evaluate(() => globalThis.bench.next());
    await box.fill(word);
    times.push((await painted).ms);
    const cleared = page.evaluate(() => globalThis.bench.next());
    await box.fill('');
    await cleared;
  }
  return times;
}

const scripted = (page, projectId) =>
  page.evaluate(
    async ({ id, words }) => {
      const { projects, drafts } = globalThis.ristretto;
      await projects.open(id);
      const time = async (work) => {
        const startedAt = performance.now();
        await work();
        return performance.now() - startedAt;
      };
      const times = { status: [], text: [], page: [] };
      for (const text of words) {
        times.status.push(await time(() => drafts.count({ status: 'pending' })));
        times.text.push(await time(() => drafts.count({ text })));
        times.page.push(await time(() => drafts.page({ text }, { limit: 100 })));
      }
      return times;
    },
    { id: projectId, words: COMMON },
  );
