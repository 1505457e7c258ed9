import type { VideoId } from '../core/flow.ts';
import type { JobSpec } from '../core/job.ts';

/** The encoder that comes with the studio. */
export const BUNDLED_MODEL_ID = 'ristretto-e1';

/** What *Prepare* does when nobody chooses otherwise: one frame a second, 768 px, the studio's own selector. */
export function defaultPrepareSpec(videoId: VideoId): Extract<JobSpec, { kind: 'prepare' }> {
  return {
    kind: 'prepare',
    videoId,
    everySec: 1,
    longSidePx: 768,
    decoder: 'auto',
    provider: 'auto',
    modelId: BUNDLED_MODEL_ID,
    method: 'ristretto',
    selectionParams: {},
  };
}
