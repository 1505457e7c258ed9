import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Behaviour } from '../../e2e/stub-endpoint/behaviour.ts';
import { QUESTION_TYPES } from '../core/tasks.ts';
import { buildContext } from '../testing/builders.ts';
import { openRecipeBench, type RecipeBench } from '../testing/recipe-bench.ts';

/** Every recipe as the studio runs it, over the real chat adapter and an endpoint that checks what it is sent. */

// Forty lives take their time on a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let bench: RecipeBench | null = null;
const open = async (seconds: number): Promise<RecipeBench> => {
  bench = await openRecipeBench(seconds);
  return bench;
};
afterEach(async () => {
  expect(bench?.stub.violations).toEqual([]);
  await bench?.close();
  bench = null;
});

const FIFTEEN_TYPES = QUESTION_TYPES.slice(0, 15).map(({ name }) => name);

/** Each with how many chat requests it makes, where that is known before. */
const RUNS: [recipeId: string, seconds: number, params: Record<string, unknown>, asks?: number][] =
  [
    // 7 × L1, 2 × L2, L3, 15 open and 15 choice requests.
    ['llava-video-178k', 70, { questions: 'both', types: FIFTEEN_TYPES }, 40],
    // 39 key frames and the summary.
    ['sharegpt4video', 78, { mode: 'sliding' }, 40],
    ['sharegpt4video', 40, { mode: 'sliding', pair: 'stacked' }, 21],
    ['sharegpt4video', 20, { mode: 'fast' }, 1],
    ['sharegpt4video', 20, { mode: 'recaption', shortText: 'A cup falls.' }, 1],
    // 20 captions, 2 groups, 6 pairs filtered, traced and boxed; 6 sets of distractors.
    [
      'video-espresso',
      20,
      { sampling: '1', tau: 1.01, groupSize: 10, questionsPerGroup: 3, choices: true },
      46,
    ],
    ['evidence-qa', 40, { framesPerCall: 2, choices: true }],
  ];

/** Lets one request through at a time, until the run comes to its end. */
async function killAfterEach(
  { runUntilKilled, sent }: RecipeBench,
  recipeId: string,
  params: Record<string, unknown>,
): Promise<void> {
  const before = sent().length;
  for (let life = 1; !(await runUntilKilled(1, recipeId, params)); life += 1) {
    expect(sent()).toHaveLength(before + life);
    if (life > 100) throw new Error('The run does not end.');
  }
  expect(new Set(sent()).size).toBe(sent().length);
}

describe.each(RUNS)('%s of %i s, %o', (recipeId, seconds, params, asks) => {
  const name =
    'pays each request once, though it is killed after every single one; and none the second time';
  it(name, async () => {
    const here = await open(seconds);
    const { run, sent, stub, drafts, problems, drafting, ids } = here;
    await killAfterEach(here, recipeId, params);
    if (asks !== undefined) expect(stub.requests).toHaveLength(asks);
    const [paid, made] = [sent().length, (await drafts()).length];
    expect(made).toBeGreaterThan(0);
    expect(await run(recipeId, params)).toMatchObject({ drafts: 0, failed: 0 });
    expect(sent()).toHaveLength(paid);
    expect(await drafts()).toHaveLength(made);
    expect(problems).toEqual([]);
    const plan = await drafting.plan(ids.projectId, 'video:1', { recipeId, params });
    expect(plan.fromMemo).toBe(stub.requests.length);
    expect(plan.requests).toHaveLength(plan.fromMemo);
  });
});

it('a plan says who gets sentences to compare, and nobody where none are compared', async () => {
  const { drafting, ids, stub, run } = await open(20);
  const plan = async (recipeId: string, params: Record<string, unknown>) =>
    (await drafting.plan(ids.projectId, 'video:1', { recipeId, params })).embedder;
  const elsewhere = { endpoint: stub.url, model: expect.any(String) };
  const params = { questions: 'both', types: ['Count', 'Causal'] };
  expect(await plan('llava-video-178k', params)).toEqual(elsewhere);
  expect(await plan('llava-video-178k', { questions: 'none' })).toBeNull();
  expect(await plan('video-espresso', {})).toEqual(elsewhere);
  await run('llava-video-178k', params);
  expect(stub.embeddings).not.toHaveLength(0);
});

it('probes: killed after every single request, none is paid twice', async () => {
  const here = await open(20);
  const { run, sent, stub } = here;
  await run('evidence-qa', { framesPerCall: 4, choices: true });
  const before = sent().length;
  await killAfterEach(here, 'shortcut-probes', {});
  const paid = sent().length;
  expect(paid).toBeGreaterThan(before + 10);
  expect(stub.requests.some(({ pictures }) => pictures.length > 1)).toBe(true);
  await run('shortcut-probes', {});
  expect(sent()).toHaveLength(paid);
});

it('clip summarising sends one text and no picture, whatever stretch', async () => {
  const { run, stub, drafts, problems } = await open(40);
  await run('sharegpt4video', {});
  const before = stub.requests.length;
  for (const clipStartSec of [4, 10, 20]) {
    await run('sharegpt4video', { mode: 'clip', clipStartSec, clipEndSec: 30 });
  }
  expect(stub.requests.slice(before).map(({ pictures }) => pictures.length)).toEqual([0, 0, 0]);
  expect(await drafts('clip-summary')).toHaveLength(3);
  expect(problems).toEqual([]);
});

