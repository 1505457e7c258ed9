import { toStudioError } from '../../core/errors.ts';
import { graphFile } from '../../core/model-files.ts';
import type { EmbedOptions, EmbedResult } from '../../core/ports.ts';
import type { ModelSource } from './protocol.ts';
import type { Choice } from './provider-choice.ts';
import type { ModelWorkers } from './workers.ts';

/** Pictures that are handed to the worker at once: their bytes are copied, so not all of them. */
const HANDED_OVER = 64;

/** What can go wrong on WebGPU without the model or the pictures being at fault: the run goes on with wasm. */
const LEAVES_WEBGPU: ReadonlySet<string> = new Set([
  'model/gpu-lost',
  'model/run-failed',
  'model/load-failed',
  'worker/crashed',
]);

export type EmbedInputs =
  | { kind: 'pictures'; pictures: readonly Uint8Array[] }
  | { kind: 'texts'; texts: readonly string[] };

/** Embeds from first to last, changing over to wasm where WebGPU gives out; finished rows are kept. */
export async function runEmbedding(
  workers: ModelWorkers,
  { source, inputs, choice }: { source: ModelSource; inputs: EmbedInputs; choice: Choice },
  { signal, onProgress }: Pick<EmbedOptions, 'signal' | 'onProgress'>,
): Promise<EmbedResult> {
  const { dim, id } = source.card;
  const total = inputs.kind === 'pictures' ? inputs.pictures.length : inputs.texts.length;
  const data = new Float32Array(total * dim);
  let { provider, because } = choice;
  let done = 0;
  let spentMs = 0;
  const framesPerSec = () => (spentMs > 0 ? (done * 1000) / spentMs : 0);
  while (done < total) {
    const params = { source, provider, inputs: part(inputs, done) };
    const batches = workers.of(provider).stream('embed', params, { signal });
    try {
      for await (const batch of batches) {
        data.set(batch.data, done * dim);
        done += batch.rows;
        spentMs += batch.ms;
        onProgress?.({ done, total, provider, framesPerSec: framesPerSec() });
      }
    } catch (thrown) {
      const { code } = toStudioError(thrown);
      if (provider === 'wasm' || !LEAVES_WEBGPU.has(code)) throw thrown;
      provider = 'wasm';
      because = code;
    }
  }
  return {
    modelId: id,
    modelSha256: graphFile(source.card).sha256,
    rows: total,
    dim,
    data,
    provider,
    framesPerSec: framesPerSec(),
    fellBackBecause: because,
  };
}

function part(inputs: EmbedInputs, from: number) {
  return inputs.kind === 'pictures'
    ? { kind: inputs.kind, pictures: inputs.pictures.slice(from, from + HANDED_OVER) }
    : { kind: inputs.kind, texts: inputs.texts.slice(from, from + HANDED_OVER) };
}
