import { describe, expect, test } from 'vitest';
import type { Box, DraftBody } from '../flow.ts';
import {
  type BoxLabelRules,
  boxLabelChecks,
  labelKey,
  labelledRegions,
  WHOLE_FRAME,
} from './box-labels.ts';

const RULES: BoxLabelRules = { minScore: 0.2, margin: 0.05, smallest: 0.04 };
const PICTURE = { widthPx: 448, heightPx: 252 };

const frame = (sec: number) => ({ ptsSec: sec, imageSha256: String(sec).repeat(64) });
const LABELS = ['egg', 'pan', 'spoon'] as const;
type Label = (typeof LABELS)[number];

/** Labels are axes, so that the vector of a picture says how well each fits; what is left goes where no label points. */
function vectorOf(fits: Partial<Record<Label, number>>): Float32Array {
  const along = LABELS.map((label) => fits[label] ?? 0);
  const rest = Math.sqrt(1 - along.reduce((sum, value) => sum + value * value, 0));
  return Float32Array.from([...along, rest]);
}
const labels = new Map(LABELS.map((label) => [label, vectorOf({ [label]: 1 })]));

interface Given {
  label: string;
  at: number;
  xyxy?: Box;
  fits: Partial<Record<Label, number>>;
}

const LEFT: Box = [0, 0, 0.4, 0.5];
const RIGHT: Box = [0.5, 0.5, 1, 1];

function check(boxes: Given[], whole: Record<number, Given['fits']> = {}, rules = RULES) {
  const vectors = {
    boxes: boxes.map(({ label, at, xyxy = LEFT, fits }) => ({
      region: { frame: frame(at), label, xyxy },
      vector: vectorOf(fits),
    })),
    frames: Object.entries(whole).map(([sec, fits]) => ({
      frame: frame(Number(sec)),
      vector: vectorOf(fits),
    })),
    labels,
  };
  const checks = boxLabelChecks(vectors, rules, PICTURE);
  return {
    content: checks.find(({ code }) => code === 'B1'),
    wrongFrame: checks.find(({ code }) => code === 'B4'),
  };
}

describe('B1: box content is not the label', () => {
  test('scores stand on every box, the weakest first', () => {
    const { content } = check([
      { label: 'egg', at: 1, fits: { egg: 0.31 } },
      { label: 'pan', at: 2, xyxy: RIGHT, fits: { pan: 0.25 } },
    ]);
    expect(content).toMatchObject({
      verdict: 'pass',
      detail: 'pan 0:02.000 0.25; egg 0:01.000 0.31',
    });
    expect(content?.boxes?.map(({ label, verdict }) => [label, verdict])).toEqual([
      ['pan', 'pass'],
      ['egg', 'pass'],
    ]);
    expect(content?.boxes?.[0]?.score).toBeCloseTo(0.25, 5);
  });

  test('a box below the threshold is flagged', () => {
    const given: Given[] = [{ label: 'Egg ', at: 1, fits: { egg: 0.18 } }];
    expect(check(given).content).toMatchObject({
      verdict: 'warn',
      detail: 'Egg 0:01.000 0.18 < 0.2',
    });
    expect(check(given, {}, { ...RULES, minScore: 0.15 }).content?.verdict).toBe('pass');
  });

  test('so is one that another label of the draft fits clearly better', () => {
    const given = (pan: number): Given[] => [
      { label: 'egg', at: 1, fits: { egg: 0.25, pan } },
      { label: 'pan', at: 2, fits: { pan: 0.3 } },
    ];
    expect(check(given(0.31)).content).toMatchObject({
      verdict: 'warn',
      detail: 'egg 0:01.000 0.25 (pan 0.31); pan 0:02.000 0.30',
    });
    expect(check(given(0.29)).content?.verdict).toBe('pass');
  });

  test('but not for a thing that lies in the box', () => {
    const inside = check([
      { label: 'pan', at: 1, xyxy: [0, 0, 0.6, 0.6], fits: { pan: 0.25, egg: 0.35 } },
      { label: 'egg', at: 1, xyxy: [0.1, 0.1, 0.3, 0.3], fits: { egg: 0.3 } },
    ]);
    expect(inside.content?.verdict).toBe('pass');
    const beside = check([
      { label: 'pan', at: 1, xyxy: LEFT, fits: { pan: 0.25, egg: 0.35 } },
      { label: 'egg', at: 1, xyxy: RIGHT, fits: { egg: 0.3 } },
    ]);
    expect(beside.content?.verdict).toBe('warn');
  });

  test.each([
    ['egg', 'egg yolk', 'pass'],
    ['man in white', 'white man', 'pass'],
    ['man in white', 'man', 'pass'],
    ['man', 'woman', 'warn'],
    ['cart', 'car', 'warn'],
    ['eggs', 'egg', 'pass'],
    ['glass', 'glass bowl', 'pass'],
    ['T-shirt', 'shirt', 'pass'],
    ['人', '白衣人', 'pass'],
    ['车上的人', '人车', 'warn'],
    ['!', '!?', 'warn'],
  ])('a label that says the same in part is no better one: %s, %s → %s', (own, other, verdict) => {
    const region = (label: string, at: number) => ({ frame: frame(at), label, xyxy: LEFT });
    const [content] = boxLabelChecks(
      {
        boxes: [
          { region: region(own, 1), vector: vectorOf({ egg: 0.25, spoon: 0.35 }) },
          { region: region(other, 2), vector: vectorOf({ spoon: 0.3 }) },
        ],
        frames: [],
        labels: new Map([
          [labelKey(own), vectorOf({ egg: 1 })],
          [labelKey(other), vectorOf({ spoon: 1 })],
        ]),
      },
      RULES,
      PICTURE,
    );
    expect(content?.verdict).toBe(verdict);
  });

  test('of a few pixels nothing is said: scored, never flagged, last', () => {
    const tiny: Given = { label: 'egg', at: 1, xyxy: [0, 0, 0.03, 0.06], fits: { egg: 0.05 } };
    expect(check([tiny]).content).toMatchObject({ verdict: 'unknown' });
    const { content } = check([tiny, { label: 'pan', at: 2, fits: { pan: 0.3 } }]);
    expect(content?.verdict).toBe('pass');
    expect(content?.boxes?.map(({ label }) => label)).toEqual(['pan', 'egg']);
    // A thin box is long enough.
    expect(check([{ ...tiny, xyxy: [0, 0, 0.5, 0.01] }]).content?.verdict).toBe('warn');
  });

  test('without boxes there is nothing to say', () => {
    expect(check([], { 1: {}, 2: {} })).toEqual({ content: undefined, wrongFrame: undefined });
  });
});

