import { type EncodedPacket, EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import { lastTickAt } from '../../../core/time.ts';

/** More packets than any codec may reorder. */
const REORDER_WINDOW = 32;

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
  /** The index lists pictures whose bytes the file does not have; they are not shown. */
  readonly isCutShort: boolean;

  private constructor(
    parts: Pick<
      Presentation,
      'sink' | 'timescale' | 'firstTick' | 'lastTick' | 'endTick' | 'isCutShort'
    >,
  ) {
    this.sink = parts.sink;
    this.timescale = parts.timescale;
    this.firstTick = parts.firstTick;
    this.lastTick = parts.lastTick;
    this.endTick = parts.endTick;
    this.isCutShort = parts.isCutShort;
  }

  /**
   * @param cutSec where the track's edit list ends it; `null` = nowhere
   * @returns `null` when no picture of the track is shown
   */
  static async of(track: InputVideoTrack, cutSec: number | null): Promise<Presentation | null> {
    const sink = new EncodedPacketSink(track);
    const timescale = await track.getTimeResolution();
    const firstKey = await sink.getFirstKeyPacket({ metadataOnly: true });
    if (!firstKey) return null;
    const firstTick = await firstShownTick(sink, timescale, firstKey);
    if (firstTick === null) return null;
    const cutTick = cutSec === null ? Infinity : Math.round(cutSec * timescale);
    // The picture before the cut; half a tick less, because seconds cannot hold every tick exactly.
    const listed = await sink.getPacket((cutTick - 0.5) / timescale, { metadataOnly: true });
    const last = listed ? await lastReadable(sink, { firstTick, listed, timescale }) : null;
    const lastTick = Math.max(firstTick, last ? Math.round(last.timestamp * timescale) : firstTick);
    const lastDuration = last ? Math.round(last.duration * timescale) : 0;
    return new Presentation({
      sink,
      timescale,
      firstTick,
      lastTick,
      endTick: Math.min(lastTick + lastDuration, cutTick),
      isCutShort: last?.sequenceNumber !== listed?.sequenceNumber,
    });
  }

  tickOf(packet: EncodedPacket): number {
    return Math.round(packet.timestamp * this.timescale);
  }

  /** The packet on screen at `sec` (metadata only): the last one not later, the first before the first, the last after the end. */
  async packetAt(sec: number): Promise<EncodedPacket | null> {
    const tick = Math.max(this.firstTick, Math.min(lastTickAt(sec, this.timescale), this.lastTick));
    return this.sink.getPacket((tick + 0.5) / this.timescale, { metadataOnly: true });
  }

  /** Ticks of the shown pictures in `[fromTick, toTick)`, ascending. */
  async ticksBetween(fromTick: number, toTick: number): Promise<number[]> {
    const from = await this.sink.getKeyPacket(
      (Math.max(fromTick, this.firstTick) + 0.5) / this.timescale,
      {
        metadataOnly: true,
      },
    );
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

/** The earliest presentation time that is not before 0: what an edit list cuts off lies before it. */
async function firstShownTick(
  sink: EncodedPacketSink,
  timescale: number,
  firstKey: EncodedPacket,
): Promise<number | null> {
  const from = (await sink.getKeyPacket(0.25 / timescale, { metadataOnly: true })) ?? firstKey;
  let first = Number.POSITIVE_INFINITY;
  let seen = 0;
  for await (const packet of sink.packets(from, undefined, { metadataOnly: true })) {
    const tick = Math.round(packet.timestamp * timescale);
    if (tick < 0) continue;
    first = Math.min(first, tick);
    seen += 1;
    if (seen >= REORDER_WINDOW) break;
  }
  return Number.isFinite(first) ? first : null;
}

/** The last packet whose bytes the file has; a search by halves where the listed last one is cut off. */
async function lastReadable(
  sink: EncodedPacketSink,
  { firstTick, listed, timescale }: { firstTick: number; listed: EncodedPacket; timescale: number },
): Promise<EncodedPacket | null> {
  const readableAt = async (tick: number): Promise<EncodedPacket | null> => {
    try {
      const packet = await sink.getPacket((tick + 0.5) / timescale);
      return packet && packet.data.byteLength > 0 ? packet : null;
    } catch {
      return null;
    }
  };
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
