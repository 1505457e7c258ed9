import type { PacketLine } from './ffprobe.ts';
import type { RangedReader } from './ranged-reader.ts';

/** A chunk of a RIFF file: where its content lies. `form` is the type of a RIFF or LIST chunk. */
interface Chunk {
  id: string;
  form: string | null;
  start: number;
  end: number;
  /** It does not reach beyond what it lies in. */
  isWhole: boolean;
}

/** More than any sane file has on one level; stops walks through garbage. */
const MAX_CHUNKS = 10_000;
/** An index of more than this is not believed: 4 hours of 120 pictures a second, with sound, take half of it. */
const MAX_INDEX_BYTES = 128 * 1024 * 1024;
const KEY_FLAG = 0x10;
/** In OpenDML's index the top bit of a size marks what is no key picture. */
const NOT_KEY = 0x80000000;
const INDEX_OF_INDEXES = 0;

/**
 * The packets of an AVI file's first video track from its own index, without reading the pictures: `idx1`, or the indexes of
 * OpenDML in files beyond 1 GB. AVI counts pictures and knows no presentation times.
 * @returns in decoding order; `null` for other formats and where no index covers the whole file
 */
export async function readAviIndex(file: RangedReader): Promise<PacketLine[] | null> {
  const top = await chunksOf(file, 0, file.size);
  const [first, ...more] = top.filter(({ id, form }) => id === 'RIFF' && form !== null);
  if (first?.form !== 'AVI ') return null;
  const parts = await chunksOf(file, first.start, first.end);
  const headers = parts.find(({ form }) => form === 'hdrl');
  const track = headers ? await videoTrack(file, headers) : null;
  if (!track) return null;
  const openDml = track.index ? await readOpenDml(file, track.index) : null;
  if (openDml) return packetsFrom(openDml, track.startTick);
  const index = parts.find(({ id }) => id === 'idx1');
  // One of the old kind covers the first part of a file only.
  if (!index?.isWhole || more.length > 0) return null;
  return packetsFrom(await readIdx1(file, index, track.number), track.startTick);
}

interface Entry {
  size: number;
  isKey: boolean;
}

/** Empty chunks stand for a picture that stays. */
function packetsFrom(entries: readonly Entry[], startTick: number): PacketLine[] | null {
  const packets: PacketLine[] = [];
  entries.forEach(({ size, isKey }, i) => {
    if (size === 0) return;
    packets.push({
      ptsTick: null,
      dtsTick: startTick + i,
      durationTicks: 1,
      isKey,
      isStamped: true,
    });
  });
  return packets.length > 0 ? packets : null;
}

async function videoTrack(
  file: RangedReader,
  headers: Chunk,
): Promise<{ number: number; startTick: number; index: Chunk | null } | null> {
  const streams = (await chunksOf(file, headers.start, headers.end)).filter(
    ({ form }) => form === 'strl',
  );
  for (const [number, stream] of streams.entries()) {
    const parts = await chunksOf(file, stream.start, stream.end);
    const header = parts.find(({ id }) => id === 'strh');
    if (!header) continue;
    const data = await file.view(header.start, Math.min(header.end, header.start + 48));
    if (data.byteLength < 32 || fourCc(data, 0) !== 'vids') continue;
    const index = parts.find(({ id }) => id === 'indx') ?? null;
    return { number, startTick: data.getUint32(28, true), index };
  }
  return null;
}

/** `null` when it is not an index of indexes, or does not fit the file. */
async function readOpenDml(file: RangedReader, chunk: Chunk): Promise<Entry[] | null> {
  let bytes = chunk.end - chunk.start;
  if (bytes > MAX_INDEX_BYTES) return null;
  const data = await file.view(chunk.start, chunk.end);
  if (data.byteLength < 24 || data.getUint8(3) !== INDEX_OF_INDEXES) return null;
  const count = data.getUint32(4, true);
  const entries: Entry[] = [];
  for (let i = 0, at = 24; i < count; i++, at += 16) {
    if (at + 16 > data.byteLength) return null;
    const start = Number(data.getBigUint64(at, true));
    const size = data.getUint32(at + 8, true);
    bytes += size;
    if (start + size > file.size || bytes > MAX_INDEX_BYTES) return null;
    const part = await file.view(start + 8, start + size);
    const used = part.byteLength < 24 ? 0 : part.getUint32(4, true);
    for (let k = 0, from = 24; k < used && from + 8 <= part.byteLength; k++, from += 8) {
      const sizeAndFlag = part.getUint32(from + 4, true);
      entries.push({ size: sizeAndFlag % NOT_KEY, isKey: sizeAndFlag < NOT_KEY });
    }
  }
  return entries.length > 0 ? entries : null;
}

async function readIdx1(file: RangedReader, chunk: Chunk, track: number): Promise<Entry[]> {
  if (chunk.end - chunk.start > MAX_INDEX_BYTES) return [];
  const data = await file.view(chunk.start, chunk.end);
  const prefix = String(track).padStart(2, '0');
  const entries: Entry[] = [];
  for (let at = 0; at + 16 <= data.byteLength; at += 16) {
    const id = fourCc(data, at);
    if (!id.startsWith(prefix) || !/d[bc]$/i.test(id)) continue;
    entries.push({
      size: data.getUint32(at + 12, true),
      isKey: (data.getUint32(at + 4, true) & KEY_FLAG) !== 0,
    });
  }
  return entries;
}

/** Chunks on one level, by their headers alone. A LIST or RIFF begins after its type. */
async function chunksOf(file: RangedReader, start: number, end: number): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for (let at = start; at + 8 <= end && chunks.length < MAX_CHUNKS; ) {
    const head = await file.view(at, at + 12);
    const id = fourCc(head, 0);
    const size = head.getUint32(4, true);
    const isList = (id === 'LIST' || id === 'RIFF') && head.byteLength >= 12;
    chunks.push({
      id,
      form: isList ? fourCc(head, 8) : null,
      start: at + (isList ? 12 : 8),
      end: Math.min(end, at + 8 + size),
      isWhole: at + 8 + size <= end,
    });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

function fourCc(data: DataView, at: number): string {
  return at + 4 > data.byteLength
    ? ''
    : String.fromCharCode(...[0, 1, 2, 3].map((i) => data.getUint8(at + i)));
}
