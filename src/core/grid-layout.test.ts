import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GridLayout, placeGrid } from './grid-layout.ts';

const CELL = { widthPx: 320, heightPx: 180 };

test('row 19: 5 × 6 without gaps, row by row, squeezed to 800 × 600', () => {
  const layout: GridLayout = {
    columns: 5,
    gapPx: 0,
    lines: false,
    labels: 'none',
    size: { kind: 'exact', widthPx: 800, heightPx: 600 },
  };
  const { cells, ...size } = placeGrid(30, CELL, layout);
  expect(size).toMatchObject({ widthPx: 800, heightPx: 600, lines: [], labels: [] });
  expect(cells[0]).toEqual({ xPx: 0, yPx: 0, widthPx: 160, heightPx: 100 });
  expect(cells[6]).toEqual({ xPx: 160, yPx: 100, widthPx: 160, heightPx: 100 });
});

test('row 19: one tall column with labelled rows, 20 px apart, with lines between them', () => {
  const layout: GridLayout = {
    columns: 1,
    gapPx: 20,
    lines: true,
    labels: 'left',
    size: { kind: 'fit', longSidePx: 1e9 },
  };
  const placed = placeGrid(3, CELL, layout);
  expect(placed).toMatchObject({ widthPx: 420, heightPx: 580 });
  expect(placed.labels.map(({ text }) => text)).toEqual(['0', '1', '2']);
  expect(placed.labels[1]).toMatchObject({ xPx: 50, yPx: 290 });
  expect(placed.lines).toHaveLength(2);
  expect(placed.lines[0]).toMatchObject({ xPx: 0, yPx: 189, widthPx: 420 });
});

test('bands of 50 px shrink with the picture', () => {
  const layout: GridLayout = {
    columns: 4,
    gapPx: 50,
    lines: false,
    labels: 'none',
    size: { kind: 'fit', longSidePx: 715 },
  };
  const { cells, widthPx } = placeGrid(16, CELL, layout);
  expect(widthPx).toBe(715);
  expect((cells[1]?.xPx ?? 0) - (cells[0]?.widthPx ?? 0)).toBeCloseTo(25, 6);
});

test('cells lie inside the picture, in order, and do not overlap', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 0, max: 60 }),
    fc.constantFrom('none', 'left'),
    (count, columns, gapPx, labels) => {
      const size = { kind: 'fit', longSidePx: 1920 } as const;
      const placed = placeGrid(count, CELL, { columns, gapPx, lines: true, labels, size });
      expect(placed.cells).toHaveLength(count);
      for (const [k, cell] of placed.cells.entries()) {
        expect(cell.xPx).toBeGreaterThanOrEqual(0);
        expect(cell.xPx + cell.widthPx).toBeLessThanOrEqual(placed.widthPx + 1e-6);
        expect(cell.yPx + cell.heightPx).toBeLessThanOrEqual(placed.heightPx + 1);
        const next = placed.cells[k + 1];
        if (!next) continue;
        const isRight = next.xPx >= cell.xPx + cell.widthPx - 1e-6;
        expect(isRight || next.yPx >= cell.yPx + cell.heightPx - 1e-6).toBe(true);
      }
    },
  );
  fc.assert(property);
});
