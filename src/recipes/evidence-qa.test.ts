import { describe, expect, test } from 'vitest';
import { StudioError } from '../core/errors.ts';
import { checkTemplate } from '../core/prompt-template.ts';
import type { RecipeRequest, RunRequest } from '../core/requests.ts';
import { FRAMES, RECORDED, replyWith, VIDEO } from './evidence-qa.fixture.ts';
import { type EvidenceQaParams, evidenceQa } from './evidence-qa.ts';
import { ReplyDraft, readDraft, writeDraft } from './prompts/evidence-qa-reply.ts';
import {
  type AskJson,
  draftIdOf,
  evenGroups,
  paramsJsonSchema,
  parseParams,
  promptById,
  type RecipeOutput,
  thinEvenly,
} from './recipe.ts';

const input = (params: Partial<EvidenceQaParams> = {}) => ({
  video: VIDEO,
  frames: FRAMES,
  params: parseParams(evidenceQa, params),
  prompts: [],
});

/** Answers request n with `replies[n]`, and keeps what was asked. */
function recorded(replies: unknown[]): { run: RunRequest; asked: RecipeRequest[] } {
  const asked: RecipeRequest[] = [];
  const run = (async (request: RecipeRequest) => {
    const reply = replies[asked.push(request) - 1];
    if (reply instanceof Error) throw reply;
    return replyWith(reply, `reply-${asked.length}`);
  }) as RunRequest;
  return { run, asked };
}

async function all(outputs: AsyncIterable<RecipeOutput>): Promise<RecipeOutput[]> {
  const list: RecipeOutput[] = [];
  for await (const output of outputs) list.push(output);
  return list;
}

const drafts = (outputs: RecipeOutput[]) =>
  outputs.flatMap((o) => (o.type === 'draft' ? [o.draft] : []));
const problems = (outputs: RecipeOutput[]) =>
  outputs.flatMap((o) => (o.type === 'problem' ? [o] : []));

/** Everything that a run asks when nobody answers. */
async function requestsOf(given: Parameters<typeof evidenceQa.run>[0]): Promise<AskJson[]> {
  const asked: AskJson[] = [];
  const run = (async (request: RecipeRequest) => {
    if (request.kind === 'askJson') asked.push(request);
    throw new StudioError('llm/refused', 'nobody answers');
  }) as RunRequest;
  await all(evidenceQa.run(given, run));
  return asked;
}

describe('golden', () => {
  test('fixed frames give exactly these requests', async () => {
    const given = input({ framesPerCall: 3, task: 'Cooking Steps' });
    expect(await requestsOf(given)).toMatchSnapshot();
  });

  test('a recorded reply gives exactly these drafts', async () => {
    const { run, asked } = recorded([RECORDED]);
    const outputs = await all(evidenceQa.run(input(), run));
    expect(outputs).toMatchSnapshot();
    expect(asked).toEqual(await requestsOf(input()));
  });
});

test('each picture stands behind its label and true time, in order, and every frame goes out once', async () => {
  const requests = await requestsOf(input({ framesPerCall: 2 }));
  expect(requests.map((request) => request.label)).toEqual([
    'evidence-qa 1/3',
    'evidence-qa 2/3',
    'evidence-qa 3/3',
  ]);
  const parts = requests.map((request) => request.chat.messages[1]?.parts ?? []);
  expect(parts[1]).toEqual([
    { type: 'text', text: 'f1 at 0:07.200 (7.200 s)' },
    { type: 'image', imageSha256: FRAMES[2]?.imageSha256 },
  ]);
  const sent = parts.flat().flatMap((part) => (part.type === 'image' ? [part.imageSha256] : []));
  expect(sent).toEqual(FRAMES.map((frame) => frame.imageSha256));
});

test('what does not resolve is marked, never silently lost', async () => {
  const { run } = recorded([RECORDED]);
  const [, second] = drafts(await all(evidenceQa.run(input(), run)));
  const marks = Object.fromEntries(
    second?.checks.map((check) => [check.code, [check.verdict, check.detail]]) ?? [],
  );
  expect(marks.R1).toEqual(['warn', '#2; #1 f9']);
  expect(marks.B2).toEqual(['warn', '#1 pan [0.9, 0.9, 0.1, 0.2]']);
  expect(marks.B3).toEqual(['fail', '#2 pan [12, 40, 300, 410]']);
  expect(marks.T3).toEqual(['warn', '#1 15–99 s']);
  expect(marks.F3).toEqual(['warn', 'Q']);
  expect(second?.question).toBe('What changes <b>between</b> the two pans?');
  expect(second?.steps[0]?.evidence).toEqual([
    { frame: FRAMES[1], boxes: [{ label: 'pan', xyxy: [0.1, 0.2, 0.9, 0.9] }] },
    { span: { startSec: 15, endSec: 20 } },
  ]);
});

test('ids follow from video, reply and position; costs of drafts add up to the call', async () => {
  const outputs = drafts(await all(evidenceQa.run(input(), recorded([RECORDED]).run)));
  expect(outputs.map((draft) => draft.id)).toEqual(
    [0, 1].map((i) => draftIdOf(VIDEO.id, 'reply-1', i)),
  );
  expect(draftIdOf('video:other', 'reply-1', 0)).not.toBe(outputs[0]?.id);
  const usd = outputs.map(({ provenance }) =>
    provenance.origin === 'model' ? (provenance.usd ?? 0) : 0,
  );
  expect(usd.reduce((a, b) => a + b)).toBeCloseTo(0.004);
});

