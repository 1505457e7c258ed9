import type { DecodedFrame } from '../core/ports.ts';
import { TIME_TOLERANCE_SEC } from '../core/time.ts';
import { judgePicture, type Likeness, type Neighbour } from '../core/verify/judge.ts';
import type { VerifiedFrame } from '../core/verify/report.ts';
import { byteTools } from './bytes.ts';
import { decodeEach, likeness, type ReadPicture, readPicture } from './verify-decode.ts';
import type { StatedFrame, VerifyDeps } from './verify-types.ts';
import type { OpenVideo } from './verify-videos.ts';

/** Where a dataset does not say how large its pictures are. */
const DEFAULT_LONG_SIDE_PX = 448;
/** Names carry milliseconds: a first frame may be stated that much before it. */
const START_SLACK_SEC = 0.001;
/** Frames on each side of the one that is meant. */
const NEIGHBOURS = 3;
/** Around a time, so that the neighbours are inside at any usual rate. */
const NEIGHBOUR_REACH_SEC = 1;
/** Pictures whose neighbours are decoded in one go. */
const BATCH = 16;
/** Frames that are compared in one go: of each that is not the same bytes, all pixels are kept until its neighbours were seen. */
const GROUP = 64;

export type Settle = (frame: StatedFrame, result: VerifiedFrame) => void;

/** What every result has in common. */
export const unsettled = (
  { path, citedBy }: Pick<StatedFrame, 'path' | 'citedBy'>,
  video: string,
): VerifiedFrame => ({
  frame: path,
  video,
  verdict: 'not-decoded',
  statedSec: null,
  decodedSec: null,
  psnrDb: null,
  hashDistance: null,
  fits: null,
  citedBy,
  error: null,
});

interface Suspect {
  frame: StatedFrame;
  picture: ReadPicture;
  meant: Likeness;
  decodedSec: number;
}

export interface StatedWork {
  deps: VerifyDeps;
  video: OpenVideo;
  /** As reports call it. */
  name: string;
  settle: Settle;
  signal: Parameters<typeof decodeEach>[2]['signal'];
}

/** Decodes the frame at every stated time and settles each cited frame. @throws `job/cancelled` only */
export async function verifyStated(
  work: StatedWork,
  frames: readonly StatedFrame[],
): Promise<void> {
  const { startSec, durationSec } = work.video.facts;
  const inside = frames.filter((frame) => {
    const isInside =
      frame.statedSec >= startSec - START_SLACK_SEC &&
      frame.statedSec < startSec + durationSec + TIME_TOLERANCE_SEC;
    if (!isInside) work.settle(frame, { ...resultOf(work, frame), verdict: 'outside-clip' });
    return isInside;
  });
  for (const group of groupsOf(inside)) await verifyGroup(work, group);
}

/** Frames that one run can decode: the same size and decoder, a limited number near to each other. */
function groupsOf(frames: readonly StatedFrame[]): StatedFrame[][] {
  const alike = new Map<string, StatedFrame[]>();
  for (const frame of [...frames].sort((a, b) => a.statedSec - b.statedSec)) {
    const key = `${frame.longSidePx ?? DEFAULT_LONG_SIDE_PX} ${frame.decoder}`;
    const group = alike.get(key);
    if (group) group.push(frame);
    else alike.set(key, [frame]);
  }
  return [...alike.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / GROUP) }, (_, i) =>
      group.slice(i * GROUP, (i + 1) * GROUP),
    ),
  );
}

const resultOf = (work: StatedWork, frame: StatedFrame): VerifiedFrame => ({
  ...unsettled(frame, work.name),
  statedSec: frame.statedSec,
});

async function verifyGroup(work: StatedWork, group: readonly StatedFrame[]): Promise<void> {
  const open = new Map<number, StatedFrame[]>();
  for (const frame of group)
    open.set(frame.statedSec, [...(open.get(frame.statedSec) ?? []), frame]);
  let suspects: Suspect[] = [];
  const request = { timesSec: [...open.keys()], ...looksOf(group) };
  const error = await decodeEach(work.deps, work.video, {
    request,
    signal: work.signal,
    each: async (decoded) => {
      for (const frame of open.get(decoded.askedSec) ?? [])
        suspects.push(...(await compare(work, frame, decoded)));
      open.delete(decoded.askedSec);
    },
  });
  while (suspects.length > 0) {
    await verifySuspects(work, suspects.slice(0, BATCH));
    suspects = suspects.slice(BATCH);
  }
  for (const frame of [...open.values()].flat())
    work.settle(frame, { ...resultOf(work, frame), verdict: 'not-decoded', error });
}

