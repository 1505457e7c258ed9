import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSteps, diffBodies, evidenceChange } from './diff.ts';
import { moveStep } from './edit-steps.ts';
import type { DraftBody } from './flow.ts';

const steps = (...texts: string[]) => texts.map((text) => ({ text, evidence: [] }));
const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 6 });

const body = (...lines: string[]): DraftBody => ({
  kind: 'qa-open',
  task: null,
  question: 'Why?',
  answer: 'So.',
  options: null,
  correctOption: null,
  caption: null,
  steps: steps(...lines),
  evidence: [],
});

describe('alignSteps', () => {
  it('has every step of both versions exactly once, new ones in order', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const pairs = alignSteps(steps(...before), steps(...after));
        const old = pairs.flatMap((p) => p.before ?? []);
        const now = pairs.flatMap((p) => p.after ?? []);
        expect(old.toSorted((a, b) => a - b)).toEqual(before.map((_, i) => i));
        expect(now).toEqual(after.map((_, i) => i));
      }),
    );
  });
  it('leaves equal versions alone', () => {
    fc.assert(
      fc.property(texts, (list) => {
        expect(alignSteps(steps(...list), steps(...list))).toEqual(
          list.map((_, i) => ({ before: i, after: i, moved: false })),
        );
      }),
    );
  });
  it('pairs a rewritten step with the one it replaces', () => {
    expect(alignSteps(steps('a', 'b', 'c'), steps('a', 'B', 'c'))[1]).toEqual({
      before: 1,
      after: 1,
      moved: false,
    });
  });
  it('tells a moved step from a rewritten one', () => {
    const before = body('a', 'b', 'c', 'd');
    const pairs = alignSteps(before.steps, moveStep(before, 0, 3).steps);
    expect(pairs.filter((p) => p.moved)).toEqual([{ before: 0, after: 3, moved: true }]);
  });
  it('shows a removed step in its old place', () => {
    expect(alignSteps(steps('a', 'b', 'c'), steps('a', 'c')).map((p) => p.before)).toEqual([
      0, 1, 2,
    ]);
  });
});

describe('diffBodies', () => {
  it('lists the fields that either version has', () => {
    const diff = diffBodies(body('a'), {
      ...body('a'),
      answer: 'Thus.',
      options: ['x'],
      correctOption: 0,
    });
    expect(diff.texts.map((t) => t.field)).toEqual(['question', 'answer']);
    expect(diff.options).toEqual([
      { before: null, after: 'x', wasCorrect: false, isCorrect: true },
    ]);
    expect(diff.evidenceChanged).toBe(false);
  });
  it('sees changed evidence', () => {
    const linked = {
      ...body('a'),
      steps: [{ text: 'a', evidence: [{ frame: { ptsSec: 1, imageSha256: 'h' } }] }],
    };
    expect(diffBodies(body('a'), linked).evidenceChanged).toBe(true);
    expect(evidenceChange([], linked.steps[0]?.evidence ?? []).added).toHaveLength(1);
  });
});
