import { describe, expect, test } from 'vitest';
import { QUESTION_TYPES } from '../core/tasks.ts';
import {
  all,
  drafts,
  inputWith,
  instructionsOf,
  narrator,
  picturesOf,
  type Script,
  scripted,
  wordsOf,
} from './llava-video-178k.fixture.ts';
import { llavaVideo178k } from './llava-video-178k.ts';
import type { AskJson } from './recipe.ts';

const item = (type: string, question: string, answer = 'It is red.') => ({
  Dimension: type,
  Question: question,
  Answer: answer,
});

async function questionsOf(params: Record<string, unknown>, script: Partial<Script>) {
  const { send, asked } = scripted(narrator(script));
  const input = inputWith(params, { endSec: 8 });
  const outputs = await all(llavaVideo178k.run(input, send));
  const made = drafts(outputs).filter(({ kind }) => kind !== 'caption');
  return { outputs, made, asked: asked.filter(({ step }) => step === 'open' || step === 'choice') };
}

const typeIn = (request: AskJson): string =>
  QUESTION_TYPES.find(({ name, asks }) => instructionsOf(request).includes(`- ${name}: ${asks}`))
    ?.name ?? '';

describe('row 9: questions from the description', () => {
  test('one text-only call for each of the 16 types, with three examples and the description', async () => {
    const { asked } = await questionsOf({}, {});
    expect(asked.map(typeIn)).toEqual(QUESTION_TYPES.map(({ name }) => name));
    for (const request of asked) {
      expect(picturesOf(request)).toEqual([]);
      expect(wordsOf(request)).toBe('l3 text 1');
      const system = instructionsOf(request);
      expect(system.match(/^Description: /gm)).toHaveLength(3);
      expect(system.match(/"Dimension"/g)).toHaveLength(3);
    }
  });

  test('at most one for each type; none is an answer', async () => {
    const { made } = await questionsOf(
      { typesPerCall: 16 },
      {
        answer: ({ step }) =>
          step === 'open'
            ? {
                items: [
                  item('Count', 'How many?'),
                  item('Count', 'How many more?'),
                  item('Speed', 'None', 'None'),
                  item('Causal', 'Why?'),
                ],
              }
            : '',
      },
    );
    expect(made.map(({ question }) => question)).toEqual(['How many?', 'Why?']);
    expect(made[0]).toMatchObject({ kind: 'qa-open', task: 'Count' });
  });

  test('a type that was not asked for is left out', async () => {
    const { made } = await questionsOf(
      { types: ['Count'] },
      { answer: ({ step }) => (step === 'open' ? { items: [item('Speed', 'How fast?')] } : '') },
    );
    expect(made).toEqual([]);
  });
});

describe('row 11: what the paper drops is marked with its reason', () => {
  const two = {
    items: [
      item('Count', 'How many cups are there?', 'The video does not specify the number.'),
      item('Causal', 'How many cups are on the table?'),
    ],
  };
  const answer = ({ step }: AskJson) => (step === 'open' ? two : '');

  test('refusals and near-duplicates, at a visible threshold', async () => {
    const { made, outputs } = await questionsOf({ typesPerCall: 16 }, { answer });
    expect(made[0]?.checks).toContainEqual({
      code: 'A2',
      verdict: 'fail',
      detail: 'The video does not specify',
    });
    expect(outputs.filter((one) => one.type === 'checks')).toMatchObject([
      { draftId: made[0]?.id, checks: [{ code: 'F1', verdict: 'pass' }] },
      {
        draftId: made[1]?.id,
        checks: [{ code: 'F1', verdict: 'fail', detail: '1.00 ≥ 0.9 · How many cups are there?' }],
      },
    ]);
  });

  test.each([
    'The video does not depict this.',
    "The description doesn't explicitly mention a number.",
    'It is not specified in the video.',
    'Not mentioned.',
    'There is no mention of a dog.',
    'Does not show it.',
    '视频中没有说明。',
  ])('begins with a refusal: %s', async (said) => {
    const reply = { items: [item('Count', 'How many?', said)] };
    const { made } = await questionsOf(
      { types: ['Count'] },
      { answer: ({ step }) => (step === 'open' ? reply : '') },
    );
    expect(made[0]?.checks).toContainEqual(
      expect.objectContaining({ code: 'A2', verdict: 'fail' }),
    );
  });

  test('that something does not happen is an answer', async () => {
    const said = 'She does not drop the jug; she pours the milk into the bowl.';
    const reply = { items: [item('Count', 'What does she do after dropping the jug?', said)] };
    const { made } = await questionsOf(
      { types: ['Count'] },
      { answer: ({ step }) => (step === 'open' ? reply : '') },
    );
    expect(made[0]?.checks).toContainEqual({ code: 'A2', verdict: 'pass' });
  });

  test('without an embedder the question stays open', async () => {
    const { outputs } = await questionsOf({ typesPerCall: 16 }, { answer, embed: null });
    expect(outputs.filter((one) => one.type === 'checks')).toMatchObject([
      { checks: [{ code: 'F1', verdict: 'unknown' }] },
      { checks: [{ code: 'F1', verdict: 'unknown' }] },
    ]);
  });
});

