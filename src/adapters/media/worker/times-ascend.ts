import type { FlvTags } from './flv-tags.ts';
import type { RangedReader } from './ranged-reader.ts';

/** Places that are looked at, spread evenly over the file. */
const PLACES = 32;
/** More than the largest page of Ogg, and than a pack of MPEG. */
const PLACE_BYTES = 96 * 1024;
/** Sound and pictures may lie so far out of order. */
const FLV_SLACK_MS = 1000;

/** What a place in a file says about when it is: a number that grows, one sequence for each stream. */
interface Stamp {
  stream: number;
  value: number;
}

/**
 * Whether times only grow from the beginning of a file to its end, as far as some of its bytes can tell. Files put together from
 * pieces, each with times of its own, cannot be searched by halves.
 */
export async function timesAscend(
  reader: RangedReader,
  formatName: string,
  flv: FlvTags | null,
): Promise<boolean> {
  // ASF has its times in packets of one size, written by one run of one program.
  if (formatName === 'asf') return true;
  const latest = new Map<number, number>();
  for (let i = 0; i < PLACES; i++) {
    const at = Math.floor((reader.size * i) / PLACES);
    const stamp = flv ? await flvStamp(flv, at) : await stampAt(reader, formatName, at);
    if (!stamp) continue;
    const before = latest.get(stamp.stream);
    // A chain of Ogg streams: new ones begin where the old ones end.
    const isNew = before === undefined && i > 0 && formatName === 'ogg';
    if (isNew && !(await streamsAtStart(reader)).has(stamp.stream)) return false;
    if (before !== undefined && stamp.value < before - (flv ? FLV_SLACK_MS : 0)) return false;
    latest.set(stamp.stream, Math.max(before ?? 0, stamp.value));
  }
  return true;
}

async function flvStamp(flv: FlvTags, at: number): Promise<Stamp | null> {
  const value = await flv.timeFrom(at);
  return value === null ? null : { stream: 0, value };
}

async function stampAt(
  reader: RangedReader,
  formatName: string,
  start: number,
): Promise<Stamp | null> {
  const data = await reader.view(start, start + PLACE_BYTES);
  const read = formatName === 'ogg' ? oggStamp : packStamp;
  for (let at = 0; at + 28 <= data.byteLength; at++) {
    const stamp = read(data, at);
    if (stamp) return stamp;
  }
  return null;
}

/** The system clock of a pack header (ISO/IEC 11172-1 and 13818-1), in ticks of 1/90000 s. */
function packStamp(data: DataView, at: number): Stamp | null {
  if (data.getUint32(at) !== 0x1ba) return null;
  const [a, b, c, d, e] = [4, 5, 6, 7, 8].map((i) => data.getUint8(at + i)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (a >> 6 === 1) {
    const middle = ((a & 3) << 13) | (b << 5) | (c >> 3);
    const low = ((c & 3) << 13) | (d << 5) | (e >> 3);
    return { stream: 0, value: ((a >> 3) & 7) * 2 ** 30 + middle * 2 ** 15 + low };
  }
  if (a >> 4 !== 2) return null;
  return {
    stream: 0,
    value: ((a >> 1) & 7) * 2 ** 30 + ((b << 7) | (c >> 1)) * 2 ** 15 + ((d << 7) | (e >> 1)),
  };
}

/** The number of a page (RFC 3533). */
function oggStamp(data: DataView, at: number): Stamp | null {
  if (data.getUint32(at) !== OGG_CAPTURE || data.getUint8(at + 4) !== 0) return null;
  return { stream: data.getUint32(at + 14, true), value: data.getUint32(at + 18, true) };
}

const OGG_CAPTURE = 0x4f676753;

async function streamsAtStart(reader: RangedReader): Promise<Set<number>> {
  const data = await reader.view(0, PLACE_BYTES);
  const streams = new Set<number>();
  for (let at = 0; at + 28 <= data.byteLength; at++) {
    const stamp = oggStamp(data, at);
    if (stamp) streams.add(stamp.stream);
  }
  return streams;
}
