import { describe, expect, it } from 'vitest';
import { buildBody } from '../../testing/builders.ts';
import { checkCounts, draftLine } from './draft-summary.ts';
import { chooseAll, extendTo, keepPresent, NOTHING, toggle } from './selection.ts';

const seqs = Float64Array.of(10, 20, 30, 40, 50);
const list = (selection: { chosen: ReadonlySet<number> }) =>
  [...selection.chosen].toSorted((a, b) => a - b);

describe('selection', () => {
  it('toggles one row and leaves the old value as it was', () => {
    const one = toggle(NOTHING, 20);
    expect(list(one)).toEqual([20]);
    expect(list(toggle(one, 20))).toEqual([]);
    expect(list(one)).toEqual([20]);
  });

  it('extends in both directions from where it began', () => {
    const from = toggle(NOTHING, 30);
    expect(list(extendTo(from, 50, seqs))).toEqual([30, 40, 50]);
    expect(list(extendTo(extendTo(from, 50, seqs), 10, seqs))).toEqual([10, 20, 30, 40, 50]);
  });

  it('starts anew where the beginning is not in the list any more', () => {
    expect(list(extendTo(toggle(NOTHING, 99), 20, seqs))).toEqual([20, 99]);
  });

  it('lets go of rows that left the list', () => {
    const all = chooseAll(seqs);
    expect(keepPresent(all, seqs)).toBe(all);
    expect(list(keepPresent(all, Float64Array.of(20, 60)))).toEqual([20]);
    expect(keepPresent(toggle(NOTHING, 30), Float64Array.of(20)).anchor).toBeNull();
  });
});

describe('summary of a draft', () => {
  it('is the question, else the caption, else the answer', () => {
    expect(draftLine({ question: ' ', caption: 'A pan. ', answer: 'x' })).toBe('A pan.');
    expect(draftLine({ question: null, caption: null, answer: null })).toBeNull();
  });

  it('counts unlinked steps, failures and warnings', () => {
    const { steps } = buildBody(1);
    const checks = [
      { code: 'a', verdict: 'fail' as const },
      { code: 'b', verdict: 'warn' as const },
      { code: 'c', verdict: 'pass' as const },
    ];
    expect(checkCounts({ steps: [...steps, { text: 'So.', evidence: [] }], checks })).toEqual({
      unlinked: 1,
      fail: 1,
      warn: 1,
    });
  });
});
