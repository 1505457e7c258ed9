import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxFromCentrePercent, boxToCentrePercent } from '../core/boxes.ts';
import type { Box } from '../core/flow.ts';
import {
  formatEvidence,
  formatStep,
  type MarkedStep,
  oneLine,
  parseEvidence,
} from './evidence-markup.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const snapped: fc.Arbitrary<Box> = fc
  .tuple(unit, unit, unit, unit)
  .map(([a, b, c, d]): Box => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)])
  .map((box) => boxFromCentrePercent(boxToCentrePercent(box)));
const nastyPiece = fc.constantFrom(
  'cup',
  'the cup',
  'salt',
  '茄子',
  ' ',
  '(',
  ')',
  ', ',
  '<obj_start>',
  '<obj_end>',
  '<box_start>',
  '<box_end>',
  '<\\obj_start>',
  '[[1, 2, 3, 4]]',
  '\\',
  '<',
  '<script>',
  '😀',
);
const text = fc
  .oneof(
    fc.string(),
    fc.array(nastyPiece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  )
  .map(oneLine);
const label = text.filter((value) => value !== '');
const step: fc.Arbitrary<MarkedStep> = fc.record({
  text: text.filter((value) => value !== ''),
  boxes: fc.uniqueArray(fc.record({ label, xyxy: snapped }), {
    maxLength: 4,
    selector: (box) => box.label,
  }),
});
const sorted = (steps: MarkedStep[]) =>
  steps.map(({ text, boxes }) => ({
    text,
    boxes: boxes.toSorted((a, b) => (a.label < b.label ? -1 : 1)),
  }));

describe('evidence markup', () => {
  it('marks a label where it stands and lists the others behind', () => {
    const cup: Box = [0.1, 0.2, 0.3, 0.4];
    const line = formatStep({
      text: 'The cup is full.',
      boxes: [
        { label: 'cup', xyxy: cup },
        { label: 'Milk', xyxy: cup },
        { label: 'cup', xyxy: [0, 0, 1, 1] },
      ],
    });
    expect(line).toBe(
      'The <obj_start>cup<obj_end><box_start>[[20, 30, 20, 20], [50, 50, 100, 100]]<box_end> is full. ' +
        '(<obj_start>Milk<obj_end><box_start>[[20, 30, 20, 20]]<box_end>)',
    );
  });

  it('marks whole words only, and any place in scripts without spaces', () => {
    const box = { xyxy: [0, 0, 1, 1] as Box };
    expect(formatStep({ text: 'cupboard', boxes: [{ label: 'cup', ...box }] })).toMatch(
      /^cupboard \(/,
    );
    expect(formatStep({ text: '把茄子切片', boxes: [{ label: '茄子', ...box }] })).toMatch(
      /^把<obj_start>茄子/,
    );
  });

  it('reads what it wrote, whatever a person typed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
        const read = parseEvidence(formatEvidence(steps));
        expect(read.problems).toEqual([]);
        expect(sorted(read.steps)).toEqual(sorted(steps));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads every bracket depth of the released files', () => {
    const of = (list: string) =>
      parseEvidence(`a <obj_start>x<obj_end><box_start>${list}<box_end> b`);
    expect(of('[]')).toEqual({ steps: [{ text: 'a x b', boxes: [] }], problems: [] });
    const box = { label: 'x', xyxy: [0.4, 0.4, 0.6, 0.6] };
    expect(of('[50,50,20,20]').steps[0]?.boxes).toEqual([box]);
    expect(of('[[50, 50, 20, 20], [50,50,20,20]]').steps[0]?.boxes).toEqual([box, box]);
    expect(of('[[[50, 50, 20, 20]]]').steps[0]?.boxes).toEqual([box]);
  });

  it('keeps the text and says which list it could not read', () => {
    for (const list of ['[1, 2, 3]', '[[50, 50, 20, "w"]]', 'none', '{"a": 1}']) {
      const { steps, problems } = parseEvidence(
        `<obj_start>x<obj_end><box_start>${list}<box_end> stays`,
      );
      expect(steps).toEqual([{ text: 'x stays', boxes: [] }]);
      expect(problems).toEqual([`The box list of "x" is not numbers in fours: ${list}`]);
    }
  });

  it('a list in lists without end is a problem of one line, not of the stack', () => {
    const list = `${'['.repeat(9000)}${']'.repeat(9000)}`;
    const text = `<obj_start>x<obj_end><box_start>${list}<box_end> stays`;
    const { steps, problems } = parseEvidence(text);
    expect(steps).toEqual([{ text: 'x stays', boxes: [] }]);
    expect(problems.map(({ length }) => length < 200)).toEqual([true]);
  });

  it('takes an object without a box list', () => {
    expect(parseEvidence('the <obj_start>cup<obj_end> falls').steps).toEqual([
      { text: 'the cup falls', boxes: [] },
    ]);
  });
});
