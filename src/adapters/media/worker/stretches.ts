import type { EncodedPacket } from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';
import { type Deferred, deferred } from '../../../rpc/deferred.ts';
import { keyPacketAt, verifiedKeyPacketAt } from './key-packets.ts';
import type { MediaTrack } from './media-track.ts';

/** Asked pictures that are looked up ahead: more than a codec may reorder, so that none comes out before it is wanted. */
const LOOK_AHEAD = 32;

/** A picture that was asked for, once or several times. */
export interface Wanted {
  tick: number;
  /** Decoding order of its packet. */
  sequence: number;
  /** Where decoding has to begin. */
  key: EncodedPacket;
  askedSec: number[];
}

/** Asked pictures that one pass answers, from a key picture on; known only some way ahead. */
export class Stretch {
  readonly key: EncodedPacket;
  /** Ascending. */
  readonly wants: Wanted[] = [];
  readonly #extend: (stretch: Stretch) => Promise<void>;
  readonly #planned: Deferred<void> = deferred();
  #isPlanned = false;
  #lastSequence = 0;

  constructor(first: Wanted, extend: (stretch: Stretch) => Promise<void>) {
    this.key = first.key;
    this.#extend = extend;
    this.add(first);
  }

  /** Resolves when all its pictures are known, or nobody asks for more. */
  get planned(): Promise<void> {
    return this.#planned.promise;
  }

  /** Whether the pass that decodes this stretch comes by the key picture of the other one. */
  covers(want: Wanted): boolean {
    return want.key.sequenceNumber <= this.#lastSequence;
  }

  add(want: Wanted): void {
    this.wants.push(want);
    this.#lastSequence = Math.max(this.#lastSequence, want.sequence);
  }

  /** The `index`-th picture; those that decoding could bring before it are known by then. */
  async at(index: number): Promise<Wanted | undefined> {
    while (!this.#isPlanned && this.wants.length <= index + LOOK_AHEAD) await this.#extend(this);
    return this.wants[index];
  }

  end(): void {
    this.#isPlanned = true;
    this.#planned.resolve();
  }
}

/** Looks up asked times and gathers them in stretches that can be decoded independently. */
export class StretchPlanner {
  readonly #media: MediaTrack;
  readonly #timesSec: readonly number[];
  readonly #isKeysOnly: boolean;
  #nextTime = 0;
  #lastKey: { claimed: number; verified: EncodedPacket } | null = null;
  /** Not yet part of a stretch. */
  readonly #lookedUp: Wanted[] = [];
  #current: Stretch | null = null;

  constructor(media: MediaTrack, timesSec: readonly number[], isKeysOnly: boolean) {
    this.#media = media;
    this.#timesSec = timesSec;
    this.#isKeysOnly = isKeysOnly;
  }

  /** Asked times that are part of no stretch yet. */
  get restSec(): number[] {
    const lookedUp = this.#lookedUp.flatMap(({ askedSec }) => askedSec);
    return [...lookedUp, ...this.#timesSec.slice(this.#nextTime)];
  }

  /** The next stretch, when the one before is known to its end; `null` after the last. */
  async next(): Promise<Stretch | null> {
    await this.#current?.planned;
    const first = await this.#take();
    this.#current = first && new Stretch(first, (stretch) => this.#extend(stretch));
    return this.#current;
  }

  async #extend(stretch: Stretch): Promise<void> {
    const want = await this.#take();
    if (want && stretch.covers(want)) {
      stretch.add(want);
      return;
    }
    if (want) this.#lookedUp.unshift(want);
    stretch.end();
  }

  /** The next picture that is asked for, with all the times that ask for it. */
  async #take(): Promise<Wanted | null> {
    while (this.#lookedUp.length < 2) {
      const next = await this.#lookUp();
      if (!next) break;
      const last = this.#lookedUp.at(-1);
      if (last?.tick === next.tick) last.askedSec.push(...next.askedSec);
      else this.#lookedUp.push(next);
    }
    return this.#lookedUp.shift() ?? null;
  }

  async #lookUp(): Promise<Wanted | null> {
    const askedSec = this.#timesSec[this.#nextTime];
    if (askedSec === undefined) return null;
    const { presentation } = this.#media;
    const packet = await presentation.packetAt(askedSec);
    if (!packet)
      throw new StudioError(
        'video/decode-failed',
        'The container has no picture for a time that was asked for.',
      );
    const key = await this.#keyFor(presentation.tickOf(packet));
    // A key picture that an edit list cuts off is not shown.
    const isKeyShown = presentation.tickOf(key) >= presentation.firstTick;
    const picture = this.#isKeysOnly && isKeyShown ? key : packet;
    const tick = presentation.tickOf(picture);
    this.#nextTime += 1;
    return { tick, sequence: picture.sequenceNumber, key, askedSec: [askedSec] };
  }

  /** The key picture to begin with, checked in its bytes, because containers mislabel some. */
  async #keyFor(tick: number): Promise<EncodedPacket> {
    const { presentation, track, isOnlyFromStart } = this.#media;
    const { sink } = presentation;
    const atSec = presentation.lookupSec(isOnlyFromStart ? presentation.firstTick : tick);
    const claimed = await keyPacketAt(sink, atSec);
    if (this.#lastKey && this.#lastKey.claimed === claimed?.sequenceNumber)
      return this.#lastKey.verified;
    const verified = await verifiedKeyPacketAt(track, sink, atSec);
    if (!verified)
      throw new StudioError('video/decode-failed', 'There is no key picture to begin with.');
    this.#lastKey = { claimed: claimed?.sequenceNumber ?? verified.sequenceNumber, verified };
    return verified;
  }
}