describe('B4: box on the wrong frame', () => {
  const wrong: Given = { label: 'egg', at: 1, fits: { egg: 0.1 } };

  test('its label fits another core frame clearly better than the box and its own frame', () => {
    const { wrongFrame } = check([wrong], { 1: { egg: 0.15 }, 2: { egg: 0.27 }, 3: { egg: 0.22 } });
    expect(wrongFrame).toMatchObject({
      verdict: 'warn',
      detail: 'egg 0:01.000 0.10 → 0:02.000 0.27',
      boxes: [{ label: 'egg', frame: frame(1) }],
    });
  });

  test('not when its own frame fits as well, nor when the box is right', () => {
    expect(check([wrong], { 1: { egg: 0.25 }, 2: { egg: 0.27 } }).wrongFrame?.verdict).toBe('pass');
    const right = { ...wrong, fits: { egg: 0.21 } };
    expect(check([right], { 1: { egg: 0.1 }, 2: { egg: 0.4 } }).wrongFrame?.verdict).toBe('pass');
  });

  test('not for a frame that has a box for it already', () => {
    const both = [wrong, { ...wrong, at: 2, fits: { egg: 0.3 } }];
    expect(check(both, { 1: { egg: 0.1 }, 2: { egg: 0.3 } }).wrongFrame?.verdict).toBe('pass');
  });

  test('is not asked of a draft with one frame', () => {
    expect(check([wrong]).wrongFrame).toBeUndefined();
  });
});

test('the boxes of a draft are looked at once each, and those that B3 speaks of are left to it', () => {
  const boxes = (list: [string, Box][]) => list.map(([label, xyxy]) => ({ label, xyxy }));
  const body: Pick<DraftBody, 'steps' | 'evidence'> = {
    steps: [
      { text: '', evidence: [{ frame: frame(1), boxes: boxes([['Egg', LEFT]]) }] },
      { text: '', evidence: [{ frame: frame(1), boxes: boxes([['egg ', LEFT]]) }] },
      { text: '', evidence: [{ boxes: boxes([['pan', LEFT]]) }] },
    ],
    evidence: [
      { frame: frame(1), boxes: boxes([['egg', RIGHT]]) },
      {
        frame: frame(2),
        boxes: boxes([
          [' ', LEFT],
          ['pan', [0.5, 0.2, 0.5, 0.4]],
        ]),
      },
      { frame: frame(2), boxes: boxes([['pan', WHOLE_FRAME]]) },
    ],
  };
  const named = labelledRegions(body).map(({ frame: { ptsSec }, label, xyxy }) => [
    ptsSec,
    labelKey(label),
    xyxy,
  ]);
  expect(named).toEqual([
    [1, 'egg', LEFT],
    [1, 'egg', RIGHT],
    [2, 'pan', WHOLE_FRAME],
  ]);
});
