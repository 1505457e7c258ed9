import type { EncodedPacket } from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';
import { firstStated } from '../../../core/picture/colour.ts';
import { type MediaTrack, openMediaTrack } from './media-track.ts';
import type { DecodeCounts, RawFrame } from './raw-frame.ts';
import { type Answer, closeFrame, ScreenDecoder, type Want } from './screen-decoder.ts';
import { copyPlanes } from './video-frame.ts';

/** Asked pictures that are looked up ahead: more than a codec may reorder, so that none comes out before it is wanted. */
const LOOK_AHEAD = 32;

interface Wanted extends Want {
  key: EncodedPacket;
  askedSec: number[];
}

interface Run {
  counts: DecodeCounts;
  signal: AbortSignal;
}

/**
 * Decodes with WebCodecs: from the key picture before each wanted one, never past the last wanted one of a stretch.
 * @throws `video/decode-failed`, `video/decoder-unavailable`, `job/cancelled`
 */
export async function* sampleWithWebCodecs(
  file: Blob,
  timesSec: readonly number[],
  run: Run,
): AsyncGenerator<RawFrame, void, void> {
  const media = await openMediaTrack(file);
  if (!media)
    throw new StudioError('video/decoder-unavailable', 'WebCodecs cannot read this kind of file.');
  let decoder: ScreenDecoder<Wanted> | null = null;
  try {
    const config = await media.track.getDecoderConfig();
    if (!config)
      throw new StudioError('video/decoder-unavailable', 'WebCodecs does not know this codec.');
    decoder = new ScreenDecoder<Wanted>(config);
    yield* new WebCodecsSampling(media, decoder, { ...run, timesSec }).frames();
  } finally {
    decoder?.close();
    media.container.close();
  }
}

class WebCodecsSampling {
  readonly #media: MediaTrack;
  readonly #decoder: ScreenDecoder<Wanted>;
  readonly #run: Run & { timesSec: readonly number[] };
  readonly #ahead: Wanted[] = [];
  readonly #framesBefore: number;
  readonly #bytesBefore: number;
  #nextTime = 0;
  #lastKey: { claimed: number; verified: EncodedPacket } | null = null;
  /** The packet that went in last. */
  #position: EncodedPacket | null = null;

  constructor(
    media: MediaTrack,
    decoder: ScreenDecoder<Wanted>,
    run: Run & { timesSec: readonly number[] },
  ) {
    this.#media = media;
    this.#decoder = decoder;
    this.#run = run;
    this.#framesBefore = run.counts.framesDecoded;
    this.#bytesBefore = run.counts.bytesRead;
  }

  async *frames(): AsyncGenerator<RawFrame, void, void> {
    for (;;) {
      await this.#lookAhead();
      const wanted = this.#ahead.shift();
      if (!wanted) break;
      if (this.#position && wanted.key.sequenceNumber > this.#position.sequenceNumber)
        yield* this.#finish();
      yield* this.#feedUpTo(wanted);
    }
    yield* this.#finish();
  }

  /** Packets from the key picture, or from where decoding stands, up to the wanted one. */
  async *#feedUpTo(wanted: Wanted): AsyncGenerator<RawFrame, void, void> {
    const { sink } = this.#media.presentation;
    while (!this.#position || this.#position.sequenceNumber < wanted.sequence) {
      const packet: EncodedPacket | null = this.#position
        ? await sink.getNextPacket(this.#position)
        : wanted.key;
      if (!packet)
        throw new StudioError(
          'video/truncated',
          'The file ends before the picture that its index lists.',
        );
      this.#decoder.decode(packet, this.#media.presentation.tickOf(packet));
      this.#position = packet;
      await this.#decoder.room();
      yield* this.#drain();
      this.#stopIfCancelled();
    }
  }

  async *#finish(): AsyncGenerator<RawFrame, void, void> {
    for await (const _ of this.#decoder.flush()) yield* this.#drain();
    yield* this.#drain();
    this.#position = null;
  }

  async *#drain(): AsyncGenerator<RawFrame, void, void> {
    for (let answer = this.#decoder.take(); answer; answer = this.#decoder.take()) {
      const { counts } = this.#run;
      counts.framesDecoded = this.#framesBefore + this.#decoder.framesDecoded;
      counts.bytesRead = this.#bytesBefore + this.#media.container.bytesRead();
      yield await this.#toRawFrame(answer);
    }
  }

  async #toRawFrame({ frame, want }: Answer<Wanted>): Promise<RawFrame> {
    try {
      this.#stopIfCancelled();
      const { picture, colour } = await copyPlanes(frame);
      return {
        askedSec: want.askedSec,
        ptsTicks: frame.timestamp,
        timescale: this.#media.presentation.timescale,
        picture,
        // The container goes before the decoder, which may guess.
        colour: firstStated(this.#media.colour, colour),
        decoder: 'webcodecs',
      };
    } finally {
      closeFrame(frame);
    }
  }

  async #lookAhead(): Promise<void> {
    const { presentation } = this.#media;
    const { timesSec } = this.#run;
    for (; this.#ahead.length < LOOK_AHEAD && this.#nextTime < timesSec.length; this.#nextTime++) {
      const askedSec = timesSec[this.#nextTime] as number;
      const packet = await presentation.packetAt(askedSec);
      if (!packet)
        throw new StudioError(
          'video/decode-failed',
          'The container has no picture for a time that was asked for.',
        );
      const tick = presentation.tickOf(packet);
      const last = this.#ahead.at(-1);
      if (last?.tick === tick) {
        last.askedSec.push(askedSec);
        continue;
      }
      const wanted = {
        tick,
        sequence: packet.sequenceNumber,
        key: await this.#keyFor(tick),
        askedSec: [askedSec],
      };
      this.#ahead.push(wanted);
      this.#decoder.want(wanted);
    }
  }

  /** The key picture to begin with, checked in its bytes, because containers mislabel some. */
  async #keyFor(tick: number): Promise<EncodedPacket> {
    const { sink, timescale } = this.#media.presentation;
    const atSec =
      ((this.#media.isOnlyFromStart ? this.#media.presentation.firstTick : tick) + 0.5) / timescale;
    const claimed = await sink.getKeyPacket(atSec, { metadataOnly: true });
    if (this.#lastKey && this.#lastKey.claimed === claimed?.sequenceNumber)
      return this.#lastKey.verified;
    const verified = await sink.getKeyPacket(atSec, { verifyKeyPackets: true });
    if (!verified)
      throw new StudioError('video/decode-failed', 'There is no key picture to begin with.');
    this.#lastKey = { claimed: claimed?.sequenceNumber ?? verified.sequenceNumber, verified };
    return verified;
  }

  #stopIfCancelled(): void {
    if (this.#run.signal.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
  }
}
