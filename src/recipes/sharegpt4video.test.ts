import { describe, expect, test } from 'vitest';
import { StudioError } from '../core/errors.ts';
import type { RecipeRequest, RunRequest } from '../core/requests.ts';
import {
  all,
  drafts,
  instructionsOf,
  picturesOf,
  type Script,
  scripted,
  wordsOf,
} from './llava-video-178k.fixture.ts';
import { shareGpt4Video } from './sharegpt4video.ts';
import { ShareGpt4VideoParams } from './sharegpt4video-params.ts';

const VIDEO = {
  id: 'video:walk' as const,
  startSec: 0,
  endSec: 19,
  widthPx: 640,
  heightPx: 360,
};

const inputWith = (params: Record<string, unknown> = {}, video: Partial<typeof VIDEO> = {}) => ({
  video: { ...VIDEO, ...video },
  frames: [],
  params: ShareGpt4VideoParams.parse(params),
  prompts: [],
});

/** Shots of 6 s: frames of one shot have the same vector. */
const shotVector = (imageSha256: string): Float32Array => {
  const shot = Math.floor(Number(imageSha256.replace('frame-', '')) / 6);
  return Float32Array.from({ length: 8 }, (_, k) => (k === shot ? 1 : 0));
};

function bench(script: Partial<Script> = {}) {
  let n = 0;
  const answer = () => {
    n += 1;
    return `text ${n}`;
  };
  const inner = scripted({ answer, ...script });
  const drawn: RecipeRequest[] = [];
  const flags: boolean[] = [];
  const send = (async (request: RecipeRequest) => {
    if (request.kind === 'embedFrames')
      return { vectors: request.imageSha256s.map(shotVector), modelSha256: 'm' };
    if (request.kind === 'drawGrid') {
      drawn.push(request);
      return { imageSha256: `grid of ${request.imageSha256s.join(' ')}`, widthPx: 9, heightPx: 9 };
    }
    if (request.kind === 'askJson') flags.push(request.onlyRemembered === true);
    return inner.send(request);
  }) as RunRequest;
  return { send, asked: inner.asked, drawn, flags };
}

