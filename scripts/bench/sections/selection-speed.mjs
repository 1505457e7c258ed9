import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { median } from '../stats.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FRAMES = 3600;
const DIM = 768;
const BUDGETS = [8, 32, 64];
const ROUNDS = 9;

/** An hour at 1 fps: shots of seven frames that wander, from a seeded generator. */
function hour() {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff - 0.5;
  };
  const data = new Float32Array(FRAMES * DIM);
  let scene = [];
  for (let row = 0; row < FRAMES; row += 1) {
    if (row % 7 === 0) scene = Array.from({ length: DIM }, random);
    const vector = scene.map((value) => value + 0.4 * random());
    const length = Math.hypot(...vector);
    data.set(
      vector.map((value) => value / length),
      row * DIM,
    );
  }
  const embeddings = { modelId: 'speed', modelSha256: '', rows: FRAMES, dim: DIM, data };
  return {
    times: Array.from({ length: FRAMES }, (_, k) => k),
    hashes: Array.from({ length: FRAMES }, (_, k) => `frame-${k}`),
    relevance: Array.from({ length: FRAMES }, (_, k) => 0.2 + 0.1 * Math.sin(k / 50)),
    captions: embeddings,
    picked: [10, 500, 1200],
    embeddings,
    params: {},
    pinned: [],
    dropped: [],
  };
}

/** Milliseconds of processor time so far: what waits while others are at work does not count. */
const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds of one selection from vectors that are in memory, metrics and stand-ins included. */
export async function selectionSpeed() {
  const { module } = await runnerImport(`${ROOT}src/core/selection/select.ts`, {
    configFile: false,
    root: ROOT,
    logLevel: 'error',
  });
  const input = hour();
  const time = (method, budget) => {
    const times = Array.from({ length: ROUNDS }, () => {
      const startedAt = processorMs();
      module.select(method, { ...input, budget });
      return processorMs() - startedAt;
    });
    return median(times).toFixed(0);
  };
  return {
    title: `Selecting again: ${FRAMES.toLocaleString('en-US')} frames × ${DIM} numbers`,
    head: ['ms of processor time, median', ...BUDGETS.map((budget) => `budget ${budget}`)],
    rows: module.SELECTION_METHODS.map(({ id }) => [
      id,
      ...BUDGETS.map((budget) => time(id, budget)),
    ]),
    notes: [`${ROUNDS} times each, in Node (the same JavaScript engine), with a question.`],
  };
}
