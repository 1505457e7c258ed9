import { findIsoBox, type IsoBox, isoBoxes } from './iso-boxes.ts';
import type { RangedReader } from './ranged-reader.ts';
import { RecentFiles } from './recent-files.ts';

const HAS_DATA_OFFSET = 0x1;
const HAS_FIRST_FLAGS = 0x4;
const HAS_DURATION = 0x100;
const HAS_SIZE = 0x200;
const HAS_FLAGS = 0x400;
const HAS_OFFSET = 0x800;

/** The delays that were found out, by the tracks' ids. */
const recent = new RecentFiles<{ delays: Map<number, number> }>();

/**
 * How much later than their container's count FFmpeg shows the pictures of a fragmented track, in ticks of the track: as much
 * as any of them comes before its decoding time (ISO/IEC 14496-12, `trun`: negative composition offsets). Of files that begin
 * with an index of their fragments (`sidx`) it knows the first fragment alone. 0 where the track's first fragment has none.
 * Found out at most once while the file is in use.
 */
export async function fragmentDelay(file: RangedReader, trackId: number): Promise<number> {
  const known = recent.about(file.file);
  known.delays ??= new Map();
  const delay = known.delays.get(trackId) ?? (await findDelay(file, trackId));
  known.delays.set(trackId, delay);
  return delay;
}

async function findDelay(file: RangedReader, trackId: number): Promise<number> {
  let delay = 0;
  let hasIndex = false;
  for await (const box of isoBoxes(file, 0, file.size)) {
    hasIndex ||= box.type === 'sidx';
    if (box.type !== 'moof') continue;
    const here = await delayIn(file, box, trackId);
    if (here === null) continue;
    delay = Math.max(delay, here);
    if (delay === 0 || hasIndex) break;
  }
  return delay;
}

/** `null` = the fragment has no samples of the track. */
async function delayIn(
  file: RangedReader,
  fragment: IsoBox,
  trackId: number,
): Promise<number | null> {
  let delay: number | null = null;
  for await (const box of isoBoxes(file, fragment.start, fragment.end)) {
    if (box.type !== 'traf' || (await trackOf(file, box)) !== trackId) continue;
    for await (const part of isoBoxes(file, box.start, box.end)) {
      if (part.type === 'trun') delay = Math.max(delay ?? 0, await delayOf(file, part));
    }
  }
  return delay;
}

/** `null` where the file ends before it is said. */
async function trackOf(file: RangedReader, part: IsoBox): Promise<number | null> {
  const header = await findIsoBox(file, ['tfhd'], part);
  if (!header) return null;
  const data = await file.peek(header.start, header.start + 8);
  return data.byteLength === 8 ? data.getUint32(4) : null;
}

/** Of what the file still has of the run. */
async function delayOf(file: RangedReader, run: IsoBox): Promise<number> {
  const data = await file.peek(run.start, run.end);
  if (data.byteLength < 4) return 0;
  const flags = data.getUint32(0) & 0xffffff;
  if ((flags & HAS_OFFSET) === 0) return 0;
  const before = 4 * [HAS_DURATION, HAS_SIZE, HAS_FLAGS].filter((flag) => flags & flag).length;
  const head = 8 + 4 * [HAS_DATA_OFFSET, HAS_FIRST_FLAGS].filter((flag) => flags & flag).length;
  let delay = 0;
  for (let at = head + before; at + 4 <= data.byteLength; at += before + 4)
    delay = Math.max(delay, -data.getInt32(at));
  return delay;
}
