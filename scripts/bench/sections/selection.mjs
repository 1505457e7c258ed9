import { giveFiles, open } from '../browser.mjs';

const BUDGETS = [4, 8, 16, 32];
const SEEDS = Array.from({ length: 20 }, (_, k) => k + 1);
/** What can be run without a question, captions or another model's picks. */
const METHODS = [
  'ristretto',
  'uniform',
  'random',
  'every-second',
  'clip-novelty',
  'k-centre',
  'max-volume',
];
const SAME_TIME_SEC = 1e-3;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

/** Selects on every clip with every method at every budget, through the studio as a script uses it. */
export async function selection({ page, sets }) {
  await open(page, '/');
  await page.evaluate(async () => {
    const { projects } = globalThis.ristretto;
    await projects.open(await projects.create('Selection benchmark'));
  });
  const results = [];
  for (const { title, clips } of sets) {
    for (const clip of clips) {
      console.log(`  ${clip.name}`);
      const runs = await runClip(page, clip);
      results.push({ set: title, clip, scores: runs.map((run) => scored(run, clip.cutsSec)) });
    }
  }
  return { sets: sets.map(({ title }) => title), results };
}

async function runClip(page, { path }) {
  await giveFiles(page, [path]);
  return page.evaluate(
    async ({ methods, budgets, seeds }) => {
      const { videos, selection } = globalThis.ristretto;
      const [video] = await videos.add([document.querySelector('#bench-files').files[0]]);
      const runs = [];
      for (const method of methods) {
        for (const budget of budgets) {
          for (const seed of method === 'random' ? seeds : [null]) {
            const params = seed === null ? {} : { seed };
            const { core, metrics } = await selection.run(video.id, { method, budget, params });
            runs.push({ method, budget, metrics, coreSec: core.map(({ ptsSec }) => ptsSec) });
          }
        }
      }
      return runs;
    },
    { methods: METHODS, budgets: BUDGETS, seeds: SEEDS },
  );
}

function scored({ method, budget, metrics, coreSec }, cutsSec) {
  const shotOf = (timeSec) => cutsSec.filter((cut) => cut <= timeSec + SAME_TIME_SEC).length;
  return {
    method,
    budget,
    hitRate: new Set(coreSec.map(shotOf)).size / (cutsSec.length + 1),
    redundancy: metrics.redundancy,
    gapSec: metrics.maxGapSec,
    frames: coreSec.length,
  };
}

/** Mean of one number over the clips of a set; for `random`, the spread of that mean over the seeds too. */
function summary(results, { set, method, budget }, field) {
  const perClip = results
    .filter((result) => result.set === set)
    .map(({ scores }) =>
      scores
        .filter((score) => score.method === method && score.budget === budget)
        .map((score) => score[field]),
    );
  const perSeed = perClip[0].map((_, seed) => mean(perClip.map((values) => values[seed])));
  return { mean: mean(perSeed), spread: deviation(perSeed) };
}

const FIELDS = [
  ['hitRate', 3],
  ['redundancy', 3],
  ['gapSec', 1],
  ['frames', 1],
];

/** One table a set: every method at every budget. */
export function tables({ sets, results }) {
  return sets.map((set) => {
    const clips = results.filter((result) => result.set === set);
    const rows = BUDGETS.flatMap((budget) =>
      METHODS.map((method) => [
        `${budget} · ${method === 'ristretto' ? '**ristretto**' : method}`,
        ...FIELDS.map(([field, digits]) => {
          const value = summary(results, { set, method, budget }, field);
          const spread = method === 'random' ? ` ± ${value.spread.toFixed(digits)}` : '';
          return `${value.mean.toFixed(digits)}${spread}`;
        }),
      ]),
    );
    return {
      title: `Selectors on ${clips.length} ${set}`,
      head: ['budget · method', 'shot hit rate', 'redundancy', 'largest gap, s', 'frames kept'],
      rows,
      notes: [
        `Means over ${clips.map(({ clip }) => `\`${clip.name}\` (${clip.cutsSec.length + 1} shots)`).join(', ')}.`,
      ],
    };
  });
}

/** Where the default falls below uniform frames on a clip, and how far it is from the best method in the mean. */
export function verdict({ sets, results }) {
  const below = [];
  for (const { clip, scores } of results) {
    for (const budget of BUDGETS) {
      const of = (method) => scores.find((one) => one.method === method && one.budget === budget);
      const [own, uniform] = [of('ristretto'), of('uniform')];
      const isBelow =
        own.hitRate < uniform.hitRate - 1e-9 || own.redundancy > uniform.redundancy + 1e-9;
      if (isBelow)
        below.push(
          `${clip.name} at ${budget}: hit rate ${own.hitRate.toFixed(3)} against ${uniform.hitRate.toFixed(3)}, redundancy ${own.redundancy.toFixed(3)} against ${uniform.redundancy.toFixed(3)}`,
        );
    }
  }
  const best = sets.map((set) => {
    const overall = METHODS.map((method) => ({
      method,
      value: mean(
        BUDGETS.map((budget) => summary(results, { set, method, budget }, 'hitRate').mean),
      ),
    })).sort((a, b) => b.value - a.value);
    const own = overall.find(({ method }) => method === 'ristretto').value;
    return `${set}: ristretto ${own.toFixed(3)}, best ${overall[0].method} ${overall[0].value.toFixed(3)}`;
  });
  return [
    `Clip by clip and budget by budget, ristretto against uniform (${results.length * BUDGETS.length} pairs): ${below.length === 0 ? 'never below in hit rate, never above in redundancy' : `below in ${below.length}: ${below.join('; ')}`}.`,
    `Hit rate, mean over the four budgets: ${best.join('; ')}.`,
    `random: mean ± standard deviation over ${SEEDS.length} seeds of the mean over the clips.`,
  ];
}
