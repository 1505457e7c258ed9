import { lastTickAt } from '../../../core/time.ts';
import type { FfmpegSession } from './ffmpeg-host.ts';
import { type PacketLine, probePackets } from './ffprobe.ts';
import type { FlvTags } from './flv-tags.ts';
import { datedIndex, type IndexBasis, isDated, type PacketIndex } from './packet-index.ts';

/** A time, or a stretch of time, of which the pictures have to be known; in seconds. */
export interface AskedSpan {
  fromSec: number;
  toSec: number;
}

/** Packets of the beginning that are listed: enough to tell a rate. */
const FIRST_PACKETS = 240;
/** How far before an asked time listing begins, attempt after attempt: a key picture has to lie in it. */
const BACK_SEC = [2, 8, 30, 120];
/** How far behind it packets are listed: more than a codec reorders, in seconds and in pictures. */
const MARGIN_SEC = 2;
const MARGIN_PICTURES = 24;
/** Asked times closer together share a window. */
const JOIN_SEC = 8;
/** With more windows, or a larger part of the file in them, reading it through is no slower. */
const MAX_WINDOWS = 48;
const MAX_SHARE = 0.25;

interface Window {
  /** The pictures in `[fromTick, toTick]` are all known. */
  fromTick: number;
  toTick: number;
  ticks: Float64Array;
  keyTicks: Float64Array;
}

/** How a file is listed in pieces. */
export interface WindowSource extends IndexBasis {
  /** Where the container says that it ends, in seconds. */
  endSec: number;
  /** Some packets carry decoding times only, from which presentation times follow: MPEG-1 and -2 in their own container. */
  isPartlyTimed: boolean;
  /** Finds places in the file where FFmpeg cannot. */
  flv: FlvTags | null;
}

/**
 * Presentation times of the parts of a file that were asked for, listed by ffprobe after a seek, each checked to reach from a key
 * picture before the asked time to well behind it. The beginning and the end are always among them.
 */
export class PacketWindows {
  readonly #source: WindowSource;
  readonly #windows: Window[] = [];
  #endTick = 0;

  private constructor(source: WindowSource) {
    this.#source = source;
  }

  /** @returns `null` where the file has to be read through */
  static async open(session: FfmpegSession, source: WindowSource): Promise<PacketWindows | null> {
    const windows = new PacketWindows(source);
    const isOpen = (await windows.#readStart(session)) && (await windows.#readEnd(session));
    return isOpen ? windows : null;
  }

  /** An index of the asked parts of the file. @returns `null` where it has to be read through */
  async around(session: FfmpegSession, asked: readonly AskedSpan[]): Promise<PacketIndex | null> {
    const missing = joined(asked.filter((span) => !this.#covers(span)));
    const length = missing.reduce((sum, { fromSec, toSec }) => sum + toSec - fromSec, 0);
    if (missing.length > MAX_WINDOWS || length > this.#source.endSec * MAX_SHARE) return null;
    for (const span of missing) if (!(await this.#readAround(session, span))) return null;
    return this.#index();
  }

  #covers({ fromSec, toSec }: AskedSpan): boolean {
    return this.#windows.some(
      ({ fromTick, toTick }) => fromTick <= this.#tickAt(fromSec) && this.#tickAt(toSec) <= toTick,
    );
  }

  /** As pictures are looked up: an asked time that was rounded means the tick that it comes from. */
  #tickAt(sec: number): number {
    const { num, den } = this.#source.base;
    return lastTickAt(sec, den / num);
  }

  get #marginTicks(): number {
    const { base, oneFrame } = this.#source;
    return Math.max((MARGIN_SEC * base.den) / base.num, MARGIN_PICTURES * oneFrame);
  }

  get #marginSec(): number {
    const { num, den } = this.#source.base;
    return (this.#marginTicks * num) / den;
  }

  async #readStart(session: FfmpegSession): Promise<boolean> {
    const packets = await this.#list(session, null, `%+#${FIRST_PACKETS}`);
    const last = packets?.at(-1);
    if (!packets || !last || packets.length < FIRST_PACKETS) return false;
    const toTick = (last.dtsTick ?? last.ptsTick ?? 0) - this.#marginTicks;
    return this.#add(packets, { fromTick: Number.NEGATIVE_INFINITY, toTick });
  }

  async #readEnd(session: FfmpegSession): Promise<boolean> {
    const { endSec } = this.#source;
    for (const back of BACK_SEC) {
      const packets = this.#settled(await this.#list(session, endSec - back, '%'));
      const first = packets?.[0];
      if (!packets || !first) continue;
      const fromTick = first.ptsTick ?? first.dtsTick ?? 0;
      return this.#add(packets, { fromTick, toTick: Number.POSITIVE_INFINITY });
    }
    return false;
  }

