import { describe, expect, test } from 'vitest';
import { StudioError } from '../core/errors.ts';
import type { RecipeRequest, RunRequest } from '../core/requests.ts';
import {
  all,
  drafts,
  inputWith,
  narrator,
  picturesOf,
  scripted,
  VIDEO,
  wordsOf,
} from './llava-video-178k.fixture.ts';
import { llavaVideo178k } from './llava-video-178k.ts';
import type { AskJson } from './recipe.ts';

async function captionsOf(params: Record<string, unknown>, script = narrator()) {
  const { send, asked } = scripted(script);
  const input = inputWith({ questions: 'none', ...params });
  const outputs = await all(llavaVideo178k.run(input, send));
  return { outputs, asked, at: (step: string) => asked.filter((one) => one.step === step) };
}

describe('row 17: three levels with the histories of the paper', () => {
  test('75 s: 8 × L1, L2 at 30 and 60, L3 from L1(70), L1(75) and L2(60)', async () => {
    const { asked, at } = await captionsOf({});
    expect(asked.map(({ step }) => step).join(' ')).toBe('l1 l1 l1 l2 l1 l1 l1 l2 l1 l1 l3');
    expect(wordsOf(at('l3')[0])).toBe(
      [
        'The story so far:\nl2 text 2',
        'From 1:00.000 to 1:10.000:\nl1 text 7',
        'From 1:10.000 to 1:15.000:\nl1 text 8',
      ].join('\n\n'),
    );
    expect(at('l3')[0]?.chat.role).toBe('captioner');
  });

  test('L1 sees the frames of its 10 s, each behind its true time, and every open L1 and the newest L2', async () => {
    const { at } = await captionsOf({});
    const [first, second, third, fourth] = at('l1');
    expect(picturesOf(first)).toEqual(Array.from({ length: 10 }, (_, k) => `frame-${k}`));
    expect(wordsOf(first)).toContain('f1 at 0:00.040 (0.040 s)');
    expect(wordsOf(first)).not.toContain('text');
    expect(wordsOf(third)).toContain('l1 text 1');
    expect(wordsOf(third)).toContain('l1 text 2');
    expect(wordsOf(second)).not.toContain('l1 text 2');
    expect(wordsOf(fourth)).toContain('The story so far:\nl2 text 1');
    expect(wordsOf(fourth)).not.toContain('l1 text');
    expect(picturesOf(at('l1').at(-1))).toHaveLength(5);
  });

  test('Fig. 2: only the previous L1 and the newest L2', async () => {
    const { at } = await captionsOf({ history: 'previous' });
    expect(wordsOf(at('l1')[2])).not.toContain('l1 text 1');
    expect(wordsOf(at('l1')[2])).toContain('l1 text 2');
    expect(wordsOf(at('l1')[3])).toContain('l1 text 3');
  });

  test('L2 sees the last three L1 and the newest L2, and no picture', async () => {
    const { at } = await captionsOf({});
    expect(wordsOf(at('l2')[1])).toBe(
      [
        'The story so far:\nl2 text 1',
        'From 0:30.000 to 0:40.000:\nl1 text 4',
        'From 0:40.000 to 0:50.000:\nl1 text 5',
        'From 0:50.000 to 1:00.000:\nl1 text 6',
      ].join('\n\n'),
    );
    expect(picturesOf(at('l2')[0])).toEqual([]);
  });

  test('drafts carry their stretch, their pictures and what they rest on', async () => {
    const { outputs } = await captionsOf({});
    const made = drafts(outputs);
    expect(made.map(({ task }) => task)).toContain('caption-l2');
    const fourth = made.find(({ caption }) => caption === 'l1 text 4');
    expect(fourth?.evidence[0]).toEqual({ span: { startSec: 30, endSec: 40 } });
    expect(fourth?.evidence).toHaveLength(11);
    const story = made.find(({ caption }) => caption === 'l2 text 1');
    expect(fourth?.provenance).toMatchObject({
      recipe: 'llava-video-178k',
      step: 'l1',
      dependsOn: [{ draftId: story?.id }],
    });
  });

  test('an edited L1 is what is told on, and changes only what depends on it', async () => {
    const plain = await captionsOf({});
    const edited = drafts(plain.outputs).find(({ caption }) => caption === 'l1 text 5');
    const { at, outputs } = await captionsOf(
      {},
      narrator({
        standing: (id) =>
          edited && id === edited.id
            ? { status: 'edited', isEdited: true, body: { ...edited, caption: 'by hand' } }
            : null,
      }),
    );
    const changed = (step: string) =>
      at(step).flatMap((request, k) =>
        wordsOf(request) === wordsOf(plain.at(step)[k]) ? [] : [k + 1],
      );
    expect({ l1: changed('l1'), l2: changed('l2'), l3: changed('l3') }).toEqual({
      l1: [6],
      l2: [2],
      l3: [],
    });
    const basis = drafts(outputs).find(({ caption }) => caption === 'l2 text 2')?.provenance;
    const before = drafts(plain.outputs).find(({ caption }) => caption === 'l2 text 2')?.provenance;
    expect(basis).not.toEqual(before);
  });

  test('a stretch has what is on screen in it, though the picture came up before', async () => {
    const early = (askedSec: number) => (askedSec === 0 ? 0 : askedSec < 10 ? askedSec : 9.98);
    const { at } = await captionsOf({}, narrator({ ptsOf: early }));
    const [first, second, third] = at('l1');
    expect(picturesOf(first)).toHaveLength(10);
    expect(wordsOf(second)).toContain('f1 at 0:09.980 (9.980 s)');
    expect(picturesOf(second)).toHaveLength(1);
    expect(picturesOf(third)).toHaveLength(1);
    expect(at('l1')).toHaveLength(8);
  });

  test('a stretch of which no frame could be decoded is reported', async () => {
    const { at, outputs } = await captionsOf(
      {},
      narrator({ missing: (sec) => sec >= 10 && sec < 20 }),
    );
    expect(at('l1')).toHaveLength(7);
    expect(outputs.filter((one) => one.type === 'problem')).toMatchObject([
      { label: 'l1 0:10.000–0:20.000', error: { code: 'video/no-frames' } },
    ]);
  });

  test('a caption that declines in words is reported and never told on', async () => {
    const { at, outputs } = await captionsOf(
      {},
      narrator({
        answer: (request) =>
          wordsOf(request).includes('f1 at 0:10.040') ? "I'm sorry, I can't help with that." : '',
      }),
    );
    expect(outputs.filter((one) => one.type === 'problem')).toMatchObject([
      { error: { code: 'llm/refused' } },
    ]);
    expect(at('l1').slice(2).map(wordsOf).join()).not.toContain('sorry');
    expect(drafts(outputs).some(({ caption }) => caption?.includes('sorry'))).toBe(false);
  });

  test('what people accepted in place of a caption is told on, under its own id', async () => {
    const plain = await captionsOf({});
    const [first] = drafts(plain.outputs);
    const { at, outputs } = await captionsOf(
      {},
      narrator({
        standing: (id) =>
          first && id === first.id
            ? {
                draftId: 'draft:again',
                status: 'accepted',
                isEdited: false,
                body: { ...first, caption: 'drafted again' },
              }
            : null,
      }),
    );
    expect(wordsOf(at('l1')[1])).toContain('drafted again');
    expect(drafts(outputs)[1]?.provenance).toMatchObject({
      dependsOn: [{ draftId: 'draft:again' }],
    });
  });

  test('a rejected caption is not told on, and one that fails is reported while the rest goes on', async () => {
    const { outputs, at } = await captionsOf(
      {},
      narrator({
        answer: (request: AskJson) =>
          request.label && wordsOf(request).includes('f1 at 0:10.040')
            ? new StudioError('llm/refused', 'no')
            : '',
      }),
    );
    expect(outputs.filter((one) => one.type === 'problem')).toMatchObject([
      { error: { code: 'llm/refused' } },
    ]);
    expect(at('l3')).toHaveLength(1);
    expect(wordsOf(at('l2')[0])).not.toContain('From 0:10.000');
  });
});

