import type { CoreFrame, SampledFrame, Selection, VideoId } from '../core/flow.ts';
import type { SelectionOutcome } from '../core/selection/select.ts';
import type { SelectParams } from './selecting.ts';
import type { SamplingChoice } from './selection-inputs.ts';

/** Everything that one selection rests on. */
export interface Run
  extends Pick<SelectParams, 'method' | 'params' | 'question' | 'captionKey' | 'picked'> {
  sampling: SamplingChoice;
  pinned: string[];
  dropped: string[];
}

/** What the frames of a saved selection were sampled with. */
export const samplingOf = ({
  everySec,
  longSidePx,
  modelId,
  provider,
}: Selection): SamplingChoice => ({
  everySec,
  longSidePx,
  modelId: modelId ?? '',
  provider,
});

/** The selection as it is saved: enough to choose again. */
export function toSelection(
  outcome: SelectionOutcome,
  sampled: readonly SampledFrame[],
  {
    run,
    videoId,
    modelSha256,
    wallMs,
  }: { run: Run; videoId: VideoId; modelSha256: string; wallMs: number },
): Selection {
  const core: CoreFrame[] = outcome.core.flatMap(({ index, score, reasons }) => {
    const sample = sampled[index];
    return sample ? [{ frame: sample.frame, score, reasons }] : [];
  });
  const { method, params, representedBy, similarity, metrics } = outcome;
  const question = run.question?.trim();
  return {
    videoId,
    method,
    params,
    ...(question ? { question } : {}),
    ...(run.captionKey === undefined ? {} : { captionKey: run.captionKey }),
    ...(run.picked ? { picked: [...run.picked] } : {}),
    core,
    representedBy,
    similarity,
    metrics,
    modelSha256,
    wallMs,
    ...run.sampling,
    sampledSec: sampled.map(({ frame }) => frame.ptsSec),
    pinned: run.pinned,
    dropped: run.dropped,
  };
}