describe('row 18: differential sliding windows', () => {
  test('the first frame, then each pair with the earlier caption and the true times, then the summary', async () => {
    const { send, asked } = bench();
    await all(shareGpt4Video.run(inputWith(), send));
    expect(asked.map(({ step }) => step)).toEqual([
      'windows',
      'windows',
      'windows',
      'windows',
      'summary',
    ]);
    expect(asked.map(picturesOf)).toEqual([
      ['frame-0'],
      ['frame-0', 'frame-6'],
      ['frame-6', 'frame-12'],
      ['frame-12', 'frame-18'],
      [],
    ]);
    expect(instructionsOf(asked[2] as never)).toContain(
      'the earlier is key frame 1 at 6.04 s, the later key frame 2 at 12.04 s',
    );
    expect(instructionsOf(asked[2] as never)).toContain('The earlier text: text 2');
    expect(wordsOf(asked[2])).toContain('f2 at 0:12.040 (12.040 s)');
    expect(wordsOf(asked[4])).toBe(
      [1, 2, 3, 4].map((k) => `Frame ${k - 1} at ${(k - 1) * 6}.04 s: text ${k}`).join('\n\n'),
    );
  });

  test('drafts: windows with their spans, then the whole, each with what it was told from', async () => {
    const { send } = bench();
    const made = drafts(await all(shareGpt4Video.run(inputWith(), send)));
    expect(made.map(({ task }) => task)).toEqual([
      ...Array.from({ length: 4 }, () => 'window-caption'),
      'video-caption',
    ]);
    expect(made[0]?.evidence).toEqual([{ frame: { ptsSec: 0.04, imageSha256: 'frame-0' } }]);
    expect(made.slice(1).map(({ evidence }) => evidence[0]?.span)).toEqual([
      { startSec: 0.04, endSec: 6.04 },
      { startSec: 6.04, endSec: 12.04 },
      { startSec: 12.04, endSec: 18.04 },
      { startSec: 0, endSec: 19 },
    ]);
    const whole = made.at(-1)?.provenance;
    expect(whole).toMatchObject({ dependsOn: made.slice(0, 4).map(({ id }) => ({ draftId: id })) });
    expect(
      made.flatMap(({ checks }) => checks).filter(({ verdict }) => verdict === 'fail'),
    ).toEqual([]);
  });

  test('an edited caption is what the next window and the summary are told', async () => {
    const first = bench();
    const [, second] = drafts(await all(shareGpt4Video.run(inputWith(), first.send)));
    const { send, asked } = bench({
      standing: (id) =>
        second && id === second.id
          ? { status: 'edited', isEdited: true, body: { ...second, caption: 'by hand' } }
          : null,
    });
    await all(shareGpt4Video.run(inputWith(), send));
    expect(instructionsOf(asked[2] as never)).toContain('The earlier text: by hand');
    expect(wordsOf(asked[4])).toContain('Frame 1 at 6.04 s: by hand');
  });

  test('a refused window is reported, and the next reaches back to the last caption', async () => {
    let n = 0;
    const { send, asked } = bench({
      answer: () => {
        n += 1;
        return n === 2 ? "I'm sorry, I can't describe this." : `text ${n}`;
      },
    });
    const outputs = await all(shareGpt4Video.run(inputWith(), send));
    expect(outputs.filter((one) => one.type === 'problem')).toMatchObject([
      { label: 'windows 6.04 s', error: { code: 'llm/refused' } },
    ]);
    expect(picturesOf(asked[2])).toEqual(['frame-0', 'frame-12']);
    expect(instructionsOf(asked[2] as never)).toContain('The earlier text: text 1');
    const spans = drafts(outputs).flatMap(({ evidence }) => evidence[0]?.span ?? []);
    expect(spans[0]).toEqual({ startSec: 0.04, endSec: 12.04 });
    expect(wordsOf(asked.at(-1))).toContain('Frame 2 at 12.04 s: text 3');
  });

  test('what lies beyond the part that was read is flagged on the caption of the whole', async () => {
    const { send } = bench();
    const made = drafts(await all(shareGpt4Video.run(inputWith({ stopAfterSec: 12 }), send)));
    expect(made.at(-1)?.evidence[0]).toEqual({ span: { startSec: 0, endSec: 12 } });
    expect(made.at(-1)?.checks).toContainEqual({
      code: 'V8',
      verdict: 'warn',
      detail: '12.0 / 19.0 s',
    });
  });

  test('a pair can go out as one picture, stacked', async () => {
    const { send, asked, drawn } = bench();
    await all(shareGpt4Video.run(inputWith({ pair: 'stacked' }), send));
    expect(drawn).toMatchObject([
      { imageSha256s: ['frame-0', 'frame-6'], layout: { columns: 1, gapPx: 50 } },
      {},
      {},
    ]);
    expect(picturesOf(asked[1])).toEqual(['grid of frame-0 frame-6']);
    expect(wordsOf(asked[1])).toBe('One picture, 0.04 s above, below 6.04 s.');
  });

  test('row 4: nothing for clips up to 10 s, nothing after 120 s', async () => {
    const short = bench();
    const outputs = await all(shareGpt4Video.run(inputWith({}, { endSec: 10 }), short.send));
    expect(outputs).toMatchObject([{ type: 'problem', error: { code: 'input/invalid' } }]);
    expect(short.asked).toEqual([]);
    const long = bench();
    await all(shareGpt4Video.run(inputWith({ stopAfterSec: 12 }), long.send));
    const shown = long.asked.flatMap(picturesOf);
    expect(
      Math.max(...shown.map((name) => Number(name.replace('frame-', '')))),
    ).toBeLessThanOrEqual(12);
  });
});

describe('row 19: fast captioning', () => {
  test.each([
    ['column', { columns: 1, gapPx: 20, labels: 'left' }],
    ['grid-5x6', { columns: 5, gapPx: 0, size: { kind: 'exact', widthPx: 800, heightPx: 600 } }],
    ['square', { columns: 4, gapPx: 50 }],
  ])('%s: one picture, one call, true times in order', async (layout, expected) => {
    const { send, asked, drawn } = bench();
    const input = inputWith({ mode: 'fast', layout, gridFrames: 16 });
    const made = drafts(await all(shareGpt4Video.run(input, send)));
    expect(drawn).toHaveLength(1);
    expect(drawn[0]).toMatchObject({ layout: expected });
    expect(asked).toHaveLength(1);
    expect(picturesOf(asked[0])).toHaveLength(1);
    expect(instructionsOf(asked[0] as never)).toContain('0.04, 1.23, 2.4');
    expect(made[0]).toMatchObject({ task: 'video-caption' });
    expect(made[0]?.evidence).toHaveLength(17);
  });
});

