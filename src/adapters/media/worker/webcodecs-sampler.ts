import { StudioError } from '../../../core/errors.ts';
import { DecodingPass } from './decoding-pass.ts';
import { type Judge, judgeFor } from './droppable.ts';
import { type MediaTrack, openMediaTrack } from './media-track.ts';
import { inOrder, laneCount, type Outlet } from './ordered-lanes.ts';
import { bytesOf } from './packet-framing.ts';
import type { SampleRun } from './raw-frame.ts';
import { ScreenDecoder } from './screen-decoder.ts';
import { type Stretch, StretchPlanner, type Wanted } from './stretches.ts';

/**
 * Decodes with WebCodecs: from the key picture before each wanted one, never past the last wanted one of a stretch, without
 * the pictures that nothing wanted depends on; several stretches at once.
 * @throws `video/decode-failed`, `video/decoder-unavailable`, `job/cancelled`
 */
export async function* sampleWithWebCodecs<T>(
  file: Blob,
  timesSec: readonly number[],
  run: SampleRun<T>,
): AsyncGenerator<T, void, void> {
  const media = await openMediaTrack(file);
  if (!media)
    throw new StudioError('video/decoder-unavailable', 'WebCodecs cannot read this kind of file.');
  let decoders: Decoders | null = null;
  try {
    const pool = await Decoders.of(media, run.counts);
    decoders = pool;
    const bytesBefore = run.counts.bytesRead;
    const planner = new StretchPlanner(media, timesSec, run.isKeysOnly ?? false);
    const stretches = inOrder<Stretch, T>(
      () => planner.next(),
      async (stretch, outlet) => {
        try {
          await pool.decode(stretch, { run, outlet });
        } finally {
          stretch.end();
        }
      },
      { count: laneCount(), ahead: run.ahead, signal: run.signal },
    );
    for await (const finished of stretches) {
      run.counts.bytesRead = bytesBefore + media.container.bytesRead();
      yield finished;
    }
  } finally {
    decoders?.close();
    media.container.close();
  }
}

interface Setup {
  config: VideoDecoderConfig;
  /** A fresh one for each pass, because it remembers what it read. */
  judge(): Judge | null;
}

/** As many decoders as stretches are decoded at once, used again one stretch after the other. */
class Decoders {
  readonly #media: MediaTrack;
  readonly #counts: { framesDecoded: number };
  readonly #setup: Setup;
  readonly #idle: ScreenDecoder<Wanted>[] = [];

  private constructor(media: MediaTrack, counts: { framesDecoded: number }, setup: Setup) {
    this.#media = media;
    this.#counts = counts;
    this.#setup = setup;
  }

  static async of(media: MediaTrack, counts: { framesDecoded: number }): Promise<Decoders> {
    const config = await media.track.getDecoderConfig();
    const codec = await media.track.getCodec();
    if (!config || !codec)
      throw new StudioError('video/decoder-unavailable', 'WebCodecs does not know this codec.');
    if (media.isCutAtStart)
      throw new StudioError(
        'video/decoder-unavailable',
        'WebCodecs shows the wrong part of pictures that are cut on the left or above.',
      );
    const description = config.description ? bytesOf(config.description) : null;
    return new Decoders(media, counts, { config, judge: () => judgeFor(codec, description) });
  }

  /** Where leaving pictures out did harm after all (a damaged stream), the rest of the stretch is decoded in full. */
  async decode<T>(
    stretch: Stretch,
    { run, outlet }: { run: SampleRun<T>; outlet: Outlet<T> },
  ): Promise<void> {
    let answered = 0;
    for (const judge of [this.#setup.judge(), null]) {
      const decoder =
        this.#idle.pop() ?? new ScreenDecoder<Wanted>(this.#setup.config, this.#counts);
      const parts = { media: this.#media, decoder, stretch, judge, run, outlet };
      const pass = new DecodingPass<T>(parts, answered);
      try {
        await pass.run();
        this.#idle.push(decoder);
        return;
      } catch (thrown) {
        decoder.close();
        answered = pass.answered;
        const isOver = outlet.signal.aborted || !pass.hasLeftOut;
        if (isOver || !(thrown instanceof StudioError) || thrown.code !== 'video/decode-failed')
          throw thrown;
      }
    }
  }

  close(): void {
    for (const decoder of this.#idle.splice(0)) decoder.close();
  }
}
