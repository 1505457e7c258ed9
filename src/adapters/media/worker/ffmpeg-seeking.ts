import type { Size } from '../../../core/picture/geometry.ts';
import { pixelLayout } from '../../../core/picture/pixel-formats.ts';
import { packedPlaces } from '../../../core/picture/raw-picture.ts';
import type { TimeBase } from '../../../core/time.ts';
import { toRawFrame } from './decoded-picture.ts';
import { type FfmpegSession, withFfmpeg } from './ffmpeg-host.ts';
import { decodedOnScreen, type RunResult, runFfmpeg } from './ffmpeg-run.ts';
import { openTimeline, type Target, type Timeline } from './ffmpeg-timeline.ts';
import { inOrder, laneCount } from './ordered-lanes.ts';
import { pickedSize } from './picked-size.ts';
import type { DecodeCounts, RawFrame, SampleRun } from './raw-frame.ts';
import { unlessFailed } from './unless-failed.ts';

/** Raw pictures of one run that may exist at once. */
const RUN_BYTES = 48 * 1024 * 1024;
const RUN_PICTURES = 48;
/** The same for pictures of which samples are picked: files that are decoded from their start each time need few runs. */
const RUN_SMALL_PICTURES = 600;
/** The first run is a short one, so that something shows soon. */
const FIRST_RUN_PICTURES = 4;
/** A gap that holds no wanted picture is decoded through when it is shorter; starting FFmpeg again costs about as much. */
const GAP_SEC = 4;
/** How far before the wanted picture the second and the third attempt start; then comes the beginning of the file. */
const EARLIER_SEC = [2, 15];
/** After so many breakdowns the rest of the file is given up. */
const MAX_BREAKDOWNS = 4;

interface Wanted extends Target {
  askedSec: number[];
}

/**
 * Decodes in runs of bounded size. Which picture a time means is known from the container before each run and checked against
 * what was really decoded after it: a picture that does not decode is answered by the one before it, never by a wrong label.
 */
export async function* sampleBySeeking<T>(
  file: Blob,
  timesSec: readonly number[],
  run: SampleRun<T>,
): AsyncGenerator<T, void, void> {
  const { counts, signal } = run;
  const timeline = await withFfmpeg(file, signal, async (session) => {
    const opened = await openTimeline(session, file, { timesSec, signal });
    counts.bytesRead += session.bytesRead;
    return opened;
  });
  const size = pickedSize(storedSize(timeline), run.sparse);
  const asked = { timesSec, isKeysOnly: run.isKeysOnly ?? false, size };
  let at = 0;
  const state = { breakdowns: 0 };
  try {
    yield* inOrder<Wanted[], T>(
      async () => {
        const chunk = await nextChunk(timeline, asked, at);
        at = chunk.next;
        return chunk.wanted.length > 0 ? chunk.wanted : null;
      },
      async (wanted, outlet) => {
        // The instance goes back between runs, so that a reader who takes his time blocks nobody.
        const decode = (some: readonly Wanted[]) =>
          withFfmpeg(file, outlet.signal, (session) =>
            decodeChunk(session, { timeline, wanted: some, counts, size }),
          );
        for await (const frame of decodeWhatCan(wanted, { decode, counts, state }))
          await outlet.put(await run.finish(frame));
      },
      { count: laneCount(), ahead: run.ahead, signal },
    );
  } finally {
    timeline.close();
  }
}

/** A damaged stretch can break FFmpeg, and another may still decode: after a breakdown each picture is tried alone, for a while. */
async function* decodeWhatCan(
  chunk: readonly Wanted[],
  run: {
    decode(wanted: readonly Wanted[]): Promise<RawFrame[]>;
    counts: DecodeCounts;
    state: { breakdowns: number };
  },
): AsyncGenerator<RawFrame, void, void> {
  const { state, counts } = run;
  const attempt = (wanted: readonly Wanted[]) =>
    state.breakdowns < MAX_BREAKDOWNS ? unlessFailed(() => run.decode(wanted)) : null;
  const isTogether = state.breakdowns === 0;
  const together = isTogether ? await attempt(chunk) : null;
  if (together) {
    yield* together;
    return;
  }
  if (isTogether) state.breakdowns += 1;
  for (const one of chunk) {
    const alone = await attempt([one]);
    if (alone) {
      yield* alone;
    } else {
      if (!isTogether) state.breakdowns += 1;
      counts.missingSec.push(...one.askedSec);
    }
  }
}

interface Asked {
  timesSec: readonly number[];
  isKeysOnly: boolean;
  size: Size | null;
}

async function nextChunk(
  timeline: Timeline,
  { timesSec, isKeysOnly, size }: Asked,
  from: number,
): Promise<{ wanted: Wanted[]; next: number }> {
  const isShort = from === 0 && !timeline.isOnlyFromStart;
  const most = isShort ? FIRST_RUN_PICTURES : size ? RUN_SMALL_PICTURES : RUN_PICTURES;
  const limit = Math.max(1, Math.min(most, Math.floor(RUN_BYTES / pictureBytes(timeline, size))));
  const gapTicks = (GAP_SEC * timeline.base.den) / timeline.base.num;
  const wanted: Wanted[] = [];
  let next = from;
  for (; next < timesSec.length; next++) {
    const askedSec = timesSec[next] as number;
    const target = keyOr(await timeline.targetAt(askedSec), isKeysOnly);
    const last = wanted.at(-1);
    if (last?.tick === target.tick) {
      last.askedSec.push(askedSec);
      continue;
    }
    const isFar =
      last !== undefined &&
      !timeline.isOnlyFromStart &&
      target.keyTick !== null &&
      target.keyTick - last.tick > gapTicks;
    const isBack = last !== undefined && target.tick < last.tick;
    if (wanted.length >= limit || isFar || isBack) break;
    wanted.push({ ...target, askedSec: [askedSec] });
  }
  return { wanted, next };
}