describe('row 20: clip summarising', () => {
  test('sums up the windows of a stretch and asks for no window again', async () => {
    const { send, asked, flags } = bench();
    const input = inputWith({ mode: 'clip', clipStartSec: 5, clipEndSec: 13 });
    const made = drafts(await all(shareGpt4Video.run(input, send)));
    expect(flags).toEqual([true, true, true, true, false]);
    expect(wordsOf(asked.at(-1))).toBe('Frame 1 at 6.04 s: text 2\n\nFrame 2 at 12.04 s: text 3');
    expect(picturesOf(asked.at(-1))).toEqual([]);
    expect(made.at(-1)).toMatchObject({ task: 'clip-summary' });
    expect(made.at(-1)?.evidence[0]).toEqual({ span: { startSec: 5, endSec: 13 } });
  });

  test('says so when no window lies in the stretch', async () => {
    const { send } = bench();
    const input = inputWith({ mode: 'clip', clipStartSec: 7, clipEndSec: 8 });
    const outputs = await all(shareGpt4Video.run(input, send));
    expect(outputs.filter((one) => one.type === 'problem')).toHaveLength(1);
  });

  test('a window that has no caption is left out, and nobody is asked for it', async () => {
    let n = 0;
    const answer = (request: { onlyRemembered?: true }) => {
      n += 1;
      const isMissing = request.onlyRemembered && n === 2;
      return isMissing ? new StudioError('input/invalid', 'not asked yet') : `text ${n}`;
    };
    const { send, asked } = bench({ answer });
    const outputs = await all(shareGpt4Video.run(inputWith({ mode: 'clip' }), send));
    expect(outputs.filter((one) => one.type === 'problem')).toEqual([]);
    expect(wordsOf(asked.at(-1))).not.toContain('Frame 1 at');
    expect(wordsOf(asked.at(-1))).toContain('Frame 2 at');
  });
});

test('row 21: a short text becomes a detailed caption, without a picture', async () => {
  const { send, asked } = bench();
  const input = inputWith({ mode: 'recaption', shortText: 'a dog runs' });
  const made = drafts(await all(shareGpt4Video.run(input, send)));
  expect(asked).toHaveLength(1);
  expect(wordsOf(asked[0])).toBe('a dog runs');
  expect(picturesOf(asked[0])).toEqual([]);
  expect(made).toHaveLength(1);
  const empty = shareGpt4Video.run(inputWith({ mode: 'recaption' }), send);
  await expect(all(empty)).rejects.toMatchObject({ code: 'input/invalid' });
});

test('the forecast bounds what a run asks', async () => {
  for (const params of [
    {},
    { pair: 'stacked' },
    { mode: 'fast' },
    { mode: 'recaption', shortText: 'x' },
  ]) {
    const { send, asked } = bench();
    await all(shareGpt4Video.run(inputWith(params), send));
    const forecast = shareGpt4Video.forecast?.(inputWith(params)) ?? [];
    expect(new Set(asked.map(({ step }) => step))).toEqual(
      new Set(forecast.map(({ step }) => step)),
    );
    for (const { step, requests, images } of forecast) {
      const made = asked.filter((one) => one.step === step);
      expect(made.length).toBeGreaterThanOrEqual(requests.low);
      expect(made.length).toBeLessThanOrEqual(requests.high);
      expect(made.flatMap(picturesOf).length).toBeGreaterThanOrEqual(images.low);
      expect(made.flatMap(picturesOf).length).toBeLessThanOrEqual(images.high);
    }
  }
});

test('golden: fixed frames and recorded replies give exactly these requests', async () => {
  const { send, asked } = bench();
  await all(shareGpt4Video.run(inputWith({}, { endSec: 12 }), send));
  expect(
    asked.map(({ step, label, chat }) => ({ step, label, messages: chat.messages })),
  ).toMatchSnapshot();
});

test('a note redrafts a window from its pictures', async () => {
  const { send, asked } = bench();
  const [, previous] = drafts(await all(shareGpt4Video.run(inputWith(), send)));
  if (!previous) throw new Error('no window');
  const input = { ...inputWith(), previous, note: 'say who' };
  const [again] = drafts(await all(shareGpt4Video.redraft(input, send)));
  expect(picturesOf(asked.at(-1))).toEqual(['frame-0', 'frame-6']);
  expect(instructionsOf(asked.at(-1) as never)).toContain('say who');
  expect(again).toMatchObject({ task: 'window-caption', evidence: previous.evidence });
});
