import { expect, it } from 'vitest';
import { targetOf } from './grid-moves.ts';

const at = (key: string, from: number) => targetOf(key, { from, columns: 5, count: 12 });

it.each([
  ['ArrowRight', 3, 4],
  ['ArrowDown', 3, 8],
  ['ArrowUp', 8, 3],
  ['Home', 7, 0],
  ['End', 7, 11],
])('%s leads from %i to %i', (key, from, to) => {
  expect(at(key, from)).toBe(to);
});

it('stays inside the grid', () => {
  expect(at('ArrowLeft', 0)).toBe(0);
  expect(at('ArrowDown', 9)).toBe(11);
  expect(at('PageUp', 4)).toBe(0);
});

it('leaves other keys and an empty grid alone', () => {
  expect(at('a', 3)).toBeNull();
  expect(targetOf('End', { from: 0, columns: 5, count: 0 })).toBeNull();
});
