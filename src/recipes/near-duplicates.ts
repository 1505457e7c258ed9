import { toStudioError } from '../core/errors.ts';
import type { Check } from '../core/flow.ts';
import type { RunRequest } from '../core/requests.ts';
import { mostSimilar } from '../core/vector.ts';
import type { Proposal, RecipeOutput } from './recipe.ts';

/** One row for each text, or `null` where nobody can make any: what needs them is then left open instead of failing. */
export async function vectorsIfAny(
  send: RunRequest,
  asked: { step: string; label: string; texts: string[] },
): Promise<Float32Array[] | null> {
  try {
    return (await send({ kind: 'embedTexts', ...asked })).vectors;
  } catch (thrown) {
    const error = toStudioError(thrown);
    if (error.code === 'llm/no-endpoint') return null;
    throw error;
  }
}

/**
 * F1 on each question that is at least `tau` alike to an earlier one, with how alike and to which. The first of them stays
 * clean. Without an embedder the check is `unknown`, and the drafts stand.
 */
export async function* duplicateChecks(
  drafts: readonly Proposal[],
  { tau, step, send }: { tau: number; step: string; send: RunRequest },
): AsyncGenerator<RecipeOutput, void, void> {
  const asked = drafts.flatMap(({ id, question }) => (question ? [{ id, question }] : []));
  if (asked.length < 2) return;
  const texts = asked.map(({ question }) => question);
  const vectors = await vectorsIfAny(send, { step, label: 'duplicates', texts });
  for (const [i, { id: draftId }] of asked.entries()) {
    const own = vectors?.[i];
    const nearest = own && vectors ? mostSimilar(own, vectors.slice(0, i)) : null;
    yield { type: 'checks', draftId, checks: [check(nearest, vectors !== null)] };
  }

  function check(nearest: ReturnType<typeof mostSimilar>, isKnown: boolean): Check {
    if (!isKnown) return { code: 'F1', verdict: 'unknown' };
    if (!nearest) return { code: 'F1', verdict: 'pass' };
    const other = texts[nearest.index] ?? '';
    const isSame = nearest.similarity >= tau;
    const detail = `${nearest.similarity.toFixed(2)} ${isSame ? '≥' : '<'} ${tau} · ${other}`;
    return { code: 'F1', verdict: isSame ? 'fail' : 'pass', detail };
  }
}
