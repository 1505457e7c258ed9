import { StudioError, toStudioError } from '../../../core/errors.ts';
import type { ProviderName } from '../protocol.ts';
import { fromHalf } from './half.ts';
import { exclusively, type InferenceSession, type Tensor } from './ort.ts';
import type { RawOutput } from './rows.ts';

export interface RunRequest {
  session: InferenceSession;
  provider: ProviderName;
  modelId: string;
  outputName: string;
  /** Made when it is this run's turn; disposed afterwards. */
  feeds: () => Record<string, Tensor>;
}

/**
 * One run of a graph, one output, read once.
 *
 * @throws `model/gpu-lost`, `model/run-failed`
 */
export async function runGraph(request: RunRequest): Promise<RawOutput> {
  const { session, provider, modelId, outputName } = request;
  return exclusively(provider, async () => {
    const feeds = request.feeds();
    try {
      const outputs = await session.run(feeds, [outputName]);
      const output = outputs[outputName];
      const data = await output?.getData();
      const dims = output?.dims ?? [];
      output?.dispose();
      if (data instanceof Float32Array) return { dims, data };
      if (output?.type === 'float16') return { dims, data: fromHalf(data as Uint16Array) };
      throw new Error(`It gives ${output?.type ?? 'nothing'}, not floating-point numbers.`);
    } finally {
      for (const tensor of Object.values(feeds)) tensor.dispose();
    }
  }).catch((thrown: unknown) => {
    if (thrown instanceof StudioError) throw thrown;
    const { message } = toStudioError(thrown);
    throw new StudioError('model/run-failed', `"${modelId}" stopped: ${message}`, {
      details: { modelId },
      cause: thrown,
    });
  });
}
