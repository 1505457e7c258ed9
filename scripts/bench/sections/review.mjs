import { setTimeout as pause } from 'node:timers/promises';
import { importArchive, open } from '../browser.mjs';
import { median, quantile, ratio, spread } from '../stats.mjs';

const ROUNDS = 10;
/** Of the small project's 24 cards; the last ones have no five cards ahead of them. */
const ACCEPTS = 20;
const PACES = [
  { name: 'a person, 300 ms on each card', restMs: 300 },
  { name: 'the next key as soon as the card is there', restMs: 0 },
];

/** Accept → next card painted; the small and the large project in turn, so that both meet the same machine. */
export async function review({ page, large, archives }) {
  const rows = [];
  let pictures = [];
  let late = 0;
  for (const { name, restMs } of PACES) {
    const runs = { small: [], large: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const small = await importArchive(page, archives.small);
      runs.small.push(await acceptMany(page, small, restMs));
      runs.large.push(await acceptMany(page, large, restMs));
      await page.evaluate((id) => globalThis.ristretto.projects.remove(id), small);
    }
    const small = merge(runs.small);
    const big = merge(runs.large);
    pictures = [...pictures, ...small.pictures, ...big.pictures];
    late += small.late + big.late;
    rows.push(...rowsOf({ name, restMs }, small, big));
  }
  return {
    title: 'Review: accept → next card with its evidence pictures painted',
    head: ['ms', 'cards', 'median', 'p95', 'max'],
    rows,
    notes: [
      `${median(pictures)} pictures on a card (median; ${Math.min(...pictures)} to ${Math.max(...pictures)}), none of them shown before since the page was loaded. Cards on which a picture came after the card was counted as painted: ${late}.`,
    ],
  };
}

function rowsOf({ name: pace, restMs }, small, big) {
  const line = (label, values) => [label, values.length, ...spread(values)];
  // Without a rest the next key would be reported before the last card was presented.
  const presented =
    restMs > 0
      ? [line('10,000 drafts: last picture in sight presented by the compositor', big.presentedMs)]
      : [];
  return [
    line(`24 drafts; ${pace}`, small.ms),
    line(`**10,000 drafts; ${pace}**`, big.ms),
    [
      '10,000 against 24',
      '',
      ratio(median(big.ms), median(small.ms)),
      ratio(quantile(big.ms, 0.95), quantile(small.ms, 0.95)),
      '',
    ],
    ...presented,
    line('10,000 drafts: of which until the decision is on disk', big.decidedMs),
    line("10,000 drafts: the studio's own measure `review:next-card`", big.appMs),
  ];
}

const merge = (runs) => ({
  ms: runs.flatMap((run) => run.ms),
  presentedMs: runs.flatMap((run) => run.presentedMs),
  appMs: runs.flatMap((run) => run.appMs),
  decidedMs: runs.flatMap((run) => run.decidedMs),
  pictures: runs.flatMap((run) => run.pictures),
  late: runs.reduce((sum, run) => sum + run.late, 0),
});

const presentedMs = (page, { keyMs }) =>
  page.evaluate((ms) => globalThis.benchPresented(ms), keyMs);

async function acceptMany(page, projectId, restMs) {
  await open(page, `/p/${projectId}/review`);
  await page.evaluate(() => {
    globalThis.bench.watchAccepts();
    return globalThis.bench.pictures();
  });
  await pause(1000);
  const seen = [];
  for (let card = 0; card < ACCEPTS; card += 1) {
    const painted = page.evaluate(() => globalThis.bench.next());
    await page.keyboard.press('a');
    const card = await painted;
    if (restMs > 0) await pause(restMs);
    seen.push({ ...card, presentedMs: await presentedMs(page, card) });
  }
  if (seen.some((card) => card.ms === null)) throw new Error('A card was never painted.');
  const own = await page.evaluate(() =>
    performance
      .getEntriesByName('review:next-card')
      .map(({ duration, detail }) => ({ duration, decidedMs: detail.decidedMs })),
  );
  return {
    ms: seen.map((card) => card.ms),
    presentedMs: seen.map((card) => card.presentedMs).filter((value) => value !== null),
    pictures: seen.map((card) => card.pictures),
    // What a card had when the next key went down, against what it had when it was counted.
    late: seen.filter((card, i) => i > 0 && card.picturesBefore > seen[i - 1].pictures).length,
    appMs: own.map(({ duration }) => duration),
    decidedMs: own.map(({ decidedMs }) => decidedMs).filter((value) => value !== null),
  };
}
