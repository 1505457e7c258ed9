import { StudioError } from '../../../core/errors.ts';
import type { ModelCardFile } from '../../../core/model-card.ts';
import { normaliseRows } from '../../../core/vector.ts';
import { mismatch } from './graph-fit.ts';

export interface RawOutput {
  dims: readonly number[];
  data: Float32Array;
}

export interface Pooling {
  kind: 'cls' | 'mean' | 'eos';
  /** `[inputs, tokens]`, 1 where a token counts; `null` = all do. */
  mask: Int32Array | null;
}

/**
 * What a graph gave for `inputs` pictures or texts as rows of length 1, `[count, dim]`; the rest was filling.
 *
 * @throws `model/bad-card` when it is not `dim` numbers for each, `model/run-failed` when a row has no direction
 */
export function embeddingRows(
  output: RawOutput,
  card: ModelCardFile,
  { inputs, count, pooling }: { inputs: number; count: number; pooling: Pooling },
): Float32Array {
  const { dim } = card;
  const rows = new Float32Array(count * dim);
  if (output.data.length === inputs * dim) rows.set(output.data.subarray(0, rows.length));
  else pool(output, card, { inputs, pooling, rows });
  if (normaliseRows(rows, dim) !== null) {
    throw new StudioError(
      'model/run-failed',
      `"${card.id}" gave an embedding that has no direction.`,
      { details: { modelId: card.id } },
    );
  }
  return rows;
}

function pool(
  { dims, data }: RawOutput,
  card: ModelCardFile,
  { inputs, pooling, rows }: { inputs: number; pooling: Pooling; rows: Float32Array },
): void {
  const { dim } = card;
  const [, tokens = 0, width] = dims;
  if (dims.length !== 3 || width !== dim || tokens * inputs * dim !== data.length) {
    throw mismatch(card, `it gives [${dims.join(', ')}] for ${inputs} inputs of ${dim} numbers`);
  }
  for (let row = 0; row * dim < rows.length; row += 1) {
    const counts = (token: number) => pooling.mask?.[row * tokens + token] !== 0;
    const into = rows.subarray(row * dim, (row + 1) * dim);
    const add = (token: number) => {
      const from = (row * tokens + token) * dim;
      for (let d = 0; d < dim; d += 1) into[d] = (into[d] as number) + (data[from + d] as number);
    };
    if (pooling.kind === 'cls') add(0);
    else if (pooling.kind === 'eos') add(lastThat(counts, tokens));
    else for (let token = 0; token < tokens; token += 1) if (counts(token)) add(token);
  }
}

function lastThat(counts: (token: number) => boolean, tokens: number): number {
  for (let token = tokens - 1; token > 0; token -= 1) if (counts(token)) return token;
  return 0;
}
