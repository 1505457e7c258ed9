import { describe, expect, test } from 'vitest';
import type { RecipeOutput } from './recipe.ts';
import {
  asks,
  captionAt,
  checkOf,
  input,
  recordedRun,
  runWith,
  textOf,
} from './video-espresso.fixture.ts';
import { videoEspresso } from './video-espresso.ts';

/** Parameters are the same everywhere. */
function withoutParams(output: RecipeOutput): unknown {
  if (output.type !== 'draft' || output.draft.provenance.origin !== 'model') return output;
  const { params: _, ...provenance } = output.draft.provenance;
  return { ...output.draft, provenance };
}

describe('golden', () => {
  test('a fixed clip and recorded replies give exactly these requests and drafts', async () => {
    const { asked, outputs } = await runWith({ selector: true, choices: true });
    const shown = asked.map((request) =>
      request.kind === 'askJson'
        ? {
            step: request.step,
            label: request.label,
            role: request.chat.role,
            text: textOf(request),
          }
        : request,
    );
    expect(shown).toMatchSnapshot('requests');
    expect(outputs.map(withoutParams)).toMatchSnapshot('outputs');
  });

  test('the same replies give the same requests and drafts again', async () => {
    const [first, second] = [await runWith({ choices: true }), await runWith({ choices: true })];
    expect(second.asked).toEqual(first.asked);
    expect(second.outputs).toEqual(first.outputs);
  });
});

