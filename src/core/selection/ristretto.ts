import type { SelectionReason } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';
import {
  type Candidates,
  OPTIONAL_BUDGET,
  type Pick,
  param,
  type SelectionMethod,
} from './method.ts';
import { ranksOf } from './ranks.ts';
import { reason } from './reasons.ts';
import { type BudgetChoice, type BudgetRule, chooseWithin } from './ristretto-budget.ts';
import { weakestLink } from './shot-line.ts';
import { mostSimilar, usableFrames } from './usable.ts';

/** From this share of the best match on, a frame is said to fit the question. */
const FITS = 0.5;

/**
 * The studio's own rule: show every shot, keep what is new, never look away for long, and follow the question where it tells frames apart.
 *
 * **Without a budget and a question** it walks the frames in time. The first is kept. A frame is kept when cos(frame, last kept) < `maxCosine`
 * (novel), or when waiting for the next one would leave more than `maxGapSec` without a core frame (gap).
 *
 * **With a budget** b it takes the b frames that are worth most together (`best-chain.ts`): the expected number of shots that they hit,
 * estimated from the similarity of neighbouring frames (`shot-line.ts`), plus even spacing, plus, with a question,
 * `relevanceWeight` × relevance scaled to 0–1; relevance counts less the flatter it is, and not at all when mean(b highest) − mean(all) ≤ .35. The
 * best match counts as far as the 4 highest stand out: more room makes a question no vaguer. The frames then move within their neighbourhood to where they are least like each other; copies (cosine ≥ .97) that close no gap
 * are left out, and so is what would make the choice more redundant than b uniform frames (`settle.ts`). So b is
 * the most, not a quota. **With a question alone**, b is the number of frames that the walk keeps.
 *
 * Blank frames (blankness ≥ `blankFrom`: black, fades, one colour, a lone logo) are passed over unless a person pinned them or there
 * is nothing else; they may take what is left of a budget once nothing else would add anything.
 *
 * Reasons are stated against the frames that were kept in the end, so each can be checked on the screen.
 *
 * Parameters: `maxCosine`, kept below it, and where neighbours are as likely of two shots as of one; `maxGapSec`, seconds; `blankFrom`, 0–1,
 * 1 = only what is perfectly flat; `relevanceWeight`, in shots; `budget`, frames, 0 = no limit. Complexity O(n · dim + m² · b + m · dim) for m ≤ 400.
 */
export const ristretto: SelectionMethod = {
  id: 'ristretto',
  takesQuestion: true,
  params: [
    { name: 'maxCosine', min: 0.3, max: 1, step: 0.01, default: 0.7 },
    { name: 'maxGapSec', min: 1, max: 120, step: 1, default: 10 },
    { name: 'blankFrom', min: 0.5, max: 1, step: 0.01, default: 0.9 },
    { name: 'relevanceWeight', min: 0, max: 5, step: 0.1, default: 2 },
    OPTIONAL_BUDGET,
  ],
  choose(candidates, params): Pick[] {
    const rule = {
      maxCosine: param(params, 'maxCosine'),
      maxGapSec: param(params, 'maxGapSec'),
      blankFrom: param(params, 'blankFrom'),
      relevanceWeight: param(params, 'relevanceWeight'),
    };
    const walked =
      candidates.budget === null
        ? walk(candidates, usableFrames(candidates, rule.blankFrom), rule)
        : [];
    if (candidates.budget === null && !candidates.relevance) {
      return walked.map((index, place) =>
        explain(candidates, { kept: walked, place, index }, { rule, choice: null }),
      );
    }
    const budget = candidates.budget ?? walked.length;
    const choice = chooseWithin(candidates, { ...rule, budget });
    return choice.kept.map((index, place) =>
      explain(candidates, { kept: choice.kept, place, index }, { rule, choice }),
    );
  },
};

type Rule = Omit<BudgetRule, 'budget'>;

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

interface Kept {
  kept: readonly number[];
  place: number;
  index: number;
}

function explain(
  candidates: Candidates,
  { kept, place, index }: Kept,
  { rule, choice }: { rule: Rule; choice: BudgetChoice | null },
): Pick {
  const before = kept[place - 1];
  const match = choice?.match[index] ?? 0;
  const reasons = choice
    ? reasonsOfChoice(candidates, { kept, place, index }, { rule, choice })
    : [];
  if (before === undefined) {
    return { index, score: 1, reasons: [reason.first(), ...reasons] };
  }
  const cosine = cosineOfRows(candidates.embeddings, before, index);
  if (cosine < rule.maxCosine) reasons.push(reason.novel(cosine, before));
  const untilSec = candidates.times[kept[place + 1] ?? candidates.n - 1] as number;
  const gapSec = untilSec - (candidates.times[before] as number);
  const closesGap = gapSec > rule.maxGapSec;
  if (closesGap || (reasons.length === 0 && !candidates.pinned[index]))
    reasons.push(reason.gap(gapSec));
  return { index, score: Math.max(1 - cosine, match), reasons };
}

/** What only a choice within a budget knows: the question, the shots, and what was taken to spare. */
function reasonsOfChoice(
  candidates: Candidates,
  { kept, place, index }: Kept,
  { rule, choice }: { rule: Rule; choice: BudgetChoice },
): SelectionReason[] {
  const reasons: SelectionReason[] = [];
  const { relevance } = candidates;
  if (relevance && (choice.match[index] as number) >= FITS)
    reasons.push(reason.match(relevance[index] as number, ranksOf(relevance)[index] as number));
  if (choice.spare.has(index)) reasons.push(spareReason(candidates, kept, index));
  const before = kept[place - 1];
  if (before === undefined) return reasons;
  const { at, cosine } = weakestLink(choice.shots, before, index);
  if (cosine < rule.maxCosine)
    reasons.push(at === index ? reason.shotStart(cosine, index - 1) : reason.shot(cosine, at));
  return reasons;
}

function spareReason(
  { embeddings }: Candidates,
  kept: readonly number[],
  index: number,
): SelectionReason {
  const nearest = mostSimilar(embeddings, kept, index);
  return nearest ? reason.spare(nearest.cosine, nearest.index) : reason.first();
}
