import { RangedReader } from './ranged-reader.ts';

/** One box of an ISO base media file (ISO/IEC 14496-12): where its content lies. */
export interface IsoBox {
  type: string;
  start: number;
  end: number;
}

/** Headers of boxes lie close together or far apart. */
const BLOCK_BYTES = 16_384;
/** More than any sane file has on one level; stops walks through garbage. */
const MAX_BOXES = 10_000;

/** For all functions here: one for several of them reads less. */
export const readerOfBoxes = (file: Blob): RangedReader => new RangedReader(file, BLOCK_BYTES);

/** The boxes between two offsets, by their headers alone. Stops quietly where the bytes stop making sense. */
export async function* isoBoxes(
  file: RangedReader,
  start: number,
  end: number,
): AsyncGenerator<IsoBox, void, void> {
  let at = start;
  for (let count = 0; count < MAX_BOXES && at + 8 <= end; count++) {
    const head = await file.peek(at, at + 16);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => head.getUint8(i)));
    let size = head.getUint32(0);
    let headerBytes = 8;
    if (size === 1 && head.byteLength >= 16) {
      size = Number(head.getBigUint64(8));
      headerBytes = 16;
    } else if (size === 0) {
      size = end - at;
    }
    if (size < headerBytes) return;
    yield { type, start: at + headerBytes, end: Math.min(end, at + size) };
    at += size;
  }
}

/** The first box at the end of a path of types, e.g. `['moov', 'mvhd']`. */
export async function findIsoBox(
  file: RangedReader,
  path: readonly string[],
  within?: IsoBox,
): Promise<IsoBox | null> {
  const [type, ...rest] = path;
  for await (const box of isoBoxes(file, within?.start ?? 0, within?.end ?? file.size)) {
    if (box.type !== type) continue;
    return rest.length === 0 ? box : findIsoBox(file, rest, box);
  }
  return null;
}

/** One entry of a track's edit list. Durations in seconds of the movie; media time in ticks of the track, -1 = empty. */
export interface Edit {
  durationSec: number;
  mediaTicks: number;
}

/** The edit list of a track by its id; empty when it has none. */
export async function readEdits(file: RangedReader, trackId: number): Promise<Edit[]> {
  const movie = await findIsoBox(file, ['moov']);
  const track = movie && (await findTrack(file, movie, trackId));
  const list = track && (await findIsoBox(file, ['edts', 'elst'], track));
  if (!list) return [];
  return parseEdits(await file.peek(list.start, list.end), await movieTimescale(file, movie));
}

/** The number of the first sample that a track lists as a key picture, from 0; `null` when it has no such list. */
export async function firstListedKey(file: RangedReader, trackId: number): Promise<number | null> {
  const movie = await findIsoBox(file, ['moov']);
  const track = movie && (await findTrack(file, movie, trackId));
  const list = track && (await findIsoBox(file, ['mdia', 'minf', 'stbl', 'stss'], track));
  if (!list) return null;
  const data = await file.peek(list.start, Math.min(list.end, list.start + 12));
  return data.byteLength === 12 && data.getUint32(4) > 0 ? data.getUint32(8) - 1 : null;
}

/** How many samples the index of a track lists; those in fragments are not among them. */
export async function countIndexed(file: RangedReader, trackId: number): Promise<number> {
  const movie = await findIsoBox(file, ['moov']);
  const track = movie && (await findTrack(file, movie, trackId));
  const table = track && (await findIsoBox(file, ['mdia', 'minf', 'stbl'], track));
  const sizes =
    table &&
    ((await findIsoBox(file, ['stsz'], table)) ?? (await findIsoBox(file, ['stz2'], table)));
  if (!sizes) return 0;
  const data = await file.peek(sizes.start, Math.min(sizes.end, sizes.start + 12));
  return data.byteLength === 12 ? data.getUint32(8) : 0;
}

async function findTrack(
  file: RangedReader,
  movie: IsoBox,
  trackId: number,
): Promise<IsoBox | null> {
  for await (const box of isoBoxes(file, movie.start, movie.end)) {
    if (box.type !== 'trak') continue;
    const header = await findIsoBox(file, ['tkhd'], box);
    if (header && (await numberAfterTimes(file, header)) === trackId) return box;
  }
  return null;
}

async function movieTimescale(file: RangedReader, movie: IsoBox): Promise<number> {
  const header = await findIsoBox(file, ['mvhd'], movie);
  if (!header) return 1000;
  return Math.max(1, (await numberAfterTimes(file, header)) ?? 1000);
}

/** The number behind the two dates that `mvhd` and `tkhd` begin with: time scale or track id. `null` = the box is too short. */
async function numberAfterTimes(file: RangedReader, header: IsoBox): Promise<number | null> {
  const data = await file.peek(header.start, Math.min(header.end, header.start + 32));
  if (data.byteLength === 0) return null;
  const at = data.getUint8(0) === 1 ? 20 : 12;
  return at + 4 <= data.byteLength ? data.getUint32(at) : null;
}

/** An empty box, or one that ends before its count, lists nothing. */
function parseEdits(data: DataView, timescale: number): Edit[] {
  if (data.byteLength < 8) return [];
  const isLong = data.getUint8(0) === 1;
  const entryBytes = isLong ? 20 : 12;
  const edits: Edit[] = [];
  for (
    let at = 8;
    at + entryBytes <= data.byteLength && edits.length < data.getUint32(4);
    at += entryBytes
  ) {
    edits.push({
      durationSec: (isLong ? Number(data.getBigUint64(at)) : data.getUint32(at)) / timescale,
      mediaTicks: isLong ? Number(data.getBigInt64(at + 8)) : data.getInt32(at + 4),
    });
  }
  return edits;
}
