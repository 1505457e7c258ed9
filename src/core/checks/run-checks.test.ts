import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Check, DraftBody, ReasoningStep } from '../flow.ts';
import { isRejectCode } from '../reject-reasons.ts';
import { mergeChecks, runChecks } from './run-checks.ts';

const clip = { startSec: 0, endSec: 10 };
const frame = (ptsSec: number) => ({ frame: { ptsSec, imageSha256: `h${ptsSec}` } });
const step = (text: string, ...at: number[]): ReasoningStep => ({ text, evidence: at.map(frame) });

const good: DraftBody = {
  kind: 'qa-open',
  task: 'Causal Inference',
  question: 'Why does the cook press the slices after salting them?',
  answer: 'Salt has drawn out water, and pressing removes it before frying.',
  options: null,
  correctOption: null,
  caption: null,
  steps: [step('Salt is spread over the slices.', 1), step('Drops form on their surface.', 4)],
  evidence: [frame(1), frame(4)],
};

const verdict = (body: Partial<DraftBody>, code: string) =>
  runChecks({ ...good, ...body }, clip).find((check) => check.code === code)?.verdict;

test('a good draft passes everything that applies', () => {
  const checks = runChecks(good, clip);
  expect(checks.filter((check) => check.verdict !== 'pass')).toEqual([]);
  expect(checks.map((check) => check.code).sort()).toEqual(
    ['A2', 'F2', 'F3', 'Q2', 'Q7', 'R1', 'R3', 'T1', 'T3', 'V7'].sort(),
  );
});

describe('evidence', () => {
  test('R1: some steps without evidence warn, all of them fail, no steps fail', () => {
    expect(verdict({ steps: [step('One.', 1), step('Two.')] }, 'R1')).toBe('warn');
    expect(verdict({ steps: [step('One.')] }, 'R1')).toBe('fail');
    expect(verdict({ steps: [] }, 'R1')).toBe('fail');
  });

  test('B2: a box over most of the picture', () => {
    const boxed = (xyxy: [number, number, number, number], label = 'cup') => ({
      steps: [{ text: 'One.', evidence: [{ ...frame(1), boxes: [{ label, xyxy }] }] }],
    });
    expect(verdict(boxed([0, 0, 0.95, 0.95]), 'B2')).toBe('warn');
    expect(verdict(boxed([0, 0, 0.5, 0.5]), 'B2')).toBe('pass');
    expect(verdict(boxed([0.5, 0.5, 0.5, 0.9]), 'B3')).toBe('fail');
    expect(verdict(boxed([0, 0, 0.5, 1.5]), 'B3')).toBe('fail');
    expect(verdict(boxed([0, 0, 0.5, 0.5], ' '), 'B3')).toBe('fail');
    expect(verdict(boxed([0, 0, 0.5, 0.5]), 'B3')).toBe('pass');
  });

  test('T3: what lies outside the clip', () => {
    expect(verdict({ steps: [step('One.', 1, 10.5)] }, 'T3')).toBe('fail');
    expect(verdict({ steps: [step('One.', 1, 9.999)] }, 'T3')).toBe('pass');
    const span = (startSec: number, endSec: number) => ({
      steps: [{ text: 'One.', evidence: [{ span: { startSec, endSec } }] }],
    });
    expect(verdict(span(8, 12), 'T3')).toBe('fail');
    expect(verdict(span(3, 3), 'T3')).toBe('fail');
    expect(verdict(span(0, 10), 'T3')).toBe('pass');
  });

  test('Q2 and T1: one frame only, and evidence that runs backwards', () => {
    expect(verdict({ steps: [step('One.', 1), step('Two.', 1)] }, 'Q2')).toBe('warn');
    expect(verdict({ steps: [step('One.', 4), step('Two.', 1)] }, 'T1')).toBe('warn');
    expect(verdict({ steps: [step('One.', 1), step('Two.'), step('Three.', 1, 4)] }, 'T1')).toBe(
      'pass',
    );
  });
});

