import { expect, test } from 'vitest';
import { projectProgress } from './progress.ts';

test('counts what is decided; flagged and skipped drafts wait for a second look', () => {
  const { reviewed, parts } = projectProgress({
    pending: 10,
    accepted: 3,
    edited: 2,
    rejected: 1,
    skipped: 4,
    flagged: 5,
  });
  expect(reviewed).toBe(6);
  expect(parts.map(({ id, count }) => [id, count])).toEqual([
    ['accepted', 3],
    ['edited', 2],
    ['rejected', 1],
    ['flagged', 5],
    ['skipped', 4],
  ]);
});