describe('row 2: sampling by motion', () => {
  test('1 fps where little moves, up to 4 where much does, and the score is stored', async () => {
    const { captions } = await runWith();
    const times = captions.map(({ evidence }) => evidence[0]?.frame?.ptsSec ?? -1);
    expect(times.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(times.filter((sec) => sec >= 4)).toEqual([4, 4.25, 4.5, 4.75, 5, 5.25, 5.5, 5.75]);
    expect(checkOf(captions[0], 'motion')?.detail).toBe('0.02, 1 fps');
    expect(checkOf(captions.at(-1), 'motion')?.detail).toMatch(/^1\.00, 4 fps$/);
  });

  test('can be overridden', async () => {
    const { captions } = await runWith({ sampling: '1' });
    expect(captions).toHaveLength(6);
    expect(checkOf(captions[5], 'motion')?.detail).toMatch(/, 1 fps$/);
  });
});

test('row 5: one caption for every sampled frame, all kept, each with its frame', async () => {
  const { captions, asked } = await runWith();
  expect(asks(asked, 'captions')).toHaveLength(captions.length);
  for (const caption of captions) {
    const frame = caption.evidence[0]?.frame;
    expect(caption).toMatchObject({
      task: 'frame-caption',
      caption: captionAt(frame?.ptsSec ?? -1),
    });
    expect(caption.provenance).toMatchObject({
      framesSent: [frame?.imageSha256],
      role: 'captioner',
    });
  }
});

describe('row 6: redundancy removal', () => {
  const first = 'f1 at 0:00.000';
  test('the newer of two neighbours goes, and each caption says why', async () => {
    const { outputs, asked } = await runWith({ sampling: '1' });
    const material = textOf(asks(asked, 'questions')[0]);
    expect(material).toContain(first);
    expect(material).not.toContain('0:01.000');
    expect(material).not.toContain('0:02.000');
    expect(material).toContain('f2 at 0:03.000');
    const found = outputs.flatMap((one) => (one.type === 'checks' ? one.checks : []));
    expect(found.map(({ verdict }) => verdict)).toEqual([
      'unknown',
      'unknown',
      'pass',
      'pass',
      'pass',
    ]);
    expect(found[0]?.detail).toBe('1.000 ≥ τ 0.85, 0:00.000');
  });

  test('τ above 1 keeps everything, and a pinned frame stays whatever τ says', async () => {
    const whole = await runWith({ sampling: '1', tau: 1.01 });
    expect(textOf(asks(whole.asked, 'questions')[0])).toContain('f6 at 0:05.000');
    const { run, asked } = recordedRun();
    const pinned = whole.captions[1]?.evidence[0]?.frame?.imageSha256 ?? '';
    const dropped = whole.captions[5]?.evidence[0]?.frame?.imageSha256 ?? '';
    const given = {
      ...input({ sampling: '1' }),
      overruled: { pinned: [pinned], dropped: [dropped] },
    };
    for await (const _ of videoEspresso.run(given, run));
    const material = textOf(asks(asked, 'questions')[0]);
    expect(material).toContain('f2 at 0:01.000');
    expect(material).not.toContain('0:05.000');
  });
});

test('row 7: groups of consecutive kept captions, the last one shorter', async () => {
  const { asked } = await runWith({ sampling: '1', tau: 1.01, groupSize: 4 });
  const groups = asks(asked, 'questions').map(
    (request) => textOf(request).match(/^f\d+ at/gm)?.length,
  );
  expect(groups).toEqual([4, 2]);
  const { asked: fewer } = await runWith({ sampling: '1', tau: 1.01, groupSize: 5 });
  expect(asks(fewer, 'questions')).toHaveLength(1);
});

test('row 8: several pairs for a group in the 14 tasks, from text alone, with prompt, tokens and cost', async () => {
  const { asked, questions } = await runWith();
  const [request] = asks(asked, 'questions');
  expect(JSON.stringify(request?.chat.messages)).not.toContain('"image"');
  expect(request?.chat.role).toBe('drafter');
  expect(questions.map(({ task }) => task)).toEqual(['Emotional Recognition', 'Cooking Steps']);
  for (const { provenance } of questions)
    expect(provenance).toMatchObject({
      promptVersion: 1,
      replyKey: expect.stringMatching(/^\w{16}$/),
    });
  const calls = asks(asked).filter(({ step }) => step !== 'captions').length;
  const usd = questions.reduce(
    (sum, { provenance }) => sum + (provenance.origin === 'model' ? (provenance.usd ?? 0) : 0),
    0,
  );
  expect(usd).toBeCloseTo(calls * 0.004);
});

describe('row 10: quality filter', () => {
  test('each criterion has a verdict with its reason, and what fails does not go on', async () => {
    const { questions, asked } = await runWith();
    const failed = questions[0];
    expect(checkOf(failed, 'filter-observed')).toEqual({
      code: 'filter-observed',
      verdict: 'fail',
      detail: 'no feelings are described',
    });
    expect(checkOf(failed, 'filter-continuous')?.verdict).toBe('pass');
    expect(asks(asked, 'filter').map(({ chat }) => chat.role)).toEqual(['judge', 'judge']);
    expect(asks(asked, 'evidence')).toHaveLength(1);
  });

  test('a person overrules it: their words go on, and both verdicts stay', async () => {
    const { questions } = await runWith();
    const failed = questions[0];
    if (!failed) throw new Error('nothing failed');
    const body = { ...failed, question: 'What shows that the omelette is done?' };
    const { questions: next, asked } = await runWith(
      {},
      {
        standing: (id) => (id === failed.id ? { status: 'edited', isEdited: true, body } : null),
      },
    );
    expect(asks(asked, 'evidence')).toHaveLength(2);
    const saved = next.find(({ question }) => question === body.question);
    expect(checkOf(saved, 'filter-observed')?.verdict).toBe('warn');
    expect(saved?.provenance).toMatchObject({
      dependsOn: expect.arrayContaining([expect.objectContaining({ draftId: failed.id })]),
    });
  });
});

describe('row 12: core frames', () => {
  test('stand beside the question, and the selector adds those it would show with the average', async () => {
    const { questions } = await runWith({ selector: true });
    const draft = questions[1];
    const times = draft?.evidence.map(({ frame }) => frame?.ptsSec);
    expect(times?.slice(0, 2)).toEqual([3, 4]);
    expect(checkOf(draft, 'selector')?.detail).toMatch(/⌀ 2\.00$/);
  });

  test('a selector that is off is not asked', async () => {
    const { asked } = await runWith();
    expect(asks(asked).some(({ chat }) => chat.role === 'selector')).toBe(false);
  });
});

test('row 13: each core caption goes to the most similar frame, with the score; low ones are flagged', async () => {
  const { questions } = await runWith();
  const match = checkOf(questions[1], 'frame-match');
  expect(match?.detail).toMatch(/^0:03\.000 0\.\d\d; 0:04\.000 0\.\d\d$/);
  expect(match?.verdict).toBe('pass');
  const strict = await runWith({ matchThreshold: 0.99 });
  expect(checkOf(strict.questions[1], 'frame-match')?.verdict).toBe('warn');
});

test('row 14: boxes go to the steps that name them; too large and missing ones are flagged', async () => {
  const { questions, asked } = await runWith();
  const draft = questions[1];
  expect(textOf(asks(asked, 'boxes')[0])).toContain('f1: egg, pan\nf2: pan');
  expect(draft?.steps[0]?.evidence[0]?.boxes).toEqual([
    { label: 'Egg', xyxy: [0.1, 0.2, 0.5, 0.8] },
  ]);
  expect(draft?.steps[1]?.evidence[0]?.boxes?.[0]?.label).toBe('pan');
  expect(checkOf(draft, 'boxes-drafted')).toEqual({
    code: 'boxes-drafted',
    verdict: 'unknown',
    detail: '2',
  });
  expect(checkOf(draft, 'B2')?.detail).toContain('pan');
  expect(checkOf(draft, 'B3')?.detail).toContain('pan 0:03.000');
  const without = await runWith({ boxes: false });
  expect(asks(without.asked, 'boxes')).toEqual([]);
});

describe('row 15: the content of boxes against their labels', () => {
  const findings = (outputs: readonly RecipeOutput[]) =>
    outputs.flatMap((one) => (one.type === 'checks' && one.step === 'labels' ? [one] : []));

  test('the finished draft is checked on this device, with the score of each box', async () => {
    const { outputs, asked, questions } = await runWith({ boxModelId: 'clip' });
    const [found, ...rest] = findings(outputs);
    expect(rest).toEqual([]);
    expect(found?.draftId).toBe(questions[1]?.id);
    const [content] = found?.checks ?? [];
    // Every picture is one of a pan here.
    expect(content).toMatchObject({ code: 'B1', verdict: 'warn' });
    expect(content?.detail).toMatch(
      /^Egg 0:03\.000 0\.\d\d \(pan 1\.00\); pan 0:04\.000 1\.00 \[clip\]$/,
    );
    expect(content?.boxes?.map(({ label, xyxy }) => [label, xyxy])).toEqual([
      ['Egg', [0.1, 0.2, 0.5, 0.8]],
      ['pan', [0, 0, 1, 0.95]],
    ]);
    expect(asked.slice(-2)).toMatchObject([
      { kind: 'embedRegions', modelId: 'clip', context: 0.1 },
      { kind: 'embedTexts', modelId: 'clip', texts: ['a photo of egg', 'a photo of pan'] },
    ]);
  });

  test('multiple-choice twins are checked like their questions; without an encoder nothing is', async () => {
    const { outputs } = await runWith({ boxModelId: 'clip', choices: true });
    expect(findings(outputs)).toHaveLength(2);
    const without = await runWith();
    expect(findings(without.outputs)).toEqual([]);
    expect(without.asked.some(({ kind }) => kind === 'embedRegions')).toBe(false);
  });
});

test('row 16: every step cites a frame that stands in the evidence of the draft', async () => {
  const { questions } = await runWith();
  const draft = questions[1];
  const shown = new Set(draft?.evidence.map(({ frame }) => frame?.imageSha256));
  for (const { evidence } of draft?.steps ?? []) {
    expect(evidence).not.toEqual([]);
    for (const { frame } of evidence) expect(shown.has(frame?.imageSha256)).toBe(true);
  }
  expect(checkOf(draft, 'R1')?.verdict).toBe('pass');
});
