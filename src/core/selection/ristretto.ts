import type { SelectionReason } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';
import {
  type Candidates,
  OPTIONAL_BUDGET,
  type Pick,
  param,
  type SelectionMethod,
} from './method.ts';
import { reason } from './reasons.ts';
import { thinByNovelty } from './thin.ts';

/**
 * The studio's own rule: keep what is new, and never look away for long.
 *
 * Walks the frames in time. The first is kept. A frame is kept when cos(frame, last kept) < `maxCosine` (novel), or when
 * waiting for the next one would leave more than `maxGapSec` without a core frame (gap). Blank frames (blankness ≥ `blankFrom`:
 * black, fades, one colour, a lone logo) are passed over unless a person pinned them or there is nothing else. With a budget,
 * the frames that are missed least are then left out one at a time (`thin.ts`); coverage yields to the budget, pins do not.
 *
 * Reasons are stated against the frames that were kept in the end, so each can be checked on the screen: `novel` with the
 * cosine to the core frame before it, `gap` with the seconds that would be open without it.
 *
 * Parameters: `maxCosine`, kept below it; `maxGapSec`, seconds; `blankFrom`, 0–1, 1 = only what is perfectly flat; `budget`,
 * frames, 0 = no limit. Complexity O(n · dim + m²) for m frames kept before thinning.
 */
export const ristretto: SelectionMethod = {
  id: 'ristretto',
  params: [
    { name: 'maxCosine', min: 0.3, max: 1, step: 0.01, default: 0.7 },
    { name: 'maxGapSec', min: 1, max: 120, step: 1, default: 10 },
    { name: 'blankFrom', min: 0.5, max: 1, step: 0.01, default: 0.9 },
    OPTIONAL_BUDGET,
  ],
  choose(candidates, params): Pick[] {
    const usable = usableFrames(candidates, param(params, 'blankFrom'));
    const maxCosine = param(params, 'maxCosine');
    const maxGapSec = param(params, 'maxGapSec');
    const walked = walk(candidates, usable, { maxCosine, maxGapSec });
    const kept =
      candidates.budget === null ? walked : thinByNovelty(candidates, walked, candidates.budget);
    return kept.map((index, place) =>
      explain(candidates, { kept, place, index }, { maxCosine, maxGapSec }),
    );
  },
};

interface Rule {
  maxCosine: number;
  maxGapSec: number;
}

/** Frames that may be kept: not dropped, and not blank unless pinned; all that are not dropped when every one is blank. */
function usableFrames(candidates: Candidates, blankFrom: number): number[] {
  const allowed: number[] = [];
  for (let i = 0; i < candidates.n; i += 1) if (!candidates.dropped[i]) allowed.push(i);
  const shows = (i: number) => (candidates.blankness[i] as number) < blankFrom;
  if (!allowed.some(shows)) return allowed;
  return allowed.filter((i) => candidates.pinned[i] || shows(i));
}

function walk(candidates: Candidates, usable: readonly number[], rule: Rule): number[] {
  const { times, embeddings, pinned } = candidates;
  const kept: number[] = [];
  for (const [place, index] of usable.entries()) {
    const last = kept.at(-1);
    const next = usable[place + 1];
    const keep =
      last === undefined ||
      pinned[index] === 1 ||
      cosineOfRows(embeddings, last, index) < rule.maxCosine ||
      (next !== undefined && (times[next] as number) - (times[last] as number) > rule.maxGapSec);
    if (keep) kept.push(index);
  }
  return kept;
}

function explain(
  candidates: Candidates,
  { kept, place, index }: { kept: readonly number[]; place: number; index: number },
  rule: Rule,
): Pick {
  const before = kept[place - 1];
  if (before === undefined) return { index, score: 1, reasons: [reason.first()] };
  const reasons: SelectionReason[] = [];
  const cosine = cosineOfRows(candidates.embeddings, before, index);
  if (cosine < rule.maxCosine) reasons.push(reason.novel(cosine, before));
  const untilSec = candidates.times[kept[place + 1] ?? candidates.n - 1] as number;
  const gapSec = untilSec - (candidates.times[before] as number);
  const closesGap = gapSec > rule.maxGapSec;
  if (closesGap || (reasons.length === 0 && !candidates.pinned[index]))
    reasons.push(reason.gap(gapSec));
  return { index, score: 1 - cosine, reasons };
}
