import { afterEach, beforeEach, expect, test } from 'vitest';
import { MARKUP } from '../../../e2e/stub-endpoint/behaviour.ts';
import type { ChatRequest } from '../../core/chat.ts';
import type { RunRequest } from '../../core/requests.ts';
import { sha256Hex } from '../../core/sha256.ts';
import { FRAMES, VIDEO } from '../../recipes/evidence-qa.fixture.ts';
import { evidenceQa } from '../../recipes/evidence-qa.ts';
import { type Proposal, parseParams, type RecipeOutput } from '../../recipes/recipe.ts';
import { type Bench, openBench, PICTURE } from '../../testing/llm-bench.ts';

/** The recipe over the real adapter and the stub endpoint: what the pipeline does, without memory. */
let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  expect(bench.stub.violations).toEqual([]);
  await bench.stub.close();
});

const send = (async ({ chat }: { chat: ChatRequest }) => {
  const reply = await bench.chat.complete(chat, { image: async () => PICTURE });
  return { ...reply, replyKey: sha256Hex(JSON.stringify(chat)) };
}) as unknown as RunRequest;

const input = (params: Record<string, unknown> = {}) => ({
  video: VIDEO,
  frames: FRAMES,
  params: parseParams(evidenceQa, params),
  prompts: [],
});

async function draw(outputs: AsyncIterable<RecipeOutput>): Promise<Proposal[]> {
  const drafts: Proposal[] = [];
  for await (const output of outputs) if (output.type === 'draft') drafts.push(output.draft);
  return drafts;
}

test.each([
  ['in English', 'en', false],
  ['in Chinese, streamed', 'zh', true],
])(
  'drafts %s come with evidence on every step and pass the checks',
  async (_, language, streaming) => {
    await bench.bind({ streaming });
    const drafts = await draw(evidenceQa.run(input({ language, framesPerCall: 3 }), send));
    expect(drafts).toHaveLength(6);
    expect(new Set(drafts.map((draft) => draft.id)).size).toBe(6);
    for (const draft of drafts) {
      expect(draft.checks.filter((check) => check.verdict !== 'pass')).toEqual([]);
      expect(draft.steps.every((step) => step.evidence.some((evidence) => evidence.frame))).toBe(
        true,
      );
    }
    expect(
      drafts
        .flatMap((draft) => draft.steps.flatMap((step) => step.evidence))
        .some((evidence) => evidence.boxes),
    ).toBe(true);
    expect(await draw(evidenceQa.run(input({ language, framesPerCall: 3 }), send))).toMatchObject(
      drafts.map(({ id, question, steps }) => ({ id, question, steps })),
    );
  },
);

test('a redraft keeps to the note', async () => {
  const [previous] = await draw(evidenceQa.run(input(), send));
  if (!previous) throw new Error('no draft to redraft');
  const [next] = await draw(
    evidenceQa.redraft({ ...input(), previous, note: 'Shorter, please.' }, send),
  );
  expect(next?.id).not.toBe(previous.id);
  expect(JSON.stringify(bench.stub.requests.at(-1)?.body)).toContain('Shorter, please.');
});

test('markup and script in a draft stay text, and are marked', async () => {
  bench.stub.script({ kind: 'markup' });
  const [draft] = await draw(evidenceQa.run(input(), send));
  expect(draft?.answer).toContain(MARKUP);
  expect(draft?.checks).toContainEqual({ code: 'F3', verdict: 'warn', detail: 'Q A #1 #2 #3' });
});
