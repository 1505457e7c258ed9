import { useState } from 'react';
import type { DraftStatus } from '../../core/flow.ts';
import type { DraftFilter } from '../../core/store-port.ts';
import type { SplitShares } from '../../formats/export-source.ts';
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
}

const START: ExportChoice = {
  format: 'videoespresso-test',
  status: CURATED,
  task: null,
  videoId: null,
  isSplit: false,
  shares: { train: 80, val: 10, test: 10, seed: 1 },
};

export const areSharesValid = ({ train, val, test }: SplitShares): boolean =>
  train + val + test === 100;

/** The choice as the dataset service takes it. */
export function optionsOf({ status, task, videoId, isSplit, shares, format }: ExportChoice): {
  filter: DraftFilter;
  split?: SplitShares;
} {
  if (format === 'ristretto-archive') return { filter: {} };
  const filter: DraftFilter = {
    ...(status === CURATED ? {} : { status }),
    ...(task === null ? {} : { task }),
    ...(videoId === null ? {} : { videoId }),
  };
  return isSplit && areSharesValid(shares) ? { filter, split: shares } : { filter };
}

export type ChangeChoice = (change: Partial<ExportChoice>) => void;

export function useExportChoice(): [ExportChoice, ChangeChoice] {
  const [choice, setChoice] = useState(START);
  return [choice, (change) => setChoice((before) => ({ ...before, ...change }))];
}
