import { type DecodedPicture, toRawFrame } from './decoded-picture.ts';
import { withFfmpeg } from './ffmpeg-host.ts';
import { decodePackets } from './ffmpeg-packets.ts';
import { sampleBySeeking } from './ffmpeg-seeking.ts';
import { type MediaTrack, openMediaTrack } from './media-track.ts';
import { inOrder, laneCount } from './ordered-lanes.ts';
import { type Job, PacketBatches } from './packet-batches.ts';
import { type PacketFraming, packetFraming } from './packet-framing.ts';
import { pickedSize } from './picked-size.ts';
import type { SampleRun } from './raw-frame.ts';
import { StretchPlanner } from './stretches.ts';
import { unlessFailed } from './unless-failed.ts';

/** A run takes more bytes of pictures than of packets; so much more a packet weighs where pictures are small. */
const PACKETS_COUNT_FOR = 3;

/**
 * Decodes with FFmpeg: the packets that are needed, where mediabunny reads the file and FFmpeg takes them without their
 * container; else by seeking in the file. Several runs at once, each in an instance of its own.
 */
export async function* sampleWithFfmpeg<T>(
  file: Blob,
  timesSec: readonly number[],
  run: SampleRun<T>,
): AsyncGenerator<T, void, void> {
  const media = await openMediaTrack(file);
  try {
    const framing = media && !media.isOnlyFromStart ? await packetFraming(media) : null;
    if (media && framing) yield* sampleByPackets({ file, media, framing, timesSec }, run);
    else yield* sampleBySeeking(file, timesSec, run);
  } finally {
    media?.container.close();
  }
}

async function* sampleByPackets<T>(
  source: {
    file: Blob;
    media: MediaTrack;
    framing: PacketFraming;
    timesSec: readonly number[];
  },
  run: SampleRun<T>,
): AsyncGenerator<T, void, void> {
  const { file, media, framing, timesSec } = source;
  const { counts } = run;
  const planner = new StretchPlanner(media, timesSec, run.isKeysOnly ?? false);
  const size = pickedSize(media.stored, run.sparse);
  const { widthPx, heightPx } = size ?? media.stored;
  // Two samples a pixel: what 4:2:2 of 8 bits takes, and more than 4:2:0. Where that is little, packets are what fills a run.
  const packetBytes = (PACKETS_COUNT_FOR * file.size) / Math.max(1, timesSec.length);
  const pictureBytes = Math.max(2 * widthPx * heightPx, size ? packetBytes : 0);
  const batches = new PacketBatches(media, framing, { planner, pictureBytes });
  const base = { num: 1, den: media.presentation.timescale };
  let bytesCounted = 0;
  const countBytes = () => {
    counts.bytesRead += media.container.bytesRead() - bytesCounted;
    bytesCounted = media.container.bytesRead();
  };
  yield* inOrder<Job, T>(
    () => batches.next(),
    async (job, outlet) => {
      const batch = await unlessFailed(() => batches.read(job, outlet.signal));
      const pictures =
        batch &&
        (await unlessFailed(() =>
          withFfmpeg(file, outlet.signal, (session) =>
            decodePackets(session, batch, { ...source, size }),
          ),
        ));
      countBytes();
      if (!pictures) {
        const slower = sampleBySeeking(file, job.timesSec, { ...run, signal: outlet.signal });
        for await (const finished of slower) await outlet.put(finished);
        return;
      }
      counts.framesDecoded += batch.packets.length;
      for (const { tick, askedSec } of batch.wanted) {
        const decoded = pictures.get(tick) as DecodedPicture;
        const about = { tick, askedSec, base, stated: media.colour };
        await outlet.put(await run.finish(toRawFrame(decoded, about)));
      }
    },
    { count: laneCount(), ahead: run.ahead, signal: run.signal },
  );
}
