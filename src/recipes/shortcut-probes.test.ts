import { describe, expect, test } from 'vitest';
import type { DraftBody, DraftId } from '../core/flow.ts';
import type { ListedDraft, RecipeRequest, RunRequest } from '../core/requests.ts';
import { replyWith } from './evidence-qa.fixture.ts';
import { type AskJson, parseParams, type RecipeOutput } from './recipe.ts';
import { shortcutProbes } from './shortcut-probes.ts';
import type { ProbeParams } from './shortcut-probes-params.ts';
import { VIDEO, vectorOf } from './video-espresso.fixture.ts';

const frame = (n: number) => ({ frame: { ptsSec: n, imageSha256: String(n).repeat(64) } });

const open: DraftBody = {
  kind: 'qa-open',
  task: 'Event Process',
  question: 'How does the egg set?',
  answer: 'It runs to the bare side and sets there.',
  options: null,
  correctOption: null,
  caption: null,
  steps: [],
  evidence: [frame(1), frame(2), frame(3)],
};
const choice: DraftBody = {
  ...open,
  kind: 'qa-choice',
  options: [
    'It burns.',
    'It is eaten raw.',
    'It runs to the bare side and sets there.',
    'It is thrown away.',
  ],
  correctOption: 2,
};

const listed = (
  n: number,
  body: DraftBody,
  videoId: ListedDraft['videoId'] = VIDEO.id,
): ListedDraft => ({
  draftId: `draft:${n}` satisfies DraftId,
  videoId,
  status: 'pending',
  isEdited: false,
  body,
});

async function probe(
  drafts: readonly ListedDraft[],
  says: (request: AskJson) => unknown,
  params: Partial<ProbeParams> = {},
) {
  const asked: AskJson[] = [];
  const send = (async (request: RecipeRequest) => {
    if (request.kind === 'drafts')
      return drafts.filter(
        ({ videoId, body }) =>
          body.kind === request.draftKind && (request.videoId ?? videoId) === videoId,
      );
    if (request.kind === 'embedTexts')
      return { vectors: request.texts.map(vectorOf), embedder: 'words' };
    if (request.kind !== 'askJson') throw new Error(request.kind);
    asked.push(request);
    return replyWith(says(request), `reply-${asked.length}`);
  }) as RunRequest;
  const input = {
    video: VIDEO,
    frames: [],
    params: parseParams(shortcutProbes, params),
    prompts: [],
  };
  const outputs: RecipeOutput[] = [];
  for await (const output of shortcutProbes.run(input, send)) outputs.push(output);
  const checks = outputs.flatMap((one) => (one.type === 'checks' ? [one] : []));
  const verdict = (id: string, code: string) =>
    checks.findLast(({ draftId, checks: [check] }) => draftId === id && check?.code === code)
      ?.checks[0];
  return { asked, checks, verdict };
}

const pictures = (request: AskJson | undefined) =>
  (request?.chat.messages[1]?.parts ?? []).flatMap((part) =>
    part.type === 'image' ? [part.imageSha256] : [],
  );
const textOf = (request: AskJson | undefined) => JSON.stringify(request?.chat.messages);

