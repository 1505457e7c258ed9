import type { InferenceSession } from 'onnxruntime-web/webgpu';
import { StudioError, toStudioError } from '../../../core/errors.ts';
import { graphFile, type ModelCardFile } from '../../../core/model-card.ts';
import { normaliseRows } from '../../../core/vector.ts';
import type { ModelSource, ProviderName } from '../protocol.ts';
import { BatchSize } from './batch-size.ts';
import { fitGraph, type GraphFit, mismatch } from './graph-fit.ts';
import { readModel } from './model-files.ts';
import { createSession, exclusively, floatTensor } from './ort.ts';

/** Sessions that are kept; the one used longest ago goes first. */
const MOST_SESSIONS = 2;

/** A model that was verified, fits its card and has run once. */
export interface LoadedModel {
  readonly card: ModelCardFile;
  readonly fit: GraphFit;
  readonly batch: BatchSize;
  /** Numbers that one picture takes in the input tensor. */
  readonly numbersPerPicture: number;
  /**
   * Rows for `count` pictures, L2-normalised, `[count, dim]`. `input` holds `count` pictures, or `fixedBatch` of them where
   * the graph demands that.
   *
   * @throws `model/gpu-lost`, `model/run-failed`, `model/bad-card`
   */
  run(input: Float32Array, count: number): Promise<Float32Array>;
}

const loaded = new Map<string, { model: Promise<LoadedModel>; release: () => Promise<void> }>();

/**
 * The model, loaded once for as long as this worker lives and it is not crowded out. A load that failed is not remembered.
 *
 * @throws `model/hash-mismatch`, `model/load-failed`, `model/bad-card`, `model/not-found`, `model/download-failed`, `model/gpu-lost`
 */
export async function loadModel(source: ModelSource, provider: ProviderName): Promise<LoadedModel> {
  const key = JSON.stringify([provider, source.card]);
  const known = loaded.get(key);
  if (known) {
    loaded.delete(key);
    loaded.set(key, known);
    return known.model;
  }
  let session: InferenceSession | null = null;
  const model = load(source, provider, (created) => {
    session = created;
  });
  const release = async () => {
    await model.catch(() => undefined);
    await exclusively('wasm', async () => session?.release());
  };
  loaded.set(key, { model, release });
  model.catch(() => {
    loaded.delete(key);
    void release();
  });
  await makeRoom();
  return model;
}

async function makeRoom(): Promise<void> {
  for (const [key, { release }] of loaded) {
    if (loaded.size <= MOST_SESSIONS) return;
    loaded.delete(key);
    await release();
  }
}

async function load(
  source: ModelSource,
  provider: ProviderName,
  onCreated: (session: InferenceSession) => void,
): Promise<LoadedModel> {
  const { card } = source;
  const bytes = await readModel(source);
  const session = await exclusively(provider, () =>
    createSession(bytes.graph, { provider, externalData: bytes.externalData }),
  ).catch((thrown: unknown) => {
    if (thrown instanceof StudioError) throw thrown;
    const { message } = toStudioError(thrown);
    throw new StudioError('model/load-failed', `"${card.id}" could not be loaded: ${message}`, {
      details: { modelId: card.id, path: graphFile(card).path },
      cause: thrown,
    });
  });
  onCreated(session);
  const fit = fitGraph(session, card);
  const numbersPerPicture = 3 * card.input.widthPx * card.input.heightPx;
  const run = (input: Float32Array, count: number) =>
    runOnce({ session, fit, card, provider }, input, count);
  const model = {
    card,
    fit,
    batch: new BatchSize(fit.fixedBatch, numbersPerPicture),
    numbersPerPicture,
    run,
  };
  const trial = fit.fixedBatch ?? 1;
  await run(trialPictures(trial * numbersPerPicture), trial);
  return model;
}

/** A smooth pattern: something that every model has an embedding for. The first run also compiles the shaders. */
export function trialPictures(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => 0.5 + 0.5 * Math.sin(i * 0.37 + (i * i) / length));
}

async function runOnce(
  {
    session,
    fit,
    card,
    provider,
  }: { session: InferenceSession; fit: GraphFit; card: ModelCardFile; provider: ProviderName },
  input: Float32Array,
  count: number,
): Promise<Float32Array> {
  const { widthPx, heightPx } = card.input;
  const pictures = fit.fixedBatch ?? count;
  const shape =
    fit.layout === 'nchw' ? [pictures, 3, heightPx, widthPx] : [pictures, heightPx, widthPx, 3];
  const data = await exclusively(provider, async () => {
    const tensor = floatTensor(input, shape);
    const outputs = await session.run({ [fit.inputName]: tensor }, [fit.outputName]);
    const output = outputs[fit.outputName];
    const values = await output?.getData();
    tensor.dispose();
    output?.dispose();
    return values;
  }).catch((thrown: unknown) => {
    if (thrown instanceof StudioError) throw thrown;
    const { message } = toStudioError(thrown);
    throw new StudioError('model/run-failed', `"${card.id}" stopped: ${message}`, {
      details: { modelId: card.id },
      cause: thrown,
    });
  });
  if (!(data instanceof Float32Array) || data.length !== pictures * card.dim) {
    throw mismatch(
      card,
      `it gives ${data?.length ?? 0} numbers for ${pictures} pictures of ${card.dim}`,
    );
  }
  const rows = data.slice(0, count * card.dim);
  if (normaliseRows(rows, card.dim) !== null) {
    throw new StudioError(
      'model/run-failed',
      `"${card.id}" gave an embedding that has no direction.`,
      {
        details: { modelId: card.id },
      },
    );
  }
  return rows;
}
