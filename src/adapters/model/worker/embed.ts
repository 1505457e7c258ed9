import { throwIfCancelled } from '../../../core/cancel.ts';
import type { CallContext } from '../../../rpc/serve.ts';
import type { EmbeddedRows, Measurement } from '../protocol.ts';
import type { PictureTower, PreparedPictures } from './picture-tower.ts';
import type { TextTower } from './text-tower.ts';

/** How long a measurement may take once it is warm, ms. */
const MEASURE_MS = 250;
const MOST_MEASURED_RUNS = 12;
/** Pictures whose embeddings the providers are compared by. */
const COMPARED = 2;

/**
 * Embeds pictures batch by batch; while one batch runs, the next is decoded. A cancel is heard between batches.
 *
 * @throws `job/cancelled`, `input/invalid` (a picture that cannot be decoded), `model/run-failed`, `model/gpu-lost`
 */
export async function embedPictures(
  tower: PictureTower,
  pictures: readonly Uint8Array[],
  context: CallContext<EmbeddedRows>,
): Promise<void> {
  let at = 0;
  const takeNext = (): Promise<PreparedPictures> | null => {
    if (at >= pictures.length) return null;
    const chunk = pictures.slice(at, at + tower.batch.current);
    at += chunk.length;
    const prepared = tower.prepare(chunk);
    // Whoever awaits it sees the error; until then it must not count as unhandled.
    prepared.catch(() => undefined);
    return prepared;
  };
  let since = performance.now();
  for (let next = takeNext(); next; ) {
    throwIfCancelled(context.signal);
    const prepared = await next;
    next = takeNext();
    const began = performance.now();
    const data = await tower.run(prepared);
    const now = performance.now();
    tower.batch.record(prepared.count, now - began);
    throwIfCancelled(context.signal);
    await context.emit({ rows: prepared.count, data, ms: now - since }, [data.buffer]);
    since = now;
    await letMessagesIn();
  }
}

/** Embeds texts batch by batch. @throws `job/cancelled`, `model/run-failed`, `model/gpu-lost` */
export async function embedTexts(
  tower: TextTower,
  texts: readonly string[],
  context: CallContext<EmbeddedRows>,
): Promise<void> {
  for (let at = 0; at < texts.length; at += tower.batchSize) {
    throwIfCancelled(context.signal);
    const began = performance.now();
    const chunk = texts.slice(at, at + tower.batchSize);
    const data = await tower.run(chunk);
    const ms = performance.now() - began;
    await context.emit({ rows: chunk.length, data, ms }, [data.buffer]);
    await letMessagesIn();
  }
}

/** On wasm a run never leaves this thread's turn: without a pause a cancel would wait in the queue until the end. */
function letMessagesIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Warm speed at a middling batch, and rows of fixed pictures for comparing providers. */
export async function measurePictures(tower: PictureTower): Promise<Measurement> {
  const compared = await tower.run(tower.prepareTrial(COMPARED));
  const began = performance.now();
  let runs = 0;
  let pictures = 0;
  while (runs === 0 || (runs < MOST_MEASURED_RUNS && performance.now() - began < MEASURE_MS)) {
    const trial = tower.prepareTrial(COMPARED);
    await tower.run(trial);
    runs += 1;
    pictures += trial.count;
  }
  return { inputsPerSec: (pictures * 1000) / (performance.now() - began), data: compared };
}

const TRIAL_TEXTS = [
  'why does the man in white pick up a plate',
  'two cats walk away from the car',
];

/** The same for texts. */
export async function measureTexts(tower: TextTower): Promise<Measurement> {
  const texts = TRIAL_TEXTS.slice(0, tower.batchSize);
  const compared = await tower.run(texts);
  const began = performance.now();
  let runs = 0;
  while (runs === 0 || (runs < MOST_MEASURED_RUNS && performance.now() - began < MEASURE_MS)) {
    await tower.run(texts);
    runs += 1;
  }
  const inputsPerSec = (runs * texts.length * 1000) / (performance.now() - began);
  return { inputsPerSec, data: compared };
}
