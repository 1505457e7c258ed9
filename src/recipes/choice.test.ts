import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balancedPlaces, seededShuffle } from '../core/seeded.ts';
import { soundDistractors } from './choice.ts';
import { RECORDED as EVIDENCE_QA, FRAMES } from './evidence-qa.fixture.ts';
import { evidenceQa } from './evidence-qa.ts';
import { type AskJson, parseParams } from './recipe.ts';
import {
  all,
  RECORDED,
  recordedReply,
  recordedRun,
  runWith,
  VIDEO,
} from './video-espresso.fixture.ts';

describe('row 22: multiple choice', () => {
  test('three distractors of about the length of the answer, none of them the answer again', async () => {
    const { questions } = await runWith({ choices: true });
    const open = questions.find(({ task, kind }) => kind === 'qa-open' && task === 'Cooking Steps');
    const [choice] = questions.filter(({ kind }) => kind === 'qa-choice');
    expect(choice?.options).toHaveLength(4);
    expect(choice?.options?.[choice.correctOption ?? -1]).toBe(open?.answer);
    expect(choice).toMatchObject({ question: open?.question, steps: open?.steps });
    const length = open?.answer?.length ?? 0;
    for (const option of choice?.options ?? []) {
      expect(option.length / length).toBeLessThanOrEqual(1.5);
      expect(option.length / length).toBeGreaterThanOrEqual(1 / 1.5);
    }
    // The second candidate says the same as the answer, the fifth is far too short.
    expect(choice?.options).not.toContain(RECORDED.options.options[1]);
    expect(choice?.options).not.toContain('No.');
    expect(choice?.provenance).toMatchObject({
      step: 'distractors',
      dependsOn: [expect.objectContaining({ draftId: open?.id })],
    });
    expect(choice?.checks).toContainEqual(expect.objectContaining({ code: 'A5', verdict: 'pass' }));
  });

  test('the seed decides the order, and only it', async () => {
    const orders = await Promise.all(
      [1, 1, 2, 3, 4, 5].map(async (choiceSeed) => {
        const { questions } = await runWith({ choices: true, choiceSeed });
        return questions.find(({ kind }) => kind === 'qa-choice')?.options?.join('|');
      }),
    );
    expect(orders[0]).toBe(orders[1]);
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  test('too few sound distractors are reported; other bounds try again on the same reply', async () => {
    const strict = await runWith({ choices: true, choiceTau: 0 });
    expect(strict.questions.some(({ kind }) => kind === 'qa-choice')).toBe(false);
    expect(strict.outputs).toContainEqual(
      expect.objectContaining({ type: 'problem', label: 'distractors 1/1' }),
    );
    const loose = await runWith({ choices: true });
    expect(loose.asked.filter(({ kind }) => kind === 'askJson')).toEqual(
      strict.asked.filter(({ kind }) => kind === 'askJson'),
    );
  });

  test('is about the words that stand after review, and not about rejected questions', async () => {
    const before = await runWith({});
    const open = before.questions[1];
    if (!open) throw new Error('no question');
    const body = { ...open, question: 'Why is the pan held at an angle?' };
    const edited = await runWith(
      { choices: true },
      { standing: (id) => (id === open.id ? { status: 'edited', isEdited: true, body } : null) },
    );
    expect(edited.questions.find(({ kind }) => kind === 'qa-choice')?.question).toBe(body.question);
    const rejected = await runWith(
      { choices: true },
      { standing: (id) => (id === open.id ? { status: 'rejected', isEdited: false, body } : null) },
    );
    expect(rejected.questions.some(({ kind }) => kind === 'qa-choice')).toBe(false);
  });
});

test('every recipe with questions can have it: evidence-qa', async () => {
  const reply = (request: AskJson) =>
    request.step === 'ask' ? EVIDENCE_QA : recordedReply(request);
  const { run } = recordedRun({ reply });
  const params = parseParams(evidenceQa, { choices: true });
  const outputs = await all(
    evidenceQa.run({ video: VIDEO, frames: FRAMES, params, prompts: [] }, run),
  );
  const drafts = outputs.flatMap((one) => (one.type === 'draft' ? [one.draft] : []));
  expect(drafts.map(({ kind }) => kind)).toEqual(['qa-open', 'qa-open', 'qa-choice', 'qa-choice']);
  expect(drafts[2]?.provenance).toMatchObject({ recipe: 'evidence-qa', step: 'distractors' });
  expect(new Set(drafts.slice(2).map(({ correctOption }) => correctOption)).size).toBe(2);
});

test('letters are balanced: no two places differ by more than one', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.string(), (count, seed) => {
      const places = balancedPlaces(count, 4, seed);
      const counts = [0, 1, 2, 3].map((place) => places.filter((one) => one === place).length);
      expect(places).toHaveLength(count);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a shuffle keeps everything and follows from its seed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 20 }), fc.string(), (items, seed) => {
      const shuffled = seededShuffle(items, seed);
      expect([...shuffled].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
      expect(seededShuffle(items, seed)).toEqual(shuffled);
    }),
  );
});

test('what breaks a rule is not a distractor, and no option comes twice', () => {
  const rules = {
    lengthRatio: 1.5,
    tau: 0.8,
    similarity: (text: string) => (text === 'near it' ? 0.9 : 0.1),
  };
  expect(
    soundDistractors(
      'an answer',
      ['near it', 'other one', 'Other one', 'AN ANSWER', '', 'x', 'a third'],
      rules,
    ),
  ).toEqual(['other one', 'a third']);
});
