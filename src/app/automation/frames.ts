import { StudioError } from '../../core/errors.ts';
import type { VideoFacts, VideoFile } from '../../core/flow.ts';
import type { FileLike } from '../../core/ports.ts';
import { samplingGrid } from '../../core/sampling-grid.ts';
import { blankness } from '../../core/selection/blankness.ts';
import { videoIdOf } from '../../pipeline/library.ts';
import { fileArgument, listArgument, objectArgument, oneOf, positiveNumber } from './arguments.ts';
import type { SampleOptions, SampleResult } from './contract.ts';
import { type ScriptSession, videoOf } from './session.ts';

const DEFAULT_LONG_SIDE_PX = 448;

/** `ristretto.videos.probe`: facts of a file that is not added anywhere. */
export async function probeFile({ studio }: ScriptSession, file: File): Promise<VideoFile> {
  const facts = await studio.media.probe(fileArgument(file));
  const fingerprint = await studio.files.fingerprint(file);
  return {
    ...facts,
    id: videoIdOf(fingerprint),
    name: file.name,
    sizeBytes: file.size,
    fingerprint,
    licence: null,
    source: null,
    addedAtMs: studio.clock.nowMs(),
  };
}

/** `ristretto.frames.sample`: exact frames at the asked times, in the order asked. */
export async function sampleFrames(
  session: ScriptSession,
  source: File | string,
  options: SampleOptions,
): Promise<SampleResult> {
  const { media } = session.studio;
  const { longSidePx = DEFAULT_LONG_SIDE_PX, decoder = 'auto' } = objectArgument(
    'options',
    options,
  );
  positiveNumber('longSidePx', longSidePx);
  oneOf('decoder', decoder, ['auto', 'webcodecs', 'ffmpeg']);
  const { file, facts } = await openSource(session, source);
  const askedSec = askedTimes(facts, options);
  const startedAt = performance.now();
  const { frames, stats } = media.sample(file, facts, {
    timesSec: [...new Set(askedSec)].sort((a, b) => a - b),
    longSidePx,
    decoder,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const byTime = new Map<number, SampleResult['frames'][number]>();
  for await (const { askedSec: timeSec, frame, jpeg } of frames) {
    const { perceptualHash: _hash, lumaSpread: _spread, flatShare: _flat, ...facts } = frame;
    byTime.set(timeSec, {
      ...facts,
      askedSec: timeSec,
      blankness: blankness(frame),
      image: new Blob([jpeg.slice()], { type: 'image/jpeg' }),
    });
  }
  return {
    decoder: stats.decoder,
    frames: askedSec.flatMap((timeSec) => byTime.get(timeSec) ?? []),
    stats: {
      wallMs: performance.now() - startedAt,
      framesDecoded: stats.framesDecoded,
      bytesRead: stats.bytesRead,
      missingSec: stats.missingSec,
    },
  };
}

async function openSource(
  session: ScriptSession,
  source: File | string,
): Promise<{ file: FileLike; facts: VideoFacts }> {
  if (typeof source !== 'string') {
    const file = fileArgument(source);
    return { file, facts: await session.studio.media.probe(file) };
  }
  const facts = await videoOf(session, source);
  return { file: await session.studio.files.open(facts.id), facts };
}

function askedTimes(facts: VideoFacts, { timesSec, everySec }: SampleOptions): number[] {
  if (timesSec && everySec === undefined) {
    if (!listArgument('timesSec', timesSec).every(Number.isFinite))
      throw new StudioError('input/invalid', 'timesSec must hold finite numbers.');
    return timesSec;
  }
  if (everySec !== undefined && !timesSec)
    return samplingGrid(facts, positiveNumber('everySec', everySec));
  throw new StudioError('input/invalid', 'Give exactly one of timesSec and everySec.');
}
