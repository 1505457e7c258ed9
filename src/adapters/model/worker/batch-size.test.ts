import { expect, it } from 'vitest';
import { BatchSize } from './batch-size.ts';

function settle(batch: BatchSize, msFor: (size: number) => number): number {
  for (let k = 0; k < 12; k += 1) batch.record(batch.current, msFor(batch.current));
  return batch.current;
}

it('grows while a larger batch is faster per picture', () => {
  expect(settle(new BatchSize(null, 1000), (size) => 5 + 2 * size)).toBe(32);
});
it('stays small where nothing is gained', () => {
  expect(settle(new BatchSize(null, 1000), (size) => 3 * size)).toBe(1);
});
it('stays small on a slow machine, so that a cancel is heard', () => {
  expect(settle(new BatchSize(null, 1000), (size) => 100 + 90 * size)).toBe(1);
});
it('keeps to what the graph demands', () => {
  expect(settle(new BatchSize(2, 1000), () => 1)).toBe(2);
});
it('keeps large inputs out of memory trouble', () => {
  expect(settle(new BatchSize(null, 8_000_000), (size) => 5 + size)).toBe(4);
});
it('learns nothing from the rest of a list', () => {
  const batch = new BatchSize(null, 1000);
  batch.record(1, 900);
  batch.record(1, 5);
  batch.record(3, 1);
  expect(batch.current).toBe(4);
});