describe('row 23: shortcut probes', () => {
  test('each is stored with the model that gave it', async () => {
    const { checks, verdict } = await probe([listed(1, choice)], () => ({ letter: 'C' }));
    expect(verdict('draft:1', 'probe-blind')).toEqual({
      code: 'probe-blind',
      verdict: 'fail',
      detail: 'gpt-4o-2024-08-06: C',
    });
    expect(verdict('draft:1', 'probe-options')?.verdict).toBe('fail');
    expect(verdict('draft:1', 'probe-single')?.verdict).toBe('warn');
    expect(verdict('draft:1', 'probe-shuffled')?.verdict).toBe('warn');
    expect(checks.find(({ step }) => step === 'blind')?.by).toEqual({
      model: 'gpt-4o-2024-08-06',
      replyKey: 'reply-1',
    });
    const wrong = await probe([listed(1, choice)], () => ({ letter: 'A' }));
    for (const code of ['probe-blind', 'probe-options', 'probe-single', 'probe-shuffled'])
      expect(wrong.verdict('draft:1', code)?.verdict).toBe('pass');
  });

  test('each shows what it says, and no more', async () => {
    const { asked } = await probe([listed(1, choice)], () => ({ letter: 'A' }));
    const [blind, single, shuffled, options] = asked;
    expect(pictures(blind)).toEqual([]);
    expect(pictures(single)).toEqual([frame(2).frame.imageSha256]);
    expect(pictures(shuffled)).toHaveLength(3);
    expect(pictures(options)).toEqual([]);
    expect(textOf(options)).not.toContain('How does the egg set?');
    expect(textOf(options)).toContain('(C) It runs');
    for (const request of asked) {
      expect(request.chat.role).toBe('judge');
      expect(textOf(request)).not.toMatch(/\d\.\d{3} s/);
    }
  });

  test('the order that is shown is never the true one, not even of two frames', async () => {
    const two = { ...choice, evidence: [frame(1), frame(2)] };
    const drafts = Array.from({ length: 12 }, (_, n) => listed(n, n % 2 ? two : choice));
    const { asked } = await probe(drafts, () => ({ letter: 'A' }));
    const shuffled = asked.filter(({ step }) => step === 'shuffled').map(pictures);
    expect(shuffled).toHaveLength(12);
    for (const order of shuffled) expect(order).not.toEqual([...order].sort());
  });

  test('an open answer is right when it is like the reference', async () => {
    const right = await probe([listed(1, open)], () => ({
      answer: 'It runs to the bare side, and sets there.',
    }));
    expect(right.verdict('draft:1', 'probe-blind')?.verdict).toBe('fail');
    expect(right.verdict('draft:1', 'probe-options')).toBeUndefined();
    const wrong = await probe([listed(1, open)], () => ({ answer: 'No idea.' }));
    expect(wrong.verdict('draft:1', 'probe-blind')?.verdict).toBe('pass');
  });

  test('asks about chosen drafts alone, and finds out about all what costs nothing', async () => {
    const drafts = [listed(1, open), listed(2, open), listed(3, choice), listed(4, choice)];
    const chosen = { draftIds: ['draft:1', 'draft:4', 'draft:of-another-video'] };
    const says = (request: AskJson) =>
      textOf(request).includes('(A)') ? { letter: 'C' } : { answer: 'x' };
    const { checks, verdict } = await probe(drafts, says, chosen);
    const probed = checks.filter(({ checks: [one] }) => one?.code.startsWith('probe-'));
    expect(new Set(probed.map(({ draftId }) => draftId))).toEqual(new Set(['draft:1', 'draft:4']));
    expect(verdict('draft:2', 'F1')?.verdict).toBe('warn');
  });

  test('a draft with one frame has no order to lose, and a probe that is off asks nothing', async () => {
    const one = { ...open, evidence: [frame(1)] };
    const { asked } = await probe([listed(1, one)], () => ({ answer: 'x' }));
    expect(asked.map(({ step }) => step)).toEqual(['blind']);
    const off = { blind: false, single: false, shuffled: false, options: false };
    expect((await probe([listed(1, choice)], () => null, off)).asked).toEqual([]);
  });
});

test('F1 and A6 show over the set', async () => {
  const others = Array.from({ length: 30 }, (_, n) => listed(n + 10, choice, 'video:other'));
  const { verdict } = await probe(
    [listed(1, open), listed(2, open), listed(3, choice), ...others],
    () => ({
      letter: 'A',
      answer: 'x',
    }),
  );
  expect(verdict('draft:1', 'F1')).toBeUndefined();
  expect(verdict('draft:2', 'F1')).toEqual({ code: 'F1', verdict: 'warn', detail: open.question });
  expect(verdict('draft:3', 'A6')).toEqual({
    code: 'A6',
    verdict: 'warn',
    detail: 'A 0, B 0, C 31, D 0; χ² 93.0',
  });
});
