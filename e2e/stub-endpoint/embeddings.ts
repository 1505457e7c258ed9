import { createHash } from 'node:crypto';

export interface EmbeddingBody {
  model: string;
  input: string | string[];
}

const DIM = 128;

/** Words as places on a circle of axes: sentences that share words point the same way, as those of a real encoder do. */
function vectorOf(text: string): number[] {
  const vector: number[] = new Array(DIM).fill(0);
  for (const word of text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [text]) {
    const hash = createHash('sha256').update(word).digest();
    const axis = (hash[0] ?? 0) % DIM;
    vector[axis] = (vector[axis] ?? 0) + ((hash[1] ?? 0) % 2 === 0 ? 1 : -1);
  }
  if (!vector.some(Boolean)) vector[0] = 1;
  return vector;
}

/** The reply of `/embeddings` to one or many sentences. */
export function embeddingsOf(body: EmbeddingBody): unknown {
  const texts = typeof body.input === 'string' ? [body.input] : body.input;
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
  return {
    object: 'list',
    model: body.model,
    data: texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}
