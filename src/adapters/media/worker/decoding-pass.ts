import type { EncodedPacket } from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';
import { firstStated } from '../../../core/picture/colour.ts';
import { type Judge, PacketFilter } from './droppable.ts';
import type { MediaTrack } from './media-track.ts';
import type { Outlet } from './ordered-lanes.ts';
import type { SampleRun } from './raw-frame.ts';
import { type Answer, closeFrame, type ScreenDecoder } from './screen-decoder.ts';
import type { Stretch, Wanted } from './stretches.ts';
import { copyPlanes } from './video-frame.ts';

/** Answered pictures that are converted while decoding goes on; each is a whole picture. */
const CONVERTING_LIMIT = 3;

interface Parts<T> {
  media: MediaTrack;
  decoder: ScreenDecoder<Wanted>;
  stretch: Stretch;
  /** `null` = everything is decoded. */
  judge: Judge | null;
  run: SampleRun<T>;
  outlet: Outlet<T>;
}

/** Decodes one stretch once, from its key picture to the last asked picture. */
export class DecodingPass<T> {
  readonly #parts: Parts<T>;
  readonly #filter: PacketFilter<EncodedPacket>;
  readonly #deliveries: Promise<void>[] = [];
  readonly #asked = new Set<number>();
  #known: number;
  #position: EncodedPacket | null = null;
  #hasLeftOut = false;
  #answered: number;

  /** @param from how many pictures of the stretch are answered already */
  constructor(parts: Parts<T>, from: number) {
    this.#parts = parts;
    this.#filter = new PacketFilter(parts.judge);
    this.#known = from;
    this.#answered = from;
  }

  /** How many pictures of the stretch have been handed over. */
  get answered(): number {
    return this.#answered;
  }

  /** Whether packets were not decoded because nothing asked for depends on them. */
  get hasLeftOut(): boolean {
    return this.#hasLeftOut;
  }

  /** @throws `video/decode-failed`, `video/truncated`, `job/cancelled` */
  async run(): Promise<void> {
    const { stretch, decoder } = this.#parts;
    try {
      for (let index = this.#known; ; index++) {
        const want = await stretch.at(index);
        this.#register();
        if (!want) break;
        await this.#feedUpTo(want);
      }
      for await (const _ of decoder.flush()) await this.#convertReady();
      await this.#convertReady();
      await Promise.all(this.#deliveries);
    } finally {
      // Frames are open until they are copied.
      await Promise.allSettled(this.#deliveries);
    }
  }

  #register(): void {
    const { stretch, decoder } = this.#parts;
    for (const want of stretch.wants.slice(this.#known)) {
      decoder.want(want);
      this.#asked.add(want.sequence);
    }
    this.#known = stretch.wants.length;
  }

  async #feedUpTo(want: Wanted): Promise<void> {
    const { media, decoder, stretch } = this.#parts;
    const { presentation } = media;
    while (!this.#position || this.#position.sequenceNumber < want.sequence) {
      const packet: EncodedPacket | null = this.#position
        ? await presentation.sink.getNextPacket(this.#position)
        : stretch.key;
      if (!packet)
        throw new StudioError(
          'video/truncated',
          'The file ends before the picture that its index lists.',
        );
      this.#position = packet;
      const due = this.#filter.pass(packet, this.#asked.has(packet.sequenceNumber));
      this.#hasLeftOut ||= due.length === 0;
      for (const one of due) {
        decoder.decode(one, presentation.tickOf(one));
        await decoder.room();
      }
      await this.#convertReady();
      this.#stopIfCancelled();
    }
  }

  async #convertReady(): Promise<void> {
    const { decoder } = this.#parts;
    for (let answer = decoder.take(); answer; answer = decoder.take()) {
      if (this.#hasLeftOut && answer.frame.timestamp !== answer.want.tick) {
        closeFrame(answer.frame);
        throw new StudioError('video/decode-failed', 'A picture does not decode by itself.');
      }
      const before = this.#deliveries.at(-1);
      const delivery = this.#deliver(this.#convert(answer), before);
      // Its failure is noticed when its turn comes.
      delivery.catch(() => undefined);
      this.#deliveries.push(delivery);
      if (this.#deliveries.length > CONVERTING_LIMIT) await this.#deliveries.shift();
    }
  }

  async #deliver(converting: Promise<T>, before: Promise<void> | undefined): Promise<void> {
    // Both are waited for, so that nothing is left open when the one before fails.
    const [item] = await Promise.all([converting, before]);
    await this.#parts.outlet.put(item);
    this.#answered += 1;
  }

  async #convert({ frame, want }: Answer<Wanted>): Promise<T> {
    const { media, run } = this.#parts;
    let copied: Awaited<ReturnType<typeof copyPlanes>>;
    const ptsTicks = frame.timestamp;
    try {
      this.#stopIfCancelled();
      copied = await copyPlanes(frame);
    } finally {
      closeFrame(frame);
    }
    return run.finish({
      askedSec: want.askedSec,
      ptsTicks,
      timescale: media.presentation.timescale,
      picture: copied.picture,
      // The container goes before the decoder, which may guess.
      colour: firstStated(media.colour, copied.colour),
      decoder: 'webcodecs',
    });
  }

  #stopIfCancelled(): void {
    if (this.#parts.outlet.signal.aborted)
      throw new StudioError('job/cancelled', 'The work was cancelled.');
  }
}
