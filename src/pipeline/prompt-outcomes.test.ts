import { expect, it } from 'vitest';
import { noneByStatus } from '../core/draft-filter.ts';
import type { DraftOutcome } from '../core/store-port.ts';
import { byVersion, outcomeSum } from './prompt-outcomes.ts';

const row = (changes: Partial<DraftOutcome>): DraftOutcome => ({
  recipe: 'llava',
  step: 'l1',
  promptId: 'l1',
  promptVersion: 1,
  model: 'm',
  byStatus: noneByStatus(),
  usd: 0.5,
  unpriced: 0,
  ...changes,
});
const some = { ...noneByStatus(), accepted: 2, edited: 1, rejected: 1, pending: 4, flagged: 1 };

it('takes what was kept as a share of what was decided about', () => {
  expect(outcomeSum([row({ byStatus: some }), row({ byStatus: some })])).toMatchObject({
    drafts: 18,
    kept: 6,
    decided: 8,
    acceptance: 0.75,
    usd: 1,
  });
  expect(outcomeSum([row({})]).acceptance).toBeNull();
});

it('does not know the cost when one draft has no price', () => {
  expect(outcomeSum([row({}), row({ unpriced: 1 })]).usd).toBeNull();
});

it('keeps versions of a prompt apart, whoever answered them', () => {
  const rows = [
    row({ byStatus: some }),
    row({ byStatus: some, model: 'other' }),
    row({ promptVersion: 2 }),
    row({ promptId: 'l2', byStatus: some }),
  ];
  const versions = byVersion(rows, 'l1');
  expect([...versions.keys()]).toEqual([1, 2]);
  expect(versions.get(1)?.drafts).toBe(18);
});
