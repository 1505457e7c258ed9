import { expect, it } from 'vitest';
import { curvePath } from './curve.ts';

const box = { startSec: 10, endSec: 20, height: 50 };

it('maps the clip to the width and cosine 1 to the top', () => {
  const { line, area } = curvePath([10, 15, 20], [1, 0.5, 0], box);
  expect(line).toBe('M0.00 0.00 L500.00 25.00 L1000.00 50.00');
  expect(area).toBe(`${line} L1000.00 50 L0.00 50 Z`);
});

it('keeps negative cosines and frames without a stand-in at the bottom', () => {
  expect(curvePath([10, 20], [-0.4, null], box).line).toBe('M0.00 50.00 L1000.00 50.00');
});

it('draws nothing without frames', () => {
  expect(curvePath([], [], box)).toEqual({ line: '', area: '' });
});
