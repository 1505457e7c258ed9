import { expect, test } from 'vitest';
import { readReviewSearch } from './review-search.ts';

test('keeps what it understands and drops the rest', () => {
  expect(
    readReviewSearch({ draft: 'draft:1', status: 'flagged', text: 'salt', page: 3, task: '' }),
  ).toEqual({ draft: 'draft:1', status: 'flagged', text: 'salt' });
  expect(readReviewSearch({ draft: 'video:1', status: 'eaten', text: 4 })).toEqual({});
});