/** Four ways in which a request fails before it is answered, and then is. */
const TROUBLE: Behaviour[] = [
  { kind: 'error', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'error', status: 500 },
  { kind: 'reset' },
  { kind: 'slow', ms: 20 },
];
const REFUSED: Behaviour = { kind: 'reply', refusal: 'I cannot describe that.' };
const DECLINED: Behaviour = { kind: 'reply', text: "I'm sorry, but I can't describe this video." };
const CUT_OFF: Behaviour = { kind: 'reply', text: 'A hand that', finishReason: 'length' };
const NO_JSON: Behaviour = { kind: 'reply', text: '{{{' };
const ok = (count: number): Behaviour[] => Array.from({ length: count }, () => ({ kind: 'ok' }));

describe('what servers do', () => {
  it('LLaVA-Video: captions and questions that went well are there, the others are reported and asked again', async () => {
    const { stub, run, drafts, problems } = await open(60);
    const params = { questions: 'both', types: ['Count', 'Causal', 'Temporal', 'Spatial'] };
    // L1 at 10 after trouble; refused at 20, declined in words at 40, cut off at 50; L2, L3; then the questions.
    stub.script(...TROUBLE, REFUSED, ...ok(2), DECLINED, CUT_OFF, ...ok(1 + 1 + 1));
    stub.script(NO_JSON, NO_JSON, REFUSED, ...ok(2), ...TROUBLE, CUT_OFF, NO_JSON, ...ok(2));
    const summary = await run('llava-video-178k', params);
    expect(problems).toEqual([
      'l1 0:10.000–0:20.000 llm/refused',
      'l1 0:30.000–0:40.000 llm/refused',
      'l1 0:40.000–0:50.000 llm/cut-off',
      'open 1/4 llm/bad-json',
      'open 2/4 llm/refused',
      'choice 2/4 llm/cut-off',
    ]);
    expect(summary).toMatchObject({ failed: 6 });
    expect(await drafts('caption-l1')).toHaveLength(3);
    expect(await drafts('caption-l2')).toHaveLength(2);
    expect(await drafts('caption-l3')).toHaveLength(1);
    problems.length = 0;
    await run('llava-video-178k', params);
    expect(problems).toEqual([]);
    // The stretches that were left out, and those that were told without them.
    const spans = (await drafts('caption-l1')).map(({ evidence }) => evidence[0]?.span?.startSec);
    expect(new Set(spans)).toEqual(new Set([0, 10, 20, 30, 40, 50]));
  });

  it('ShareGPT4Video: windows that went well are there, and the summary is made of them', async () => {
    const { stub, run, drafts, problems } = await open(20);
    stub.script(...TROUBLE, REFUSED, ...ok(1), CUT_OFF, DECLINED);
    const summary = await run('sharegpt4video', {});
    expect(problems).toEqual([
      'windows 2.00 s llm/refused',
      'windows 6.00 s llm/cut-off',
      'windows 8.00 s llm/refused',
    ]);
    expect(summary).toMatchObject({ failed: 3 });
    expect(await drafts('window-caption')).toHaveLength(7);
    expect(await drafts('video-caption')).toHaveLength(1);
    const windows = (await drafts('window-caption')).map(
      ({ evidence }) => evidence[0]?.span ?? null,
    );
    expect(windows.slice(0, 3)).toEqual([
      null,
      { startSec: 0, endSec: 4 },
      { startSec: 4, endSec: 10 },
    ]);
    problems.length = 0;
    await run('sharegpt4video', {});
    expect(problems).toEqual([]);
  });

  it.each([
    ['evidence-qa', { framesPerCall: 2 }],
    ['video-espresso', { sampling: '1', groupSize: 10 }],
  ])('%s: a refusal and a reply that is cut off cost one item each', async (recipeId, params) => {
    const { stub, run, drafts, problems } = await open(40);
    stub.script(...TROUBLE, REFUSED, CUT_OFF);
    await run(recipeId, params);
    expect(problems.map((one) => one.split(' ').at(-1))).toEqual(['llm/refused', 'llm/cut-off']);
    const made = (await drafts()).length;
    expect(made).toBeGreaterThan(0);
    await run(recipeId, params);
    expect(problems).toHaveLength(2);
    expect((await drafts()).length).toBeGreaterThan(made);
  });
});

it('a caption that was drafted again and accepted is what is told on', async () => {
  const { run, drafts, drafting, store, stub, ids } = await open(20);
  const params = { questions: 'none' };
  await run('llava-video-178k', params);
  const [first] = await drafts('caption-l1');
  if (!first) throw new Error('no caption');
  const again = await drafting.redraft(ids.projectId, first.id, { note: 'Name the colours.' });
  const before = stub.requests.length;
  await run('llava-video-178k', params);
  expect(stub.requests).toHaveLength(before);
  await store.decisions.record(ids.projectId, again, { verdict: 'accept' }, buildContext());
  await run('llava-video-178k', params);
  // The second stretch and the whole are told of it.
  expect(stub.requests).toHaveLength(before + 2);
  const text = (await store.drafts.get(ids.projectId, again))?.caption ?? '';
  expect(text).not.toBe('');
  for (const { body } of stub.requests.slice(before)) expect(JSON.stringify(body)).toContain(text);
  const whole = (await drafts('caption-l3')).at(-1)?.provenance;
  const basis = whole?.origin === 'model' ? whole.dependsOn?.map(({ draftId }) => draftId) : [];
  expect(basis).toContain(again);
});
