import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { giveFiles, open } from '../browser.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MODEL = 'ristretto-e1';
const BUDGETS = [4, 8, 16, 32];
const SEEDS = [1, 2, 3, 4, 5];
const METHODS = ['ristretto', 'relevance-top-k', 'aks', 'bolt', 'mdp3', 'uniform', 'random'];
/** Questions about one clip, evenly spread over its shots: a film of 78 shots shall not outweigh the rest in time. */
const MOST_QUESTIONS = 16;
/** A query frame lies this far from every sampled frame and from both ends of its shot. */
const LEAST_AWAY_SEC = 0.2;
/** Nobody asks for a black picture. */
const BLANK_FROM = 0.9;
const SAME_TIME_SEC = 1e-3;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Methods that need a question, asked with a picture: a frame of the wanted shot that is not among the sampled ones, embedded as
 * they are. Relevance is its cosine to every sampled frame; with two wanted shots, the higher of the two.
 */
export async function selectionQuery({ page, sets }) {
  const { module } = await runnerImport(`${ROOT}src/core/selection/select.ts`, {
    configFile: false,
    root: ROOT,
    logLevel: 'error',
  });
  await open(page, '/');
  const results = [];
  for (const { title, clips } of sets) {
    for (const clip of clips) {
      console.log(`  ${clip.name}, asked with pictures`);
      const film = await embedded(page, clip);
      const scores = questionsOf(film, clip.cutsSec).flatMap((question) =>
        runs(question).map((run) => ({
          ...run,
          ...scored(module.select, film, { ...question, ...run }),
        })),
      );
      if (scores.length > 0) results.push({ set: title, clip, scores });
    }
  }
  return { sets: sets.map(({ title }) => title), results };
}

/** Sampled frames and one candidate query in the middle of every second between them, with their vectors. */
async function embedded(page, { path, cutsSec }) {
  await giveFiles(page, [path]);
  return page.evaluate(
    async ({ model, cuts, away }) => {
      const { frames, models } = globalThis.ristretto;
      const file = document.querySelector('#bench-files').files[0];
      const sampled = (await frames.sample(file, { everySec: 1 })).frames;
      const times = sampled.map(({ ptsSec }) => ptsSec);
      const isClear = (sec) => cuts.every((cut) => Math.abs(cut - sec) > away);
      const askedSec = times
        .slice(1)
        .map((sec, k) => (sec + times[k]) / 2)
        .filter(isClear);
      const queries = (await frames.sample(file, { timesSec: askedSec })).frames.filter(
        ({ ptsSec }) => times.every((sec) => Math.abs(sec - ptsSec) > away) && isClear(ptsSec),
      );
      const rowsOf = async (given) => {
        const { data, dim } = await models.embed(
          model,
          given.map(({ image }) => image),
          { provider: 'wasm' },
        );
        return { dim, data: Array.from(data) };
      };
      const facts = (given) =>
        given.map(({ ptsSec, blankness, imageSha256 }) => ({ ptsSec, blankness, imageSha256 }));
      return {
        sampled: facts(sampled),
        queries: facts(queries),
        rows: await rowsOf(sampled),
        queryRows: queries.length > 0 ? await rowsOf(queries) : { dim: 0, data: [] },
      };
    },
    { model: MODEL, cuts: cutsSec, away: LEAST_AWAY_SEC },
  );
}

const shotOf = (cutsSec, timeSec) => cutsSec.filter((cut) => cut <= timeSec + SAME_TIME_SEC).length;

/** One question a shot that a sampled frame shows, and one for each two of them that are half of all apart. */
function questionsOf({ sampled, queries }, cutsSec) {
  const shown = new Set(sampled.map(({ ptsSec }) => shotOf(cutsSec, ptsSec)));
  const byShot = new Map();
  for (const [place, { ptsSec, blankness }] of queries.entries()) {
    const shot = shotOf(cutsSec, ptsSec);
    if (blankness < BLANK_FROM && shown.has(shot))
      byShot.set(shot, [...(byShot.get(shot) ?? []), place]);
  }
  const all = [...byShot].map(([shot, places]) => ({
    shot,
    place: places[Math.floor(places.length / 2)],
  }));
  const step = Math.max(1, all.length / MOST_QUESTIONS);
  const singles = Array.from(
    { length: Math.min(all.length, MOST_QUESTIONS) },
    (_, k) => all[Math.floor(k * step)],
  );
  const half = Math.floor(singles.length / 2);
  const pairs = singles.slice(0, half).map((first, k) => [first, singles[k + half]]);
  return [...singles.map((one) => [one]), ...pairs].map((wanted) => ({ wanted, cutsSec }));
}