function keyOr(target: Target, isKeysOnly: boolean): Target {
  const { keyTick, tick } = target;
  return isKeysOnly && keyTick !== null && keyTick < tick ? { keyTick, tick: keyTick } : target;
}

const storedSize = ({ video }: Timeline): Size => ({
  widthPx: video.width ?? 1920,
  heightPx: video.height ?? 1080,
});

function pictureBytes(timeline: Timeline, picked: Size | null): number {
  const { video } = timeline;
  const layout = pixelLayout(video.pix_fmt ?? '') ?? pixelLayout('rgb24');
  const size = picked ?? storedSize(timeline);
  return layout ? Math.max(1, packedPlaces(layout, size).totalBytes) : 1;
}

interface Chunk {
  timeline: Timeline;
  wanted: readonly Wanted[];
  counts: DecodeCounts;
  size: Size | null;
}

async function decodeChunk(
  session: FfmpegSession,
  { timeline, wanted, counts, size }: Chunk,
): Promise<RawFrame[]> {
  const first = wanted[0];
  if (!first) return [];
  const run = async (
    ticks: readonly number[],
    seekSec: number | null,
    pixelFormat = timeline.video.pix_fmt,
  ): Promise<RunResult> => {
    const { countedRate, startsAnew, isPartlyDated } = timeline;
    const excerpt = seekSec === null ? null : await timeline.excerptAt(seekSec);
    await session.mount(excerpt);
    const plan = {
      ...{ ticks, countedRate, startsAnew, pixelFormat, size },
      seekSec: excerpt ? null : seekSec,
      isFromStart: seekSec === null,
      needsDatedKey: isPartlyDated,
    };
    const bytesBefore = session.bytesRead;
    const result = await runFfmpeg(session, plan);
    counts.framesDecoded += result.decodedTicks.length;
    counts.bytesRead += session.bytesRead - bytesBefore;
    return result;
  };
  let missedBefore = Number.POSITIVE_INFINITY;
  for (const seekSec of seekAttempts(timeline, first)) {
    const result = await run(
      wanted.map(({ tick }) => tick),
      seekSec,
    );
    if (seekSec !== null && decodedOnScreen(result.decodedTicks, first.tick) === null) continue;
    // A picture may be absent because decoding began too late for what it refers to; starting earlier shows it.
    const decoded = new Set(result.decodedTicks);
    const missed = wanted.filter(({ tick }) => !decoded.has(tick)).length;
    const isWorthAnother = seekSec !== null && missed > 0 && missed < missedBefore;
    missedBefore = missed;
    if (isWorthAnother) continue;
    const onScreen = wanted.map(
      ({ tick }) => decodedOnScreen(result.decodedTicks, tick) ?? result.decodedTicks[0] ?? null,
    );
    const absent = new Set(
      onScreen.filter((tick) => tick !== null && !result.pictures.has(tick)) as number[],
    );
    const results = [result];
    // One run for each pixel format among them: seldom one, and as a rule none.
    for (const format of new Set(Array.from(absent, (tick) => result.formats.get(tick)))) {
      const alike = [...absent].filter((tick) => result.formats.get(tick) === format);
      results.push(await run(alike, seekSec, format));
    }
    return collect({ timeline, wanted, counts, size }, onScreen, results);
  }
  return [];
}

/** Starting points, from the cheapest to the one that cannot miss. */
function seekAttempts({ base, isOnlyFromStart }: Timeline, first: Wanted): (number | null)[] {
  if (isOnlyFromStart) return [null];
  const sec = (tick: number) => (tick * base.num) / base.den;
  // Some demuxers look for the key picture by decoding time, which lies before its presentation time.
  const near =
    first.keyTick === null ? sec(first.tick) : Math.min(sec(first.tick), sec(first.keyTick) + 0.2);
  const earlier = EARLIER_SEC.map((back) => sec(first.tick) - back);
  return [...[near, ...earlier].filter((start) => start > 0), null];
}

function collect(
  { timeline, wanted, counts }: Chunk,
  onScreen: readonly (number | null)[],
  results: readonly RunResult[],
): RawFrame[] {
  const frames: RawFrame[] = [];
  wanted.forEach(({ askedSec }, i) => {
    const tick = onScreen[i] ?? null;
    const base: TimeBase = results[0]?.base ?? timeline.base;
    const found =
      tick === null ? undefined : results.map(({ pictures }) => pictures.get(tick)).find(Boolean);
    if (tick === null || !found) {
      counts.missingSec.push(...askedSec);
      return;
    }
    frames.push(toRawFrame(found, { tick, askedSec, base, stated: timeline.colour }));
  });
  return frames;
}
