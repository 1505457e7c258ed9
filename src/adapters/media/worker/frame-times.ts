import { firstTickAt } from '../../../core/time.ts';
import type { FrameTime } from '../protocol.ts';
import { withFfmpeg } from './ffmpeg-host.ts';
import { indexPackets } from './ffmpeg-index.ts';
import { probeStreams } from './ffprobe.ts';
import { openMediaTrack } from './media-track.ts';
import { framesOf } from './packet-index.ts';

/** Times of the pictures in `[startSec, endSec)`, ascending, as the container states them. */
export async function frameTimes(
  file: Blob,
  range: { startSec: number; endSec: number },
  signal: AbortSignal,
): Promise<FrameTime[]> {
  const media = await openMediaTrack(file);
  if (media) {
    try {
      const { timescale } = media.presentation;
      const ticks = await media.presentation.ticksBetween(
        firstTickAt(range.startSec, timescale),
        firstTickAt(range.endSec, timescale),
      );
      return ticks.map((tick) => toFrameTime(tick, timescale));
    } finally {
      media.container.close();
    }
  }
  return withFfmpeg(file, signal, async (session) => {
    const report = await probeStreams(session);
    const { video } = report;
    if (!video) return [];
    const asked = [{ fromSec: range.startSec, toSec: range.endSec }];
    const { ticks, timescale } = framesOf(
      await indexPackets(session, { file, report, video, asked }),
    );
    return Array.from(ticks, (tick) => toFrameTime(tick, timescale)).filter(
      ({ ptsTicks }) =>
        ptsTicks >= firstTickAt(range.startSec, timescale) &&
        ptsTicks < firstTickAt(range.endSec, timescale),
    );
  });
}

function toFrameTime(ptsTicks: number, timescale: number): FrameTime {
  return { ptsSec: ptsTicks / timescale, ptsTicks, timescale };
}