describe('row 22: multiple choice in a run of its own', () => {
  const reply = ({ step }: AskJson) =>
    step === 'choice'
      ? {
          items: QUESTION_TYPES.slice(0, 8).map(({ name }, k) => ({
            ...item(name, `Question ${k}?`, `right ${k}`),
            Wrong: [`wrong ${k}a`, `wrong ${k}b`, `wrong ${k}c`],
          })),
        }
      : '';

  test('letters are balanced over the set, and the seed decides the order', async () => {
    const params = { questions: 'choice', typesPerCall: 16 };
    const { made, asked } = await questionsOf(params, { answer: reply });
    expect(asked.every(({ step }) => step === 'choice')).toBe(true);
    expect(made.map(({ correctOption }) => correctOption).sort()).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    for (const draft of made) {
      expect(draft.options?.[draft.correctOption ?? -1]).toBe(draft.answer);
      expect(new Set(draft.options).size).toBe(4);
    }
    const again = await questionsOf(params, { answer: reply });
    expect(again.made.map(({ options }) => options)).toEqual(made.map(({ options }) => options));
    const other = await questionsOf({ ...params, seed: 2 }, { answer: reply });
    expect(other.made.map(({ options }) => options)).not.toEqual(
      made.map(({ options }) => options),
    );
  });

  const oneWith = (Answer: string, Wrong: string[]) => ({
    answer: ({ step }: AskJson) =>
      step === 'choice' ? { items: [{ ...item('Count', 'How many?', Answer), Wrong }] } : '',
  });
  const params = { questions: 'choice', types: ['Count'] };

  test('options that keep to the rules come first, and what has to do without is marked', async () => {
    const embed = (text: string) => (text === 'five cups' || text === '5 cups' ? [1, 0] : [0, 1]);
    const sound = oneWith('five cups', ['5 cups', 'six cups', 'two cups', 'ten cups']);
    const good = await questionsOf(params, { ...sound, embed });
    expect(good.made[0]?.options?.toSorted()).toEqual([
      'five cups',
      'six cups',
      'ten cups',
      'two cups',
    ]);
    expect(good.made[0]?.checks).toContainEqual({
      code: 'A3',
      verdict: 'pass',
      detail: '0.00 < 0.85',
    });
    const alike = oneWith('five cups', ['5 cups', 'six cups', 'more cups than anybody can count']);
    const marked = await questionsOf(params, { ...alike, embed });
    expect(marked.made[0]?.checks).toContainEqual({
      code: 'A3',
      verdict: 'fail',
      detail: '1.00 ≥ 0.85',
    });
    expect(marked.made[0]?.checks.find(({ code }) => code === 'A5')).toMatchObject({
      verdict: 'warn',
      detail: '9 : 8 6 32',
    });
  });

  test('fewer than three different wrong options are reported; without an embedder likeness stays open', async () => {
    const { made, outputs } = await questionsOf(params, oneWith('two', ['six', 'Six', 'two']));
    expect(made).toEqual([]);
    expect(outputs.filter((one) => one.type === 'problem')).toMatchObject([
      { label: 'choice 1/1 Count', error: { code: 'llm/bad-schema' } },
    ]);
    const open = await questionsOf(params, {
      ...oneWith('two', ['six', 'ten', 'one']),
      embed: null,
    });
    expect(open.made[0]?.checks).toContainEqual({ code: 'A3', verdict: 'unknown' });
  });
});
