import type { CitableFrame } from '../core/cited-evidence.ts';
import { encodeError, StudioError } from '../core/errors.ts';
import type { EmbeddingMatrix } from '../core/flow.ts';
import type { RecipeReply, RunRequest } from '../core/requests.ts';
import { samplingGrid } from '../core/sampling-grid.ts';
import { blankness } from '../core/selection/blankness.ts';
import { select } from '../core/selection/select.ts';
import type { RecipeInput, RecipeOutput } from './recipe.ts';
import type { ShareGpt4VideoParams } from './sharegpt4video-params.ts';

/** The part of the clip that is looked at: what is said of the whole is said of this. */
export function readSpan({
  video,
  params: { stopAfterSec },
}: Pick<RecipeInput<ShareGpt4VideoParams>, 'video' | 'params'>): {
  startSec: number;
  endSec: number;
} {
  const { startSec, endSec } = video;
  return {
    startSec,
    endSec: stopAfterSec > 0 ? Math.min(endSec, startSec + stopAfterSec) : endSec,
  };
}

/** §3.1, semantic-aware key frames: a candidate every 2 s, kept where it differs from the last one kept. */
export async function* keyFrames(
  input: RecipeInput<ShareGpt4VideoParams>,
  send: RunRequest,
): AsyncGenerator<RecipeOutput, CitableFrame[], void> {
  const { video, params } = input;
  const durationSec = video.endSec - video.startSec;
  if (durationSec <= params.minDurationSec) {
    const message = `The clip is ${durationSec.toFixed(1)} s long; the method captions none up to ${params.minDurationSec} s.`;
    const error = new StudioError('input/invalid', message, { details: { durationSec } });
    yield { type: 'problem', label: 'key frames', error: encodeError(error) };
    return [];
  }
  const { everySec, longSidePx, modelId, maxCosine } = params;
  const read = readSpan(input);
  const timesSec = samplingGrid({ ...read, durationSec: read.endSec - read.startSec }, everySec);
  const asked = { kind: 'sampleFrames', step: 'sample', videoId: video.id, longSidePx } as const;
  const sampled = await send({ ...asked, timesSec });
  const frames = [...new Map(sampled.map(({ frame }) => [frame.ptsSec, frame])).values()];
  const imageSha256s = frames.map(({ imageSha256 }) => imageSha256);
  const embedded = await send({ kind: 'embedFrames', step: 'embed', modelId, imageSha256s });
  const { core } = select('clip-novelty', {
    times: frames.map(({ ptsSec }) => ptsSec),
    hashes: imageSha256s,
    embeddings: matrixOf(modelId, embedded),
    blankness: frames.map(blankness),
    params: { maxCosine, everySec, stopAfterSec: 0, minDurationSec: 0 },
    pinned: input.overruled?.pinned ?? [],
    dropped: input.overruled?.dropped ?? [],
  });
  return core.flatMap(({ index }) => {
    const frame = frames[index];
    return frame ? [{ ptsSec: frame.ptsSec, imageSha256: frame.imageSha256 }] : [];
  });
}

/** Rows as one matrix, row-major, as selection reads them. */
function matrixOf(
  modelId: string,
  { vectors, modelSha256 }: RecipeReply['embedFrames'],
): EmbeddingMatrix {
  const dim = vectors[0]?.length ?? 0;
  const data = new Float32Array(vectors.length * dim);
  for (const [row, vector] of vectors.entries()) data.set(vector, row * dim);
  return { modelId, modelSha256, rows: vectors.length, dim, data };
}