  async #readAround(session: FfmpegSession, { fromSec, toSec }: AskedSpan): Promise<boolean> {
    const untilSec = toSec + this.#marginSec;
    for (const back of BACK_SEC) {
      const startSec = fromSec - back;
      const packets = this.#settled(await this.#list(session, startSec, `%${untilSec.toFixed(6)}`));
      const first = packets?.[0];
      if (!packets || !first) continue;
      const fromTick = first.ptsTick ?? first.dtsTick ?? 0;
      if (fromTick > this.#tickAt(fromSec)) continue;
      return this.#add(packets, { fromTick, toTick: this.#tickAt(toSec) });
    }
    return false;
  }

  /** Packets from about `fromSec` on (`null` = the beginning), as far as `until` says; `null` where they lack times. */
  async #list(
    session: FfmpegSession,
    fromSec: number | null,
    until: string,
  ): Promise<PacketLine[] | null> {
    const { flv, isPartlyTimed } = this.#source;
    const isFromStart = fromSec === null || fromSec <= 0;
    if (flv && !isFromStart) await session.mount(await flv.excerptAt(fromSec));
    const start = isFromStart || flv ? '' : fromSec.toFixed(6);
    const packets = await probePackets(session, `${start}${until}`);
    await session.mount(null);
    const isTimed = packets.every((packet) =>
      isPartlyTimed ? isDated(packet) : packet.ptsTick !== null,
    );
    return isTimed ? packets : null;
  }

  /**
   * From the first key picture on whose time is certain. Where several pictures share one time of the container, those after a seek are
   * counted on from a guess: there it is one that has a time of its own.
   */
  #settled(packets: PacketLine[] | null): PacketLine[] | null {
    const { isPartlyTimed } = this.#source;
    const first = packets?.findIndex(
      ({ isKey, isStamped }) => isKey && (isStamped || !isPartlyTimed),
    );
    return packets && first !== undefined && first >= 0 ? packets.slice(first) : null;
  }

  #add(packets: PacketLine[], { fromTick, toTick }: Pick<Window, 'fromTick' | 'toTick'>): boolean {
    const { isOnlyFromStart, endTick, ...index } = datedIndex(packets, this.#source);
    if (isOnlyFromStart) return false;
    const isKnown = (tick: number) => tick >= fromTick && tick <= toTick;
    const [ticks, keyTicks] = [index.ticks.filter(isKnown), index.keyTicks.filter(isKnown)];
    if (ticks.length === 0) return false;
    if (toTick === Number.POSITIVE_INFINITY) this.#endTick = endTick;
    this.#windows.push({ fromTick, toTick, ticks, keyTicks });
    return true;
  }

  #index(): PacketIndex {
    const gather = (of: 'ticks' | 'keyTicks') =>
      Float64Array.from(new Set(this.#windows.flatMap((window) => [...window[of]]))).sort();
    return {
      base: this.#source.base,
      ticks: gather('ticks'),
      keyTicks: gather('keyTicks'),
      endTick: this.#endTick,
      ...{ isUndated: false, isOnlyFromStart: false, isSlowToOpen: false },
      firstTicks: this.#windows[0]?.ticks ?? new Float64Array(),
    };
  }
}

/** Spans in ascending order, those that lie close together as one. */
function joined(spans: readonly AskedSpan[]): AskedSpan[] {
  const result: AskedSpan[] = [];
  for (const { fromSec, toSec } of [...spans].sort((a, b) => a.fromSec - b.fromSec)) {
    const last = result.at(-1);
    if (last && fromSec - last.toSec <= JOIN_SEC) last.toSec = Math.max(last.toSec, toSec);
    else result.push({ fromSec, toSec });
  }
  return result;
}
