import { containment, contentWords } from './words.ts';

/** Checks that need more than one draft: no model is asked, and what they find is said of single drafts. */

/** How much two questions may share, each way, before one is a repetition of the other. */
const SAME_WORDS = 0.85;

/** A question, and the stretch that its evidence covers, `[startSec, endSec]`; `null` = it cites nothing. */
export interface AskedQuestion {
  question: string;
  stretch: { startSec: number; endSec: number } | null;
}

/**
 * F1: for each question the first earlier one that asks the same in nearly the same words about an overlapping stretch, as an
 * index; `null` where there is none. O(n²) in the questions of one video.
 */
export function repeatedQuestions(questions: readonly AskedQuestion[]): (number | null)[] {
  const words = questions.map(({ question }) => contentWords(question));
  return questions.map(({ stretch }, i) => {
    const own = words[i] ?? new Set<string>();
    const found = questions.slice(0, i).findIndex((earlier, j) => {
      const other = words[j] ?? new Set<string>();
      const shared = Math.min(containment(own, other), containment(other, own));
      return shared >= SAME_WORDS && overlaps(stretch, earlier.stretch);
    });
    return found < 0 ? null : found;
  });
}

function overlaps(a: AskedQuestion['stretch'], b: AskedQuestion['stretch']): boolean {
  return !a || !b || (a.startSec <= b.endSec && b.startSec <= a.endSec);
}

/** Upper 1 % points of the chi-square distribution, by degrees of freedom from 1. */
const CHI_SQUARE_1_PERCENT = [6.635, 9.21, 11.345, 13.277, 15.086, 16.812, 18.475];

/**
 * A6: whether the right option sits in one place too often for chance.
 * @param counts how many right options each place has
 * @returns Pearson's chi-square against equal shares, and the places with more than their share when it is beyond the 1 % point
 */
export function placeBias(counts: readonly number[]): { chiSquare: number; overused: number[] } {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const share = total / counts.length;
  if (total === 0 || counts.length < 2) return { chiSquare: 0, overused: [] };
  const chiSquare = counts.reduce((sum, count) => sum + (count - share) ** 2 / share, 0);
  const limit = CHI_SQUARE_1_PERCENT[counts.length - 2] ?? Number.POSITIVE_INFINITY;
  const overused = counts.flatMap((count, place) => (count > share ? [place] : []));
  return { chiSquare, overused: chiSquare > limit ? overused : [] };
}
