import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveCitation } from './cited-evidence.ts';

const frames = [
  { ptsSec: 1, imageSha256: 'a' },
  { ptsSec: 2.5, imageSha256: 'b' },
];
const at = { clip: { startSec: 0.5, endSec: 4 }, where: '#1' };
const none = { frames: [], boxes: [], spans: [] };
const box = ([x1, y1, x2, y2]: [number, number, number, number], frame = 'f1') => ({
  ...none,
  boxes: [{ label: 'cup', frame, x1, y1, x2, y2 }],
});

test('labels resolve to the frames that were shown, however they are spelled', () => {
  const { evidence, checks } = resolveCitation(
    { ...none, frames: ['[F02]', 'frame 1', 'f2'] },
    frames,
    at,
  );
  expect(evidence).toEqual([{ frame: frames[0] }, { frame: frames[1] }]);
  expect(checks).toEqual([]);
});

test('an unknown label is left out and marked', () => {
  const { evidence, checks } = resolveCitation(
    { ...none, frames: ['f3', 'the last one', 'f0'] },
    frames,
    at,
  );
  expect(evidence).toEqual([]);
  expect(checks.map((check) => [check.code, check.verdict, check.detail])).toEqual([
    ['R1', 'warn', '#1 f3'],
    ['R1', 'warn', '#1 the last one'],
    ['R1', 'warn', '#1 f0'],
  ]);
});

describe('boxes', () => {
  test('stay as they are inside the picture and bring their frame along', () => {
    const { evidence, checks } = resolveCitation(box([0.1, 0.2, 0.3, 0.4], 'f2'), frames, at);
    expect(evidence).toEqual([
      { frame: frames[1], boxes: [{ label: 'cup', xyxy: [0.1, 0.2, 0.3, 0.4] }] },
    ]);
    expect(checks).toEqual([]);
  });

  test.each([
    [box([0.3, 0.4, 0.1, 0.2]), [0.1, 0.2, 0.3, 0.4]],
    [box([-0.01, 0, 0.5, 1.04]), [0, 0, 0.5, 1]],
  ])(
    'are put right and marked when corners are swapped or an edge is just outside',
    (cited, xyxy) => {
      const { evidence, checks } = resolveCitation(cited, frames, at);
      expect(evidence[0]?.boxes?.[0]?.xyxy).toEqual(xyxy);
      expect(checks).toMatchObject([{ code: 'B2', verdict: 'warn' }]);
    },
  );

  test.each([
    box([100, 200, 300, 400]),
    box([0.2, 0.2, 0.2, 0.8]),
    box([Number.NaN, 0, 1, 1]),
    box([0.1, 0.1, 0.2, 0.2], 'f9'),
  ])('are left out and marked when they cannot be meant', (cited) => {
    const { evidence, checks } = resolveCitation(cited, frames, at);
    expect(evidence).toEqual([]);
    expect(checks).toMatchObject([{ code: 'B3', verdict: 'fail' }]);
  });
});

test('spans are cut to the clip and marked; those outside are left out', () => {
  const spans = [
    { startSec: 1, endSec: 2 },
    { startSec: 3, endSec: 9 },
    { startSec: 2, endSec: 1.5 },
    { startSec: 4, endSec: 5 },
    { startSec: 1, endSec: 1 },
  ];
  const { evidence, checks } = resolveCitation({ ...none, spans }, frames, at);
  expect(evidence.map((e) => e.span)).toEqual([
    { startSec: 1, endSec: 2 },
    { startSec: 3, endSec: 4 },
    { startSec: 1.5, endSec: 2 },
  ]);
  expect(checks.map((check) => check.verdict)).toEqual(['warn', 'warn', 'fail', 'fail']);
});

test('whatever is cited, what comes out is valid and what is lost is marked', () => {
  const number = fc.oneof(fc.double({ min: -1, max: 2 }), fc.double());
  const citation = fc.record({
    frames: fc.array(fc.oneof(fc.string(), fc.constantFrom('f1', 'f2', 'f3'))),
    boxes: fc.array(
      fc.record({
        label: fc.string(),
        frame: fc.constantFrom('f1', 'f2', 'x'),
        x1: number,
        y1: number,
        x2: number,
        y2: number,
      }),
    ),
    spans: fc.array(fc.record({ startSec: number, endSec: number })),
  });
  fc.assert(
    fc.property(citation, (cited) => {
      const { evidence, checks } = resolveCitation(cited, frames, at);
      const boxes = evidence.flatMap((e) => e.boxes ?? []);
      for (const { xyxy } of boxes) {
        const [x1, y1, x2, y2] = xyxy;
        expect(x1 >= 0 && x1 < x2 && x2 <= 1 && y1 >= 0 && y1 < y2 && y2 <= 1).toBe(true);
      }
      const spans = evidence.flatMap((e) => (e.span ? [e.span] : []));
      for (const span of spans) {
        expect(span.startSec >= 0.5 && span.startSec < span.endSec && span.endSec <= 4).toBe(true);
      }
      const lost = cited.boxes.length - boxes.length + (cited.spans.length - spans.length);
      expect(checks.filter((check) => check.verdict === 'fail')).toHaveLength(lost);
    }),
  );
});
