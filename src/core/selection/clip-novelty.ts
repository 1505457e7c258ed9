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
import { nearestToGrid } from './time-grid.ts';

/** A leading frame at or above this blankness does not count as the first one. */
const LEADING_BLANKNESS = 0.97;

/**
 * Every candidate that differs from the last kept one.
 *
 * Source: ShareGPT4Video (arXiv 2406.04325), its published key-frame script: candidates every 2 s; the first is kept; the next
 * is kept when cos(candidate, last kept) < 0.93; single-colour frames at the start are skipped for up to one interval; the
 * last frame is kept too when only one frame was kept or when at least one interval is left after the last kept one.
 * The threshold was set for the CLS token of CLIP ViT-L/14-336; other encoders spread their cosines differently.
 *
 * Parameters: `everySec`, seconds; `maxCosine`, kept below it; `minDurationSec`, from sampled frames that span no more only the first
 * is kept (published: none, at 10 s; 0 = off); `stopAfterSec`, later frames are not looked at (published: 120; 0 = off); `budget`, frames, 0 = no limit.
 * Complexity O(n · dim).
 */
export const clipNovelty: SelectionMethod = {
  id: 'clip-novelty',
  params: [
    { name: 'maxCosine', min: 0.3, max: 1, step: 0.01, default: 0.93 },
    { name: 'everySec', min: 0.5, max: 10, step: 0.5, default: 2 },
    { name: 'minDurationSec', min: 0, max: 60, step: 1, default: 0 },
    { name: 'stopAfterSec', min: 0, max: 3600, step: 10, default: 0 },
    OPTIONAL_BUDGET,
  ],
  choose(candidates, params): Pick[] {
    const usable = usableFrames(candidates, params);
    const [first, ...rest] = nearestToGrid(candidates.times, usable, param(params, 'everySec'));
    if (first === undefined) return [];
    const picks: Pick[] = [{ index: first, score: 1, reasons: [reason.first()] }];
    let last = first;
    for (const index of rest) {
      const cosine = cosineOfRows(candidates.embeddings, last, index);
      if (cosine >= param(params, 'maxCosine')) continue;
      picks.push({ index, score: 1 - cosine, reasons: [reason.novel(cosine, last)] });
      last = index;
    }
    const final = usable.at(-1) as number;
    const leftSec = (candidates.times[final] as number) - (candidates.times[last] as number);
    if (final !== last && (picks.length === 1 || leftSec >= param(params, 'everySec'))) {
      picks.push({ index: final, score: 0, reasons: [reason.last(leftSec, last)] });
    }
    return withinBudget(candidates, picks);
  },
};

/** Frames that the rule looks at: within its length limits, not dropped, leading blank ones left out. */
function usableFrames(candidates: Candidates, params: Readonly<Record<string, number>>): number[] {
  const { n, times } = candidates;
  if (n === 0) return [];
  const startSec = times[0] as number;
  const minDurationSec = param(params, 'minDurationSec');
  const spanSec = (times[n - 1] as number) - startSec;
  if (minDurationSec > 0 && spanSec <= minDurationSec) return [];
  const everySec = param(params, 'everySec');
  const stopSec =
    param(params, 'stopAfterSec') === 0
      ? Number.POSITIVE_INFINITY
      : startSec + param(params, 'stopAfterSec');
  let from = 0;
  while (
    from < n - 1 &&
    (times[from + 1] as number) - startSec <= everySec &&
    isBlank(candidates, from)
  )
    from += 1;
  if (isBlank(candidates, from)) from = 0;
  const usable: number[] = [];
  for (let i = from; i < n && (times[i] as number) <= stopSec; i += 1)
    if (!candidates.dropped[i]) usable.push(i);
  return usable;
}

function isBlank(candidates: Candidates, index: number): boolean {
  return (candidates.blankness[index] as number) >= LEADING_BLANKNESS;
}

/** Leaves out the least novel frames; their neighbours' reasons stay as the rule gave them. */
function withinBudget(candidates: Candidates, picks: Pick[]): Pick[] {
  if (candidates.budget === null) return picks;
  const indices = new Set(picks.map((pick) => pick.index));
  for (let i = 0; i < candidates.n; i += 1) if (candidates.pinned[i]) indices.add(i);
  const kept = new Set(
    thinByNovelty(
      candidates,
      [...indices].sort((a, b) => a - b),
      candidates.budget,
    ),
  );
  return picks.filter((pick) => kept.has(pick.index));
}