test.each([1, 16])(
  'the forecast holds exactly the requests that a run makes: %i types a call',
  async (typesPerCall) => {
    const params = { questions: 'both', typesPerCall };
    const item = (Dimension: string) => ({
      Dimension,
      Question: `${Dimension}?`,
      Answer: 'A dog.',
    });
    const items = [item('Temporal'), item('Spatial')];
    const choices = items.map((one) => ({ ...one, Wrong: ['A cat.', 'A cow.', 'A hen.'] }));
    const answer = ({ step }: AskJson) =>
      step === 'open' ? { items } : step === 'choice' ? { items: choices } : '';
    const { send, asked } = scripted(narrator({ answer }));
    const sentences: string[] = [];
    const listening = ((request: RecipeRequest) => {
      if (request.kind === 'embedTexts') sentences.push(request.step);
      return send(request);
    }) as RunRequest;
    await all(llavaVideo178k.run(inputWith(params), listening));
    const forecast = llavaVideo178k.forecast(inputWith(params)) ?? [];
    for (const step of forecast.filter(({ role }) => role !== 'embedder')) {
      const made = asked.filter((one) => one.step === step.step);
      expect({ step: step.step, requests: made.length }).toEqual({
        step: step.step,
        requests: step.requests.high,
      });
      expect(made.flatMap(picturesOf)).toHaveLength(step.images.high);
    }
    const compared = forecast.filter(({ role }) => role === 'embedder');
    expect(new Set(sentences)).toEqual(new Set(compared.map(({ step }) => step)));
    expect(sentences).toHaveLength(compared[0]?.requests.high ?? 0);
  },
);

test('golden: fixed frames and recorded replies give exactly these requests', async () => {
  const { send, asked } = scripted(narrator());
  await all(llavaVideo178k.run(inputWith({ types: ['Count'] }, { endSec: 34 }), send));
  const shown = asked.map(({ step, label, chat }) => ({
    step,
    label,
    role: chat.role,
    pictures: chat.messages[1]?.parts.flatMap((p) => (p.type === 'image' ? [p.imageSha256] : [])),
    words: chat.messages[1]?.parts.flatMap((p) => (p.type === 'text' ? [p.text] : [])),
  }));
  expect(shown).toMatchSnapshot();
});

test('a note redrafts a question from its description, and its right option keeps its letter', async () => {
  const previous = {
    kind: 'qa-choice' as const,
    task: 'Count',
    question: 'How many?',
    answer: 'two',
    options: ['one', 'two', 'three', 'four'],
    correctOption: 1,
    caption: null,
    steps: [],
    evidence: [],
  };
  const { send, asked } = scripted({
    answer: () => ({ question: 'How many cups?', answer: '2', wrong: ['1', '3', '4'] }),
    standing: () => ({
      status: 'accepted',
      isEdited: false,
      body: { ...previous, kind: 'caption', caption: 'Two cups stand there.' },
    }),
  });
  const input = { ...inputWith(), previous, note: 'name the things', basis: ['draft:a' as const] };
  const [draft] = drafts(await all(llavaVideo178k.redraft(input, send)));
  expect(wordsOf(asked[0])).toBe('Two cups stand there.');
  expect(draft).toMatchObject({
    question: 'How many cups?',
    options: ['1', '2', '3', '4'],
    correctOption: 1,
    videoId: VIDEO.id,
  });
});
