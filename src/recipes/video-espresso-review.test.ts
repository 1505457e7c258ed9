import { describe, expect, test } from 'vitest';
import { StudioError } from '../core/errors.ts';
import { checkTemplate } from '../core/prompt-template.ts';
import type { Proposal } from './recipe.ts';
import {
  all,
  asks,
  input,
  recordedReply,
  recordedRun,
  runWith,
  textOf,
} from './video-espresso.fixture.ts';
import { videoEspresso } from './video-espresso.ts';

describe('people and failures', () => {
  test('an edited caption is what later steps read, and only its group is asked again', async () => {
    const before = await runWith({ sampling: '1', tau: 1.01, groupSize: 3 });
    const last = before.captions[5];
    if (!last) throw new Error('no caption');
    const body = { ...last, caption: 'A burnt omelette is thrown away.' };
    const after = await runWith(
      { sampling: '1', tau: 1.01, groupSize: 3 },
      {
        standing: (id) => (id === last.id ? { status: 'edited', isEdited: true, body } : null),
      },
    );
    const keys = (run: typeof before) => asks(run.asked, 'questions').map(textOf);
    expect(keys(after)[0]).toBe(keys(before)[0]);
    expect(keys(after)[1]).toContain('burnt');
    const [one] = after.questions.filter(({ provenance }) =>
      JSON.stringify(provenance).includes(last.id),
    );
    expect(one).toBeDefined();
  });

  test('a rejected caption is left out', async () => {
    const before = await runWith({ sampling: '1', tau: 1.01 });
    const gone = before.captions[3];
    const after = await runWith(
      { sampling: '1', tau: 1.01 },
      {
        standing: (id) =>
          id === gone?.id && gone ? { status: 'rejected', isEdited: false, body: gone } : null,
      },
    );
    expect(textOf(asks(after.asked, 'questions')[0])).not.toContain('0:03.000');
  });

  test('one bad reply of each step is reported, and the rest is drafted', async () => {
    const { outputs, drafts } = await runWith(
      { sampling: '1' },
      {
        reply: (request) => {
          if (request.label === 'captions 2/6') return new StudioError('llm/refused', 'no');
          if (request.label === 'filter 2/2') return { observed: 'perhaps' };
          return recordedReply(request);
        },
      },
    );
    const problems = outputs.flatMap((one) =>
      one.type === 'problem' ? [[one.label, one.error.code]] : [],
    );
    expect(problems).toEqual([
      ['captions 2/6', 'llm/refused'],
      ['filter 2/2', 'llm/bad-schema'],
    ]);
    expect(drafts).toHaveLength(6);
  });
});

describe('redraft', () => {
  const note = 'Say which side.';
  async function redraft(
    previous: Proposal,
    part?: Parameters<typeof videoEspresso.redraft>[0]['part'],
  ) {
    const { run, asked } = recordedRun({
      reply: (request) =>
        request.step === 'captions'
          ? 'The pan is tilted to the right.'
          : {
              drafts: [
                {
                  question: 'Why is the pan tilted to the left?',
                  answer: 'So that egg covers the bare left side.',
                  task: 'Causal Inference',
                  steps: [
                    { text: 'New one.', frames: ['f1'], boxes: [], spans: [] },
                    { text: 'New two.', frames: ['f2'], boxes: [], spans: [] },
                  ],
                },
              ],
            },
    });
    const given = { ...input(), previous, note, ...(part ? { part } : {}) };
    const [output] = await all(videoEspresso.redraft(given, run));
    if (output?.type !== 'draft') throw new Error('no draft');
    return { draft: output.draft, text: textOf(asks(asked)[0]) };
  }

  test('of the whole, of one field, of one step', async () => {
    const { questions } = await runWith();
    const previous = questions[1];
    if (!previous) throw new Error('no draft');
    const whole = await redraft(previous);
    expect(whole.text).toContain(note);
    expect(whole.draft.question).toBe('Why is the pan tilted to the left?');
    const field = await redraft(previous, { kind: 'field', field: 'answer' });
    expect(field.text).toContain('Change only the answer.');
    expect(field.draft).toMatchObject({
      question: previous.question,
      answer: 'So that egg covers the bare left side.',
      steps: previous.steps,
    });
    const step = await redraft(previous, { kind: 'step', step: 1 });
    expect(step.draft.steps.map(({ text }) => text)).toEqual([previous.steps[0]?.text, 'New two.']);
    expect(step.draft.id).not.toBe(previous.id);
  });

  test('of a caption, with its frame', async () => {
    const { captions } = await runWith();
    const previous = captions[0];
    if (!previous) throw new Error('no draft');
    const { draft, text } = await redraft(previous);
    expect(text).toContain('[picture ');
    expect(draft).toMatchObject({
      caption: 'The pan is tilted to the right.',
      evidence: previous.evidence,
    });
  });
});

describe('prompts and forecast', () => {
  test('built-in prompts use only variables that are filled, and keep those that they need', () => {
    for (const prompt of videoEspresso.prompts) {
      const rules = videoEspresso.variables[prompt.id];
      expect(
        checkTemplate(prompt.text, rules?.known ?? [], rules?.required ?? []),
        prompt.id,
      ).toEqual([]);
    }
  });

  test('Chinese drafts are asked for in Chinese', async () => {
    const { asked } = await runWith({ language: 'zh' });
    for (const step of ['captions', 'questions', 'evidence'])
      expect(textOf(asks(asked, step)[0])).toContain('Simplified Chinese');
  });

  test('the forecast holds what the run then asks', async () => {
    for (const params of [
      {},
      { sampling: '2' as const, selector: true, choices: true },
      { boxes: false },
    ]) {
      const { asked } = await runWith(params);
      for (const { step, requests } of videoEspresso.forecast(input(params)) ?? []) {
        if (step === 'similarity' || step === 'match' || step === 'distractor-check') continue;
        const made = asks(asked, step).length;
        expect(made, step).toBeGreaterThanOrEqual(requests.low);
        expect(made, step).toBeLessThanOrEqual(requests.high);
      }
    }
  });
});
