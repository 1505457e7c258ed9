import { open } from '../browser.mjs';
import { count, spread } from '../stats.mjs';

/** Decides everything that is still pending in the large project, one durable write after the other. */
export async function store({ page, large }) {
  await open(page, '/');
  const times = await page.evaluate(async (id) => {
    const { projects, drafts, decisions } = globalThis.ristretto;
    await projects.open(id);
    const took = [];
    for (;;) {
      const page = await drafts.page({ status: 'pending' }, { limit: 500 });
      if (page.drafts.length === 0) return took;
      for (const draft of page.drafts) {
        const startedAt = performance.now();
        await decisions.record(draft.id, { verdict: 'accept' });
        took.push(performance.now() - startedAt);
      }
    }
  }, large);
  const tenth = Math.floor(times.length / 10);
  const line = (label, values) => [label, count(values.length), ...spread(values)];
  return {
    title: 'Store: one decision, durable when it resolves',
    head: ['ms', 'decisions', 'median', 'p95', 'max'],
    rows: [
      line('All', times),
      line('The first tenth', times.slice(0, tenth)),
      line('The last tenth, with the journal nearly full', times.slice(-tenth)),
    ],
  };
}
