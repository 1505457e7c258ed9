import type { CoreFrame, SampledFrame, Selection, VideoId } from '../core/flow.ts';
import type { SelectionOutcome } from '../core/selection/select.ts';
import type { SamplingChoice } from './selection-inputs.ts';

/** How to choose, whatever the frames are. */
export interface SelectHow {
  method: string;
  params: Record<string, number>;
  /** Left out or blank: no question. Methods that make no use of one pass over it. */
  question?: string | null | undefined;
  /** Key in the store's embeddings under which every frame's caption vector lies, by the frame's `imageSha256`. */
  captionKey?: string | undefined;
  /** `imageSha256` of the frames that a model picked, most relevant first. */
  picked?: readonly string[] | undefined;
}

/** Everything that one selection rests on. */
export interface Run extends SelectHow {
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