describe('text', () => {
  test('Q7: the question holds the answer', () => {
    expect(
      verdict(
        { question: 'Does the red car stop at the light?', answer: 'The red car does stop.' },
        'Q7',
      ),
    ).toBe('warn');
    expect(verdict({ question: '红色的车为什么停下？', answer: '红色的车停下' }, 'Q7')).toBe(
      'warn',
    );
  });

  test.each([
    ["I'm sorry, but I can't help.", 'fail'],
    ['Not specified in the frames.', 'fail'],
    ['抱歉，我无法回答。', 'fail'],
    ['无法确定。', 'fail'],
    ['  ', 'fail'],
    ['Nothing is left on the plate by then.', 'pass'],
    ['Noting the rain, she opens an umbrella.', 'pass'],
  ])('A2: "%s" → %s', (answer, expected) => {
    expect(verdict({ answer }, 'A2')).toBe(expected);
  });

  test('A5: the right option stands out by its length', () => {
    const options = ['A long and careful explanation of everything', 'A cat', 'A dog', 'A cow'];
    expect(verdict({ options, correctOption: 0 }, 'A5')).toBe('warn');
    expect(verdict({ options, correctOption: 1 }, 'A5')).toBe('pass');
    expect(verdict({ options: ['x', 'a long one', 'a fine one'], correctOption: 0 }, 'A5')).toBe(
      'warn',
    );
  });

  test('V7: what can only be heard', () => {
    expect(verdict({ answer: 'He says that it is done.' }, 'V7')).toBe('warn');
    expect(verdict({ answer: '他听到了门铃。' }, 'V7')).toBe('warn');
    expect(verdict({ answer: 'She sews unsaid things into resounding cloth.' }, 'V7')).toBe('pass');
  });

  test('R3: a step that is the answer', () => {
    const answer = 'Pressing removes water that salt drew out.';
    expect(verdict({ answer, steps: [step(answer, 1), step('Drops form.', 4)] }, 'R3')).toBe(
      'warn',
    );
    expect(verdict({ answer, steps: [step('Drops form.', 1), step(answer, 4)] }, 'R3')).toBe(
      'pass',
    );
  });

  test('F2: loops, repeated steps and text that stops', () => {
    expect(verdict({ answer: 'it goes on and on '.repeat(4) }, 'F2')).toBe('fail');
    expect(verdict({ answer: 'The water leaves because' }, 'F2')).toBe('fail');
    expect(verdict({ steps: [step('Same.', 1), step('Same.', 4)] }, 'F2')).toBe('fail');
  });

  test.each([
    ['<script>alert(1)</script>', 'warn'],
    ['<obj_start>pan<obj_end>', 'warn'],
    ['**bold**', 'warn'],
    ['As frame shows [f3], it rains.', 'warn'],
    ['The score is 3 < 5 and 7 > 2.', 'pass'],
  ])('F3: %s → %s', (answer, expected) => {
    expect(verdict({ answer }, 'F3')).toBe(expected);
  });
});

test('any text gives known codes, each at most once, and never throws', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      fc.array(fc.string()),
      (question, answer, texts) => {
        const codes = runChecks(
          { ...good, question, answer, steps: texts.map((text) => step(text)) },
          clip,
        ).map((c) => c.code);
        expect(codes.every(isRejectCode)).toBe(true);
        expect(new Set(codes).size).toBe(codes.length);
      },
    ),
  );
});

test('merging keeps the gravest verdict and every detail', () => {
  expect(
    mergeChecks([
      { code: 'B2', verdict: 'pass' },
      { code: 'T3', verdict: 'fail', detail: '#1' },
      { code: 'B2', verdict: 'warn', detail: '#2 cup' },
      { code: 'T3', verdict: 'warn', detail: '#3' },
    ]),
  ).toEqual([
    { code: 'B2', verdict: 'warn', detail: '#2 cup' },
    { code: 'T3', verdict: 'fail', detail: '#1; #3' },
  ]);
});

test('merged boxes are the weakest first, and what cannot be judged comes last', () => {
  const check = (score: number, boxVerdict: Check['verdict']): Check => ({
    code: 'B1',
    verdict: boxVerdict,
    boxes: [{ ...frame(1), label: 'cup', xyxy: [0, 0, 1, 1], score, verdict: boxVerdict }],
  });
  const [merged] = mergeChecks([check(0.3, 'pass'), check(0.1, 'unknown'), check(0.2, 'warn')]);
  expect(merged?.verdict).toBe('warn');
  expect(merged?.boxes?.map(({ score }) => score)).toEqual([0.2, 0.3, 0.1]);
});
