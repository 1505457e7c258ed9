import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../formats/format-settings.ts';
import {
  areSettingsValid,
  areSharesValid,
  type ExportChoice,
  optionsOf,
} from './use-export-options.ts';

const choice: ExportChoice = {
  format: 'video-espresso-test',
  status: 'curated',
  task: null,
  videoId: null,
  isSplit: false,
  shares: { train: 80, val: 10, test: 10, seed: 7 },
  settings: DEFAULT_SETTINGS,
};

describe('optionsOf', () => {
  it('leaves the status to the service when curated drafts are asked for', () => {
    expect(optionsOf(choice)).toEqual({ filter: {}, settings: DEFAULT_SETTINGS });
    expect(optionsOf({ ...choice, status: 'flagged', task: 'T', videoId: 'video:1' })).toEqual({
      filter: { status: 'flagged', task: 'T', videoId: 'video:1' },
      settings: DEFAULT_SETTINGS,
    });
  });

  it('splits only when asked to, and by shares that add up', () => {
    expect(optionsOf({ ...choice, isSplit: true }).split).toEqual(choice.shares);
    const shares = { ...choice.shares, test: 20 };
    expect(areSharesValid(shares)).toBe(false);
    expect(optionsOf({ ...choice, isSplit: true, shares })).not.toHaveProperty('split');
  });

  it('keeps settings back that cannot be written', () => {
    const { llava } = DEFAULT_SETTINGS;
    const settings = {
      ...DEFAULT_SETTINGS,
      llava: { ...llava, sampling: { ...llava.sampling, oe: 'some' } },
    };
    expect(areSettingsValid(settings)).toBe(false);
    expect(optionsOf({ ...choice, settings })).toEqual({ filter: {} });
  });

  it('takes everything for an archive', () => {
    expect(
      optionsOf({ ...choice, format: 'ristretto-archive', status: 'accepted', isSplit: true }),
    ).toEqual({ filter: {} });
  });
});
