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

  private constructor(parts: Pick<Presentation, 'sink' | 'timescale' | 'firstTick' | 'lastTick' | 'endTick'>) {
    this.sink = parts.sink;
    this.timescale = parts.timescale;
    this.firstTick = parts.firstTick;
    this.lastTick = parts.lastTick;
    this.endTick = parts.endTick;
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
    const last = await sink.getPacket((cutTick - 0.5) / timescale, { metadataOnly: true });
    const lastTick = Math.max(firstTick, last ? Math.round(last.timestamp * timescale) : firstTick);
    const lastDuration = last ? Math.round(last.duration * timescale) : 0;
    return new Presentation({ sink, timescale, firstTick, lastTick, endTick: Math.min(lastTick + lastDuration, cutTick) });
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
    const from = await this.sink.getKeyPacket((Math.max(fromTick, this.firstTick) + 0.5) / this.timescale, {
      metadataOnly: true,
    });
    const ticks: number[] = [];
    let later = 0;
    for await (const packet of this.sink.packets(from ?? undefined, undefined, { metadataOnly: true })) {
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
async function firstShownTick(sink: EncodedPacketSink, timescale: number, firstKey: EncodedPacket): Promise<number | null> {
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
