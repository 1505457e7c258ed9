import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addOption,
  bodyOf,
  editBetween,
  editToSave,
  machineBody,
  markCorrect,
  removeOption,
  setOption,
  setTask,
  setText,
  tidyBody,
  withEdit,
} from './edit.ts';
import {
  addBox,
  boxesOn,
  changeBox,
  citedFrames,
  dropFrame,
  dropSpan,
  framesOf,
  pinFrame,
  setSpan,
  spanOf,
} from './edit-evidence.ts';
import {
  addStep,
  mergeWithPrevious,
  moveStep,
  removeStep,
  setStepText,
  splitStep,
} from './edit-steps.ts';
import type { DraftBody, Evidence, JournalEvent } from './flow.ts';
import { isSameJson } from './review.ts';

const frame = fc.record({
  ptsSec: fc.double({ min: 0, max: 60, noNaN: true }),
  imageSha256: fc.constantFrom('a', 'b', 'c', 'd'),
});
const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({ frame }),
  fc.record({
    frame,
    boxes: fc.array(
      fc.record({
        label: fc.string(),
        xyxy: fc.constant<[number, number, number, number]>([0, 0, 0.5, 0.5]),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ span: fc.constant({ startSec: 1, endSec: 2 }) }),
);
const body: fc.Arbitrary<DraftBody> = fc.record({
  kind: fc.constantFrom('qa-open' as const, 'qa-choice' as const, 'caption' as const),
  task: fc.option(fc.string()),
  question: fc.option(fc.string()),
  answer: fc.option(fc.string()),
  options: fc.option(fc.array(fc.string(), { maxLength: 4 })),
  correctOption: fc.option(fc.nat(3)),
  caption: fc.option(fc.string()),
  steps: fc.array(
    fc.record({ text: fc.string(), evidence: fc.array(evidence, { maxLength: 3 }) }),
    { maxLength: 5 },
  ),
  evidence: fc.array(evidence, { maxLength: 3 }),
});

const plain: DraftBody = {
  kind: 'qa-choice',
  task: 'Causal Inference',
  question: 'Why?',
  answer: 'Because.',
  options: ['one', 'two', 'three'],
  correctOption: 1,
  caption: null,
  steps: [
    { text: 'Salt is spread.', evidence: [{ frame: { ptsSec: 1, imageSha256: 'a' } }] },
    { text: 'Water leaves.', evidence: [] },
  ],
  evidence: [{ frame: { ptsSec: 1, imageSha256: 'a' } }],
};
const everyPiece = (b: DraftBody): string[] =>
  b.steps.flatMap((step) => step.evidence.map((item) => JSON.stringify(item))).sort();

describe('editBetween', () => {
  it('is what turns one body into the other', () => {
    fc.assert(
      fc.property(body, body, (before, other) => {
        const after = { ...other, kind: before.kind };
        expect(isSameJson(withEdit(before, editBetween(before, after)), after)).toBe(true);
      }),
    );
  });
  it('holds only what changed, and is null without a change', () => {
    expect(editBetween(plain, structuredClone(plain))).toBeNull();
    expect(editBetween(plain, setText(plain, 'answer', 'Since.'))).toEqual({ answer: 'Since.' });
  });
  it('finds what the machine wrote behind several edits', () => {
    const decide = (before: DraftBody, after: DraftBody): JournalEvent => ({
      type: 'decision',
      id: 'event:1',
      draftId: 'draft:1',
      annotator: 'a',
      atMs: 0,
      dwellMs: null,
      via: 'key',
      verdict: 'edit',
      edit: editBetween(before, after) ?? {},
      before: editBetween(after, before),
    });
    const once = setText(plain, 'answer', 'Since.');
    const twice = setText(setTask(once, 'Event Process'), 'answer', 'As.');
    expect(machineBody(twice, [decide(plain, once), decide(once, twice)])).toEqual(plain);
  });
  it('leaves everything that is not a field out of a body', () => {
    expect(Object.keys(bodyOf({ ...plain, id: 'draft:1' } as DraftBody))).not.toContain('id');
  });
});

describe('steps', () => {
  it('split, then merge: same evidence, same words', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.nat(), (b, pick, cut) => {
        fc.pre(b.steps.length > 0);
        const index = pick % b.steps.length;
        const step = b.steps[index];
        const cursor = cut % ((step?.text.length ?? 0) + 1);
        const back = mergeWithPrevious(splitStep(b, index, cursor), index + 1);
        expect(back.steps[index]?.evidence).toEqual(step?.evidence);
        expect(back.steps[index]?.text.replace(/\s/g, '')).toBe(step?.text.replace(/\s/g, ''));
        expect(back.steps.toSpliced(index, 1)).toEqual(b.steps.toSpliced(index, 1));
      }),
    );
  });
  it('reordering is a permutation and loses no evidence', () => {
    fc.assert(
      fc.property(
        body,
        fc.integer({ min: -1, max: 6 }),
        fc.integer({ min: -1, max: 6 }),
        (b, from, to) => {
          const moved = moveStep(b, from, to);
          expect(moved.steps.toSorted(byJson)).toEqual(b.steps.toSorted(byJson));
          expect(everyPiece(moved)).toEqual(everyPiece(b));
          if (from in b.steps && to in b.steps) expect(moved.steps[to]).toBe(b.steps[from]);
        },
      ),
    );
  });
  it('moving there and back changes nothing', () => {
    fc.assert(
      fc.property(body, fc.nat(4), fc.nat(4), (b, from, to) => {
        expect(moveStep(moveStep(b, from, to), to, from).steps).toEqual(b.steps);
      }),
    );
  });
  it('merging keeps the evidence of both, the same piece once', () => {
    const merged = mergeWithPrevious(
      {
        ...plain,
        steps: [
          ...plain.steps,
          { text: 'So it dries.', evidence: [{ span: { startSec: 2, endSec: 3 } }] },
        ],
      },
      2,
    );
    expect(merged.steps.at(-1)).toEqual({
      text: 'Water leaves. So it dries.',
      evidence: [{ span: { startSec: 2, endSec: 3 } }],
    });
    expect(mergeWithPrevious(plain, 0)).toBe(plain);
  });
  it('adds, rewrites and removes', () => {
    const added = setStepText(addStep(plain, 1), 1, 'A towel is pressed.');
    expect(added.steps.map((s) => s.text)).toEqual([
      'Salt is spread.',
      'A towel is pressed.',
      'Water leaves.',
    ]);
    expect(removeStep(added, 1)).toEqual(plain);
    expect(addStep(plain, 9)).toBe(plain);
  });
});