const looksOf = ([first]: readonly StatedFrame[]) => ({
  longSidePx: first?.longSidePx ?? DEFAULT_LONG_SIDE_PX,
  decoder: first?.decoder ?? null,
});

/** Settles the frame where its bytes or a lack of them decide; else it is a suspect, to be held against the neighbours too. */
async function compare(
  work: StatedWork,
  frame: StatedFrame,
  decoded: DecodedFrame,
): Promise<Suspect[]> {
  const { ptsSec: decodedSec, imageSha256 } = decoded.frame;
  const result = { ...resultOf(work, frame), decodedSec };
  const bytes = (await frame.picture?.().catch(() => null)) ?? null;
  if (!bytes) {
    const isProven = !frame.picture && frame.imageSha256 === imageSha256;
    const verdict = isProven ? 'same' : frame.picture ? 'no-picture' : 'in-clip';
    work.settle(frame, { ...result, verdict });
    return [];
  }
  const sha256 = await byteTools.sha256(bytes);
  if (sha256 === imageSha256) {
    work.settle(frame, { ...result, verdict: 'same', psnrDb: 100, hashDistance: 0 });
    return [];
  }
  const picture = await readPicture(work.deps, bytes, sha256);
  const seen = picture && (await readPicture(work.deps, decoded.jpeg));
  if (!seen) {
    work.settle(frame, { ...result, verdict: picture ? 'not-decoded' : 'no-picture' });
    return [];
  }
  const meant = likeness(picture, { decoded, pixels: seen.pixels });
  return [{ frame, picture, meant, decodedSec }];
}

/** Decodes the frames around each suspect once, and judges. */
async function verifySuspects(work: StatedWork, suspects: readonly Suspect[]): Promise<void> {
  const around = new Map<Suspect, { ptsSec: number; offset: number }[]>();
  for (const suspect of suspects) around.set(suspect, await neighboursOf(work, suspect));
  const wanted = new Map<number, Suspect[]>();
  for (const [suspect, neighbours] of around)
    for (const { ptsSec } of neighbours)
      wanted.set(ptsSec, [...(wanted.get(ptsSec) ?? []), suspect]);
  const found = new Map<Suspect, Neighbour[]>(suspects.map((suspect) => [suspect, []]));
  await decodeEach(work.deps, work.video, {
    request: {
      timesSec: [...wanted.keys()],
      ...looksOf(suspects.map(({ frame }) => frame)),
    },
    signal: work.signal,
    each: async (decoded) => {
      const seen = await readPicture(work.deps, decoded.jpeg);
      for (const suspect of seen ? (wanted.get(decoded.askedSec) ?? []) : []) {
        const place = around.get(suspect)?.find(({ ptsSec }) => ptsSec === decoded.askedSec);
        if (!seen || !place) continue;
        const alike = likeness(suspect.picture, { decoded, pixels: seen.pixels });
        found.get(suspect)?.push({ ...alike, offset: place.offset });
      }
    },
  });
  for (const suspect of suspects)
    work.settle(suspect.frame, judged(work, suspect, found.get(suspect) ?? []));
}

function judged(
  work: StatedWork,
  suspect: Suspect,
  neighbours: readonly Neighbour[],
): VerifiedFrame {
  const { verdict, fits } = judgePicture(suspect.meant, neighbours);
  return {
    ...resultOf(work, suspect.frame),
    verdict,
    decodedSec: suspect.decodedSec,
    psnrDb: suspect.meant.psnrDb,
    hashDistance: suspect.meant.hashDistance,
    fits: fits && { ptsSec: fits.ptsSec, offset: fits.offset },
  };
}

/** Times of the frames beside the one on screen; empty where the container cannot tell them. */
async function neighboursOf(
  { deps, video }: StatedWork,
  { decodedSec }: Suspect,
): Promise<{ ptsSec: number; offset: number }[]> {
  const reachSec = Math.max(
    NEIGHBOUR_REACH_SEC,
    (NEIGHBOURS + 1) / Math.max(1, video.facts.averageFps),
  );
  const range = { startSec: decodedSec - reachSec, endSec: decodedSec + reachSec };
  const times = await deps.media
    .frameTimes(video.file, video.facts, range)
    .catch((): { ptsSec: number }[] => []);
  const here = times.findIndex(({ ptsSec }) => Math.abs(ptsSec - decodedSec) <= TIME_TOLERANCE_SEC);
  if (here === -1) return [];
  return times
    .map(({ ptsSec }, i) => ({ ptsSec, offset: i - here }))
    .filter(({ offset }) => offset !== 0 && Math.abs(offset) <= NEIGHBOURS);
}
