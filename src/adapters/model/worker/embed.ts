import { throwIfCancelled } from '../../../core/cancel.ts';
import type { CallContext } from '../../../rpc/serve.ts';
import type { EmbeddedRows, Measurement } from '../protocol.ts';
import { type LoadedModel, trialPictures } from './loaded-models.ts';
import { decodePicture } from './picture.ts';
import { writeTensor } from './resample.ts';

/** How long a measurement may take once it is warm, ms. */
const MEASURE_MS = 250;
const MOST_MEASURED_RUNS = 12;
/** Pictures whose embeddings the providers are compared by. */
const COMPARED = 2;

interface Prepared {
  input: Float32Array;
  count: number;
}

/**
 * Embeds pictures batch by batch; while one batch runs, the next is decoded. A cancel is heard between batches.
 *
 * @throws `job/cancelled`, `input/invalid` (a picture that cannot be decoded), `model/run-failed`, `model/gpu-lost`
 */
export async function embedPictures(
  model: LoadedModel,
  pictures: readonly Uint8Array[],
  context: CallContext<EmbeddedRows>,
): Promise<void> {
  let at = 0;
  const takeNext = (): Promise<Prepared> | null => {
    if (at >= pictures.length) return null;
    const chunk = pictures.slice(at, at + model.batch.current);
    at += chunk.length;
    const prepared = prepare(model, chunk);
    // Whoever awaits it sees the error; until then it must not count as unhandled.
    prepared.catch(() => undefined);
    return prepared;
  };
  let since = performance.now();
  for (let next = takeNext(); next; ) {
    throwIfCancelled(context.signal);
    const { input, count } = await next;
    next = takeNext();
    const began = performance.now();
    const data = await model.run(input, count);
    const now = performance.now();
    model.batch.record(count, now - began);
    throwIfCancelled(context.signal);
    await context.emit({ rows: count, data, ms: now - since }, [data.buffer]);
    since = now;
    await letMessagesIn();
  }
}

/** On wasm a run never leaves this thread's turn: without a pause a cancel would wait in the queue until the end. */
function letMessagesIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function prepare(model: LoadedModel, pictures: readonly Uint8Array[]): Promise<Prepared> {
  const { numbersPerPicture, fit, card } = model;
  const input = new Float32Array((fit.fixedBatch ?? pictures.length) * numbersPerPicture);
  for (const [k, bytes] of pictures.entries()) {
    const pixels = await decodePicture(bytes);
    const target = input.subarray(k * numbersPerPicture, (k + 1) * numbersPerPicture);
    writeTensor(pixels, card.input, { target, layout: fit.layout });
  }
  return { input, count: pictures.length };
}

/** Warm speed at a middling batch, and rows of fixed pictures for comparing providers. */
export async function measureModel(model: LoadedModel): Promise<Measurement> {
  const { fit, numbersPerPicture } = model;
  const compared = await model.run(
    trialPictures((fit.fixedBatch ?? COMPARED) * numbersPerPicture),
    Math.min(COMPARED, fit.fixedBatch ?? COMPARED),
  );
  const count = fit.fixedBatch ?? COMPARED;
  const input = trialPictures(count * numbersPerPicture);
  const began = performance.now();
  let runs = 0;
  while (runs === 0 || (runs < MOST_MEASURED_RUNS && performance.now() - began < MEASURE_MS)) {
    await model.run(input, count);
    runs += 1;
  }
  const framesPerSec = (runs * count * 1000) / (performance.now() - began);
  return { framesPerSec, data: compared };
}
