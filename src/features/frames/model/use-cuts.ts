import { useMemo } from 'react';
import type { VideoFile } from '../../../core/flow.ts';
import { estimateShots } from '../../../core/shots/estimate.ts';
import type { SelectionSignals } from '../../../pipeline/selecting.ts';

/** Where shots begin: exact where somebody had every frame looked at, else estimated from the sampled frames. */
export function useCuts(
  { shots }: VideoFile,
  signals: SelectionSignals | null,
): { cutsSec: readonly number[]; isEstimate: boolean } {
  return useMemo(() => {
    const known = shots ?? (signals ? estimateShots(signals.sampled, signals.embeddings) : null);
    return {
      cutsSec: known?.cuts.map(({ ptsSec }) => ptsSec) ?? [],
      isEstimate: known?.from !== 'frames',
    };
  }, [shots, signals]);
}
