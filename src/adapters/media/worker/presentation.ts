import { type EncodedPacket, EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import { lastTickAt } from '../../../core/time.ts';
import { keyPacketAt } from './key-packets.ts';
import { rethrowIfGone } from './media-error.ts';
import { PacketLookup, REORDER_WINDOW } from './packet-lookup.ts';

/** What a container says about a track beside its packets. */
export interface TrackTiming {
  /** `null` = no edit list says anything. */
  edit: EditWindow | null;
  /** Pictures whose times are below zero are shown: the count of the container has been around. */
  isShownBelowZero: boolean;
  /** Pictures are shown so much later than the container's count says. */
  delayTicks: number;
  /** The first key picture of the track has this sequence number at the least. */
  firstKeySequence: number;
  /** The pictures are in fragments of an MP4 file. */
  isFragmented: boolean;
}

/** What an edit list with one edit does to a track. */
export interface EditWindow {
  /** Length of the empty edits before it, in seconds. */
  emptySec: number;
  /** Where it ends the track, in seconds; `null` = nowhere. */
  cutSec: number | null;
  /** Its first picture is moved to its start, where it would begin a little later. */
  isAligned: boolean;
}

/** What is on screen when, of a track that mediabunny reads. All times in the track's own ticks, edit list applied. */
export class Presentation {
  readonly sink: EncodedPacketSink;
  readonly timescale: number;
  /** Of the first picture that is shown. */
  readonly firstTick: number;
  /** Of the last one. */
  readonly lastTick: number;
  /** When the last one ends. */
  readonly endTick: number;
  readonly #lookup: PacketLookup;
  /** Ticks that the pictures lie later in the container's own count: cut in the middle of a picture, a track begins with the next. */
  readonly #shiftTicks: number;
  /** The index lists pictures whose bytes the file does not have; they are not shown. */
  readonly isCutShort: boolean;

  private constructor(
    parts: Pick<
      Presentation,
      'sink' | 'timescale' | 'firstTick' | 'lastTick' | 'endTick' | 'isCutShort'
    > & { shiftTicks: number; lookup: PacketLookup },
  ) {
    this.#lookup = parts.lookup;
    this.#shiftTicks = parts.shiftTicks;
    this.sink = parts.sink;
    this.timescale = parts.timescale;
    this.firstTick = parts.firstTick;
    this.lastTick = parts.lastTick;
    this.endTick = parts.endTick;
    this.isCutShort = parts.isCutShort;
  }

  /**
   * @returns `null` when no picture of the track is shown, and when the last one in the file is before the first
   */
  static async of(
    track: InputVideoTrack,
    { edit, isShownBelowZero, delayTicks, firstKeySequence, isFragmented }: TrackTiming,
  ): Promise<Presentation | null> {
    const sink = new EncodedPacketSink(track);
    const lookup = new PacketLookup(sink, isFragmented);
    const timescale = await track.getTimeResolution();
    const firstKey = await firstKeyFrom(sink, firstKeySequence);
    const claimedKey = await firstKeyFrom(sink, 0);
    if (!firstKey || !claimedKey) return null;
    const startTick = isShownBelowZero ? null : Math.round((edit?.emptySec ?? 0) * timescale);
    const firstTick = await firstShownTick(sink, { timescale, firstKey, startTick });
    // What is not shown for want of a key picture takes its time all the same.
    const editTick = await firstShownTick(sink, { timescale, firstKey: claimedKey, startTick });
    if (firstTick === null || editTick === null) return null;
    const shiftTicks = (edit?.isAligned ? editTick - (startTick ?? 0) : 0) - delayTicks;
    const cutTick =
      edit === null || edit.cutSec === null ? Infinity : Math.round(edit.cutSec * timescale);
    // The picture before the cut; half a tick less, because seconds cannot hold every tick exactly.
    const listed = await lookup.at((cutTick - 0.5) / timescale);
    // Put together from pieces, each with times of its own.
    if (listed && Math.round(listed.timestamp * timescale) < firstTick) return null;
    const last = listed ? await lastReadable(lookup, { firstTick, listed, timescale }) : null;
    const lastTick = Math.max(firstTick, last ? Math.round(last.timestamp * timescale) : firstTick);
    const lastDuration = last ? Math.round(last.duration * timescale) : 0;
    return new Presentation({
      sink,
      lookup,
      timescale,
      firstTick: firstTick - shiftTicks,
      lastTick: lastTick - shiftTicks,
      endTick: Math.min(lastTick + lastDuration, cutTick) - shiftTicks,
      shiftTicks,
      isCutShort:
        last?.sequenceNumber !== listed?.sequenceNumber ||
        (last !== null && !(await isFollowedWhole(sink, last))),
    });
  }

  tickOf(packet: EncodedPacket): number {
    return Math.round(packet.timestamp * this.timescale) - this.#shiftTicks;
  }

  /** Where the container's index has to be asked for the picture on screen at `tick`: half a tick later, because seconds round. */
  lookupSec(tick: number): number {
    return (tick + this.#shiftTicks + 0.5) / this.timescale;
  }

  /** The packet on screen at `sec` (metadata only): the last one not later, the first before the first, the last after the end. */
  async packetAt(sec: number): Promise<EncodedPacket | null> {
    let tick = Math.max(this.firstTick, Math.min(lastTickAt(sec, this.timescale), this.lastTick));
    for (;;) {
      const packet = await this.#lookup.at(this.lookupSec(tick));
      if (!packet || !this.isCutShort || (await this.#isReadable(packet))) return packet;
      // Decoded later than pictures that are shown after it, it was cut off: the one before it stays on screen.
      tick = this.tickOf(packet) - 1;
      if (tick < this.firstTick) return null;
    }
  }

  async #isReadable(packet: EncodedPacket): Promise<boolean> {
    const whole = await readablePacket(this.#lookup, this.lookupSec(this.tickOf(packet)));
    return whole !== null;
  }

  /** Ticks of the shown pictures in `[fromTick, toTick)`, ascending. */
  async ticksBetween(fromTick: number, toTick: number): Promise<number[]> {
    const from = await keyPacketAt(this.sink, this.lookupSec(Math.max(fromTick, this.firstTick)));
    const ticks: number[] = [];
    let later = 0;
    for await (const packet of this.sink.packets(from ?? undefined, undefined, {
      metadataOnly: true,
    })) {
      const tick = this.tickOf(packet);
      if (tick >= toTick) {
        later += 1;
        if (later >= REORDER_WINDOW) break;
      } else if (tick >= fromTick && tick >= this.firstTick && tick <= this.lastTick) {
        ticks.push(tick);
      }
    }
    return ticks.sort((a, b) => a - b);
  }
}

async function firstKeyFrom(
  sink: EncodedPacketSink,
  sequence: number,
): Promise<EncodedPacket | null> {
  let key = await sink.getFirstKeyPacket({ metadataOnly: true });
  while (key && key.sequenceNumber < sequence)
    key = await sink.getNextKeyPacket(key, { metadataOnly: true });
  return key;
}

/**
 * The earliest presentation time that is not before `startTick`: what an edit list cuts off lies before it. `null` = nothing
 * is cut off.
 */
async function firstShownTick(
  sink: EncodedPacketSink,
  {
    timescale,
    firstKey,
    startTick,
  }: { timescale: number; firstKey: EncodedPacket; startTick: number | null },
): Promise<number | null> {
  const key =
    startTick === null ? firstKey : await keyPacketAt(sink, (startTick + 0.25) / timescale);
  const from = key && key.sequenceNumber > firstKey.sequenceNumber ? key : firstKey;
  let first = Number.POSITIVE_INFINITY;
  let seen = 0;
  for await (const packet of sink.packets(from, undefined, { metadataOnly: true })) {
    const tick = Math.round(packet.timestamp * timescale);
    if (startTick !== null && tick < startTick) continue;
    first = Math.min(first, tick);
    seen += 1;
    if (seen >= REORDER_WINDOW) break;
  }
  return Number.isFinite(first) ? first : null;
}

/** The last packet whose bytes the file has; a search by halves where the listed last one is cut off. */
async function lastReadable(
  lookup: PacketLookup,
  { firstTick, listed, timescale }: { firstTick: number; listed: EncodedPacket; timescale: number },
): Promise<EncodedPacket | null> {
  const readableAt = (tick: number) => readablePacket(lookup, (tick + 0.5) / timescale);
  const lastTick = Math.round(listed.timestamp * timescale);
  let found = await readableAt(lastTick);
  if (found) return found;
  for (let low = firstTick, high = lastTick; low < high; ) {
    const middle = Math.floor((low + high) / 2);
    const packet = await readableAt(middle);
    if (packet) {
      found = packet;
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return found;
}

/** Whether the file has the bytes of what is decoded after the picture that is shown last. */
async function isFollowedWhole(sink: EncodedPacketSink, last: EncodedPacket): Promise<boolean> {
  let packet = last;
  try {
    for (let count = 0; count < REORDER_WINDOW; count++) {
      if (!(await sink.getNextPacket(packet, { metadataOnly: true }))) return true;
      const whole = await sink.getNextPacket(packet);
      if (!whole || whole.data.byteLength === 0) return false;
      packet = whole;
    }
    return true;
  } catch (thrown) {
    rethrowIfGone(thrown);
    return false;
  }
}

/** The packet on screen at `sec` with its bytes; `null` when the file does not have them. */
async function readablePacket(lookup: PacketLookup, sec: number): Promise<EncodedPacket | null> {
  try {
    const packet = await lookup.wholeAt(sec);
    return packet && packet.data.byteLength > 0 ? packet : null;
  } catch (thrown) {
    rethrowIfGone(thrown);
    return null;
  }
}