const byJson = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('options and task', () => {
  it('keeps the correct option on the same text when another is removed', () => {
    expect(removeOption(plain, 0)).toMatchObject({ options: ['two', 'three'], correctOption: 0 });
    expect(removeOption(plain, 1)).toMatchObject({
      options: ['one', 'three'],
      correctOption: null,
    });
    expect(removeOption(plain, 2)).toMatchObject({ correctOption: 1 });
  });
  it('adds, rewrites and marks', () => {
    const more = setOption(addOption(plain), 3, 'four');
    expect(markCorrect(more, 3)).toMatchObject({
      options: ['one', 'two', 'three', 'four'],
      correctOption: 3,
    });
    expect(markCorrect(plain, 7)).toBe(plain);
  });
  it('a blank task is no task', () => expect(setTask(plain, '  ').task).toBeNull());
});

describe('tidyBody', () => {
  it('drops empty steps and options, and keeps the correct one', () => {
    const messy = addStep(setOption(setText(plain, 'answer', ' So. \n'), 0, ' '), 2);
    expect(tidyBody(messy)).toMatchObject({
      answer: 'So.',
      options: ['two', 'three'],
      correctOption: 0,
      steps: plain.steps,
    });
  });
  it('is idempotent', () => {
    fc.assert(
      fc.property(body, (b) => {
        expect(tidyBody(tidyBody(b))).toEqual(tidyBody(b));
      }),
    );
  });
  it('records only what was touched', () => {
    const untidy = setText(plain, 'question', ' Why? ');
    expect(editToSave(untidy, setText(untidy, 'answer', ' Since. '))).toEqual({ answer: 'Since.' });
    expect(editToSave(untidy, setText(untidy, 'answer', ' Because. '))).toBeNull();
    expect(editToSave(plain, setOption(plain, 0, ''))).toEqual({
      options: ['two', 'three'],
      correctOption: 0,
    });
  });
});

describe('evidence', () => {
  const shown = { ptsSec: 5, imageSha256: 'z' };
  it('pins on the step and on the draft, once', () => {
    const pinned = pinFrame(plain, 1, shown);
    expect(framesOf(pinned.steps[1]?.evidence ?? [])).toEqual([shown]);
    expect(citedFrames(pinned).map((f) => f.imageSha256)).toEqual(['a', 'z']);
    expect(pinFrame(pinned, 1, shown)).toBe(pinned);
  });
  it('drops a frame with its boxes, and keeps a span that hung on it', () => {
    const boxed = setSpan(
      addBox(plain, { step: 0, frame: shown }, { label: 'salt', xyxy: [0, 0, 1, 1] }),
      0,
      { startSec: 1, endSec: 4 },
    );
    const dropped = dropFrame(boxed, 0, 'z');
    expect(framesOf(dropped.steps[0]?.evidence ?? []).map((f) => f.imageSha256)).toEqual(['a']);
    expect(spanOf(dropped.steps[0]?.evidence ?? [])).toEqual({ startSec: 1, endSec: 4 });
  });
  it('refuses an empty span, replaces an old one, removes it again', () => {
    expect(setSpan(plain, 0, { startSec: 2, endSec: 2 })).toBe(plain);
    const twice = setSpan(setSpan(plain, 1, { startSec: 1, endSec: 2 }), 1, {
      startSec: 3,
      endSec: 4,
    });
    expect(twice.steps[1]?.evidence).toEqual([{ span: { startSec: 3, endSec: 4 } }]);
    expect(dropSpan(twice, 1)).toEqual(plain);
  });
  it('changes exactly the box that boxesOn counted', () => {
    fc.assert(
      fc.property(body, fc.nat(), (b, pick) => {
        const step = b.steps.findIndex((s) => boxesOn(s.evidence, 'a').length > 0);
        fc.pre(step >= 0);
        const old = boxesOn(b.steps[step]?.evidence ?? [], 'a');
        const target = { step, imageSha256: 'a', box: pick % old.length };
        const renamed = changeBox(b, target, { label: 'new name', xyxy: [0.1, 0.1, 0.2, 0.2] });
        const now = boxesOn(renamed.steps[step]?.evidence ?? [], 'a');
        expect(now.map((box, i) => (i === target.box ? 'new name' : box.label))).toEqual(
          old.map((box, i) => (i === target.box ? 'new name' : box.label)),
        );
        expect(now[target.box]?.label).toBe('new name');
        const removed = boxesOn(changeBox(b, target, null).steps[step]?.evidence ?? [], 'a');
        expect(removed.map((box) => box.label)).toEqual(
          old.toSpliced(target.box, 1).map((box) => box.label),
        );
      }),
    );
  });
});
