import { useState } from 'react';
import type { DraftStatus } from '../../core/flow.ts';
import type { DraftFilter } from '../../core/store-port.ts';
import type { SplitShares } from '../../formats/export-source.ts';
import {
  DEFAULT_SETTINGS,
  type FormatSettings,
  SAMPLING_STRATEGY,
} from '../../formats/format-settings.ts';
import type { DatasetFormat } from '../../formats/sniff.ts';

/** What people accepted, as it came or after an edit. */
export const CURATED = 'curated';

export interface ExportChoice {
  format: DatasetFormat;
  status: DraftStatus | typeof CURATED;
  task: string | null;
  videoId: string | null;
  isSplit: boolean;
  /** Whole per cents, and the seed that deals the videos out. */
  shares: SplitShares;
  settings: FormatSettings;
}

const START: ExportChoice = {
  format: 'video-espresso-test',
  status: CURATED,
  task: null,
  videoId: null,
  isSplit: false,
  shares: { train: 80, val: 10, test: 10, seed: 1 },
  settings: DEFAULT_SETTINGS,
};

export const areSharesValid = ({ train, val, test }: SplitShares): boolean =>
  train + val + test === 100;

export const isStrategy = (text: string): boolean => SAMPLING_STRATEGY.test(text);

/** Whether every typed setting can be written. */
export const areSettingsValid = ({ llava }: FormatSettings): boolean =>
  llava.dataSource !== '' &&
  llava.captionPrompt !== '' &&
  Object.values(llava.sampling).every(isStrategy);

/** The choice as the dataset service takes it. */
export function optionsOf({
  status,
  task,
  videoId,
  isSplit,
  shares,
  format,
  settings,
}: ExportChoice): { filter: DraftFilter; split?: SplitShares; settings?: FormatSettings } {
  if (format === 'ristretto-archive') return { filter: {} };
  const filter: DraftFilter = {
    ...(status === CURATED ? {} : { status }),
    ...(task === null ? {} : { task }),
    ...(videoId === null ? {} : { videoId }),
  };
  const chosen = areSettingsValid(settings) ? { filter, settings } : { filter };
  return isSplit && areSharesValid(shares) ? { ...chosen, split: shares } : chosen;
}

export type ChangeChoice = (change: Partial<ExportChoice>) => void;

export function useExportChoice(): [ExportChoice, ChangeChoice] {
  const [choice, setChoice] = useState(START);
  return [choice, (change) => setChoice((before) => ({ ...before, ...change }))];
}
