import { describe, expect, it } from 'vitest';
import { areSharesValid, type ExportChoice, optionsOf } from './use-export-options.ts';

const choice: ExportChoice = {
  format: 'videoespresso-test',
  status: 'curated',
  task: null,
  videoId: null,
  isSplit: false,
  shares: { train: 80, val: 10, test: 10, seed: 7 },
};

describe('optionsOf', () => {
  it('leaves the status to the service when curated drafts are asked for', () => {
    expect(optionsOf(choice)).toEqual({ filter: {} });
    expect(optionsOf({ ...choice, status: 'flagged', task: 'T', videoId: 'video:1' })).toEqual({
      filter: { status: 'flagged', task: 'T', videoId: 'video:1' },
    });
  });

  it('splits only when asked to, and by shares that add up', () => {
    expect(optionsOf({ ...choice, isSplit: true }).split).toEqual(choice.shares);
    const shares = { ...choice.shares, test: 20 };
    expect(areSharesValid(shares)).toBe(false);
    expect(optionsOf({ ...choice, isSplit: true, shares })).toEqual({ filter: {} });
  });

  it('takes everything for an archive', () => {
    expect(
      optionsOf({ ...choice, format: 'ristretto-archive', status: 'accepted', isSplit: true }),
    ).toEqual({ filter: {} });
  });
});