describe('a reply that fails', () => {
  test('is a value, and the other groups go on', async () => {
    const refused = new StudioError('llm/refused', 'The model declined.');
    const { run } = recorded([refused, RECORDED, { drafts: [] }]);
    const outputs = await all(evidenceQa.run(input({ framesPerCall: 2 }), run));
    expect(drafts(outputs)).toHaveLength(2);
    expect(problems(outputs).map((p) => [p.label, p.error.code])).toEqual([
      ['evidence-qa 1/3', 'llm/refused'],
      ['evidence-qa 3/3', 'llm/bad-schema'],
    ]);
  });

  test('ends the run when it would meet every request, after the drafts before it', async () => {
    const { run } = recorded([RECORDED, new StudioError('llm/unauthorized', 'Bad key.'), RECORDED]);
    const seen: RecipeOutput[] = [];
    const consume = async () => {
      for await (const output of evidenceQa.run(input({ framesPerCall: 2 }), run))
        seen.push(output);
    };
    await expect(consume()).rejects.toMatchObject({ code: 'llm/unauthorized' });
    expect(drafts(seen)).toHaveLength(2);
  });

  test('one unreadable draft does not take the others along', async () => {
    const { run } = recorded([{ drafts: [{ question: 7 }, RECORDED.drafts[0]] }]);
    const outputs = await all(evidenceQa.run(input(), run));
    expect(drafts(outputs).map((draft) => draft.id)).toEqual([draftIdOf(VIDEO.id, 'reply-1', 1)]);
    expect(problems(outputs)[0]?.error.details).toEqual({ unreadable: 1, drafts: 2 });
  });
});

describe('redraft', () => {
  test('sends the cited frames and their neighbours, the old draft with labels, and the note', async () => {
    const [previous] = drafts(await all(evidenceQa.run(input(), recorded([RECORDED]).run)));
    if (!previous) throw new Error('no draft to redraft');
    const { run, asked } = recorded([{ drafts: [RECORDED.drafts[0]] }]);
    const note = 'Ask about {{the flame}} instead.';
    const outputs = drafts(
      await all(evidenceQa.redraft({ ...input({ framesPerCall: 4 }), previous, note }, run)),
    );
    expect(outputs).toHaveLength(1);
    expect(outputs[0]?.provenance).toMatchObject({
      promptId: 'evidence-qa-redraft',
      replyKey: 'reply-1',
    });
    const request = asked[0];
    const text = request?.kind === 'askJson' ? request.chat.messages[0]?.parts[0] : undefined;
    expect(text).toMatchObject({ text: expect.stringContaining(note) });
    expect(text).toMatchObject({ text: expect.stringContaining('"f3"') });
    const provenance = outputs[0]?.provenance;
    expect(provenance?.origin === 'model' && provenance.framesSent).toEqual(
      FRAMES.slice(0, 4).map((frame) => frame.imageSha256),
    );
  });
});

describe('parameters and prompts', () => {
  test('defaults are complete, and a bad value is named', () => {
    expect(parseParams(evidenceQa, {}).framesPerCall).toBe(12);
    expect(() => parseParams(evidenceQa, { framesPerCall: 1 })).toThrow(
      expect.objectContaining({ code: 'input/invalid', details: { path: 'framesPerCall' } }),
    );
    expect(paramsJsonSchema(evidenceQa)).toMatchObject({
      properties: { language: { enum: ['en', 'zh'], default: 'en' } },
    });
  });

  test('built-in prompts use only variables that are filled', () => {
    for (const prompt of evidenceQa.prompts) {
      const rules = evidenceQa.variables[prompt.id];
      expect(checkTemplate(prompt.text, rules?.known ?? [], rules?.required ?? [])).toEqual([]);
    }
  });

  test('the newest version of an edited prompt is sent and named', async () => {
    const edited = {
      id: 'evidence-qa',
      version: 2,
      text: 'Ask {{questions}} in {{language}}.',
      author: 'person' as const,
      createdAtMs: 1,
    };
    const [request] = await requestsOf({ ...input({ language: 'zh' }), prompts: [edited] });
    expect(request?.chat.messages[0]?.parts).toEqual([
      { type: 'text', text: 'Ask 3 in Simplified Chinese.' },
    ]);
    expect(request?.prompt.version).toBe(2);
    expect(() => promptById([], evidenceQa.prompts, 'nope')).toThrow(/nope/);
  });
});

test('a draft that is written for a model reads back as itself, and its language stays', async () => {
  const [previous] = drafts(await all(evidenceQa.run(input(), recorded([RECORDED]).run)));
  if (!previous) throw new Error('no draft to write');
  const written = ReplyDraft.parse(writeDraft(previous, FRAMES));
  expect(readDraft(written, FRAMES, VIDEO).body.steps).toEqual(previous.steps);

  const { run, asked } = recorded([RECORDED]);
  const chinese = { ...previous, question: '为什么？' };
  await all(evidenceQa.redraft({ ...input(), previous: chinese, note: '短一点' }, run));
  expect(JSON.stringify(asked)).toContain('Simplified Chinese');
});

test('groups are as even as can be and keep everything; thinning keeps both ends', () => {
  expect(evenGroups([1, 2, 3, 4, 5, 6, 7], 3).map((g) => g.length)).toEqual([2, 3, 2]);
  expect(evenGroups([], 3)).toEqual([]);
  expect(evenGroups([1, 2, 3, 4, 5, 6, 7], 3).flat()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(thinEvenly([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
  expect(thinEvenly([1, 2], 5)).toEqual([1, 2]);
});