const runs = ({ wanted }) =>
  METHODS.flatMap((method) =>
    BUDGETS.flatMap((budget) =>
      (method === 'random' ? SEEDS : [null]).map((seed) => ({
        ...{ method, budget, seed },
        kind: wanted.length === 1 ? 'one' : 'two',
      })),
    ),
  );

function scored(select, { sampled, rows, queryRows }, { wanted, cutsSec, method, budget, seed }) {
  const { dim } = rows;
  const cosine = (query, row) => {
    let sum = 0;
    for (let d = 0; d < dim; d += 1)
      sum += queryRows.data[query * dim + d] * rows.data[row * dim + d];
    return sum;
  };
  const { core, metrics } = select(method, {
    times: sampled.map(({ ptsSec }) => ptsSec),
    hashes: sampled.map(({ imageSha256 }) => imageSha256),
    blankness: sampled.map(({ blankness }) => blankness),
    embeddings: {
      ...{ modelId: MODEL, modelSha256: '', rows: sampled.length, dim },
      data: Float32Array.from(rows.data),
    },
    relevance: sampled.map((_, row) =>
      wanted.reduce((most, { place }) => Math.max(most, cosine(place, row)), -1),
    ),
    params: seed === null ? {} : { seed },
    budget,
    pinned: [],
    dropped: [],
  });
  const hit = core.map(({ index }) => shotOf(cutsSec, sampled[index].ptsSec));
  const isWanted = new Set(wanted.map(({ shot }) => shot));
  return {
    found: [...isWanted].filter((shot) => hit.includes(shot)).length / isWanted.size,
    shots: new Set(hit).size / (cutsSec.length + 1),
    coverage: metrics.coverage,
    redundancy: metrics.redundancy,
  };
}

/** Mean over the clips of the mean over a clip's questions. */
function summary(results, { set, method, budget, kind }, field) {
  const perClip = results
    .filter((result) => result.set === set)
    .map(({ scores }) =>
      scores.filter(
        (score) =>
          score.method === method &&
          score.budget === budget &&
          (kind === undefined || score.kind === kind),
      ),
    )
    .filter((scores) => scores.length > 0)
    .map((scores) => mean(scores.map((score) => score[field])));
  return mean(perClip).toFixed(3);
}

/** One table a set: what a question buys, and what it costs. */
export function queryTables({ sets, results }) {
  return sets.map((set) => {
    const clips = results.filter((result) => result.set === set);
    const asked = (kind) =>
      clips
        .flatMap(({ scores }) => scores)
        .filter((score) => score.method === 'uniform' && score.budget === 4 && score.kind === kind)
        .length;
    return {
      title: `Asked with a picture, on ${clips.length} ${set}`,
      head: [
        'budget · method',
        'wanted shot found',
        'of two wanted shots found',
        'shot hit rate',
        'coverage',
        'redundancy',
      ],
      rows: BUDGETS.flatMap((budget) =>
        METHODS.map((method) => [
          `${budget} · ${method === 'ristretto' ? '**ristretto**' : method}`,
          summary(results, { set, method, budget, kind: 'one' }, 'found'),
          summary(results, { set, method, budget, kind: 'two' }, 'found'),
          ...['shots', 'coverage', 'redundancy'].map((field) =>
            summary(results, { set, method, budget }, field),
          ),
        ]),
      ),
      notes: [
        `${asked('one')} questions for one shot and ${asked('two')} for two. Means over the clips, each clip's questions first. random: ${SEEDS.length} seeds.`,
      ],
    };
  });
}
