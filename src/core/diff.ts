/** What a person's version changed, field by field. Words inside a text are compared by the screen that shows them. */
import type { TextField } from './edit.ts';
import type { DraftBody, Evidence, ReasoningStep } from './flow.ts';
import { isSameJson } from './review.ts';

interface TextChange {
  field: TextField | 'task';
  before: string;
  after: string;
}

/** Position of a step in either version; `null` = it is not in that one. */
export interface StepPair {
  before: number | null;
  after: number | null;
  /** Same text, but its place among the others is another. */
  moved: boolean;
}

export interface BodyDiff {
  texts: TextChange[];
  steps: StepPair[];
  options: {
    before: string | null;
    after: string | null;
    wasCorrect: boolean;
    isCorrect: boolean;
  }[];
  /** `true` when any step or the draft as a whole rests on other evidence. */
  evidenceChanged: boolean;
}

/** Lists are complete (unchanged parts too), so that a screen can show a change in its place. */
export function diffBodies(before: DraftBody, after: DraftBody): BodyDiff {
  return {
    texts: (['task', 'question', 'answer', 'caption'] as const)
      .filter((field) => before[field] !== null || after[field] !== null)
      .map((field) => ({ field, before: before[field] ?? '', after: after[field] ?? '' })),
    steps: alignSteps(before.steps, after.steps),
    options: pairOptions(before, after),
    evidenceChanged:
      !isSameJson(before.evidence, after.evidence) ||
      !isSameJson(
        before.steps.map((s) => s.evidence),
        after.steps.map((s) => s.evidence),
      ),
  };
}

/**
 * Pairs the steps of two versions: equal texts first (longest common order, then moved ones), and what is left
 * between two equal ones is paired in order. Every step of either version occurs once; pairs follow the new order.
 */
export function alignSteps(
  before: readonly ReasoningStep[],
  after: readonly ReasoningStep[],
): StepPair[] {
  const partner = new Map<number, StepPair>();
  const used = new Set<number>();
  const pair = (b: number, a: number, moved: boolean): void => {
    partner.set(a, { before: b, after: a, moved });
    used.add(b);
  };
  for (const [b, a] of commonOrder(before, after)) pair(b, a, false);
  after.forEach((step, a) => {
    if (partner.has(a)) return;
    const b = before.findIndex((old, index) => !used.has(index) && old.text === step.text);
    if (b >= 0) pair(b, a, true);
  });
  pairRest(before.length, after.length, { partner, used, pair });
  return inNewOrder(before.length, after.length, { partner, used });
}

interface Pairing {
  partner: Map<number, StepPair>;
  used: Set<number>;
  pair: (before: number, after: number, moved: boolean) => void;
}

/** Rewritten steps: those that sit between the same unmoved neighbours. */
function pairRest(beforeCount: number, afterCount: number, { partner, used, pair }: Pairing): void {
  let from = 0;
  for (let a = 0; a < afterCount; a++) {
    const own = partner.get(a);
    if (own) {
      if (!own.moved && own.before !== null) from = own.before + 1;
      continue;
    }
    const limit = nextUnmoved(a, afterCount, partner) ?? beforeCount;
    while (from < limit && used.has(from)) from++;
    if (from < limit) pair(from++, a, false);
  }
}

function nextUnmoved(a: number, count: number, partner: Map<number, StepPair>): number | null {
  for (let next = a + 1; next < count; next++) {
    const found = partner.get(next);
    if (found && !found.moved) return found.before;
  }
  return null;
}

/** New steps in their order; each removed step after the one that followed its old neighbour. */
function inNewOrder(
  beforeCount: number,
  afterCount: number,
  { partner, used }: Pick<Pairing, 'partner' | 'used'>,
): StepPair[] {
  const pairs: StepPair[] = [];
  let shown = 0;
  const removedUpTo = (limit: number): void => {
    for (; shown < limit; shown++) {
      if (!used.has(shown)) pairs.push({ before: shown, after: null, moved: false });
    }
  };
  for (let a = 0; a < afterCount; a++) {
    const own = partner.get(a) ?? { before: null, after: a, moved: false };
    if (own.before !== null && !own.moved) removedUpTo(own.before);
    pairs.push(own);
  }
  removedUpTo(beforeCount);
  return pairs;
}

/** Longest common subsequence by text, as index pairs. Quadratic; reasoning has a handful of steps. */
function commonOrder(
  before: readonly ReasoningStep[],
  after: readonly ReasoningStep[],
): [number, number][] {
  const rows = before.length + 1;
  const columns = after.length + 1;
  const length = new Uint32Array(rows * columns);
  const at = (b: number, a: number): number => length[b * columns + a] ?? 0;
  for (let b = before.length - 1; b >= 0; b--) {
    for (let a = after.length - 1; a >= 0; a--) {
      const equal = before[b]?.text === after[a]?.text;
      length[b * columns + a] = equal ? at(b + 1, a + 1) + 1 : Math.max(at(b + 1, a), at(b, a + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let b = 0, a = 0; b < before.length && a < after.length; ) {
    if (before[b]?.text === after[a]?.text) pairs.push([b++, a++]);
    else if (at(b + 1, a) >= at(b, a + 1)) b++;
    else a++;
  }
  return pairs;
}

function pairOptions(before: DraftBody, after: DraftBody): BodyDiff['options'] {
  const count = Math.max(before.options?.length ?? 0, after.options?.length ?? 0);
  return Array.from({ length: count }, (_, index) => ({
    before: before.options?.[index] ?? null,
    after: after.options?.[index] ?? null,
    wasCorrect: before.correctOption === index,
    isCorrect: after.correctOption === index,
  }));
}

/** Pieces of evidence that only one of two lists has. */
export function evidenceChange(
  before: readonly Evidence[],
  after: readonly Evidence[],
): { added: Evidence[]; removed: Evidence[] } {
  const missing = (from: readonly Evidence[], inList: readonly Evidence[]): Evidence[] =>
    from.filter((item) => !inList.some((other) => isSameJson(item, other)));
  return { added: missing(after, before), removed: missing(before, after) };
}
