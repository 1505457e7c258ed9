import { hashDistance } from '../core/dhash.ts';
import { judgeDump } from '../core/verify/judge.ts';
import {
  type ClipTimes,
  frameByRule,
  possibleRules,
  type RateRule,
  spread,
} from '../core/verify/rate-rules.ts';
import { decideRate, type RateDecision, rankRules } from '../core/verify/rate-score.ts';
import type { RateFinding, VerifiedFrame } from '../core/verify/report.ts';
import { correlation, isFlat } from '../core/verify/thumbnail.ts';
import { decodeEach, type ReadPicture, readPicture } from './verify-decode.ts';
import { unsettled } from './verify-stated.ts';
import type { NumberedFrame, VerifyDeps } from './verify-types.ts';
import type { OpenVideo } from './verify-videos.ts';

/** Enough to compare by. */
const LONG_SIDE_PX = 160;
/** Pictures that first thin the rules out, and those that decide between the rest. */
const FIRST_PICTURES = 6;
const DECIDING_PICTURES = 16;
/** Groups of rules that go on to the second round. */
const FINALISTS = 8;
/** Candidates for a picture; flat ones are passed over. */
const READ_AT_MOST = 48;

export interface RateWork {
  deps: VerifyDeps;
  video: OpenVideo;
  name: string;
  settle: (frame: NumberedFrame, result: VerifiedFrame) => void;
  signal: Parameters<typeof decodeEach>[2]['signal'];
}

type Numbered = NumberedFrame & { index: number };

interface DumpedPicture extends ReadPicture {
  index: number;
}

/**
 * Finds the rule by which the numbers of one video's frames are times, and settles each frame by it.
 * @throws `job/cancelled`; what the container cannot tell is a finding
 */
export async function verifyNumbered(
  work: RateWork,
  frames: readonly NumberedFrame[],
): Promise<RateFinding> {
  const { deps, video, name } = work;
  const numbered = frames.filter((frame): frame is Numbered => frame.index !== null);
  for (const frame of frames)
    if (frame.index === null) work.settle(frame, { ...unsettled(frame, name), verdict: 'no-time' });
  const clip = await clipTimes(deps, video);
  const indexes = [...new Set(numbered.map(({ index }) => index))].sort((a, b) => a - b);
  const rules = indexes.length === 0 ? [] : possibleRules(indexes, clip);
  const pictures = await tellingPictures(deps, numbered);
  const decision = await decide(work, { clip, rules, pictures });
  const rule = decision?.verdict === 'fits' ? decision.best.rules[0] : undefined;
  if (rule) await settleByRule(work, numbered, { rule, clip });
  else settleWithout(work, numbered, clip);
  return {
    video: name,
    videoId: video.videoId,
    frames: frames.length,
    compared: decision ? Math.min(pictures.length, DECIDING_PICTURES) : 0,
    verdict: decision?.verdict ?? (pictures.length > 0 ? 'none' : 'length-only'),
    rules: decision?.best.rules ?? [],
    second: decision?.second?.rules ?? [],
    share: decision?.best.share ?? 0,
    margin: decision?.margin ?? 0,
    confidence: decision?.confidence ?? 0,
    possible: rules.length,
  };
}

export async function clipTimes(
  { media }: VerifyDeps,
  { file, facts }: OpenVideo,
): Promise<ClipTimes> {
  const endSec = facts.startSec + facts.durationSec;
  const times = await media
    .frameTimes(file, facts, { startSec: facts.startSec - 1, endSec: endSec + 1 })
    .catch((): { ptsSec: number }[] => []);
  return { timesSec: Float64Array.from(times, ({ ptsSec }) => ptsSec), endSec };
}

/** Pictures that are there and not flat, spread over the numbers. */
async function tellingPictures(
  deps: VerifyDeps,
  frames: readonly Numbered[],
): Promise<DumpedPicture[]> {
  const sorted = [...new Map(frames.map((frame) => [frame.index, frame])).values()]
    .filter(({ picture }) => picture !== null)
    .sort((a, b) => a.index - b.index);
  const pictures: DumpedPicture[] = [];
  for (const { index, picture } of spread(sorted, READ_AT_MOST)) {
    const bytes = await picture?.().catch(() => null);
    const read = bytes ? await readPicture(deps, bytes) : null;
    if (read && !isFlat(read.thumbnail)) pictures.push({ ...read, index });
  }
  return pictures;
}

interface RatePuzzle {
  clip: ClipTimes;
  rules: readonly RateRule[];
  pictures: readonly DumpedPicture[];
}

/** Two rounds: a few pictures against every rule, then more against the best. `null` without pictures or rules. */
async function decide(work: RateWork, puzzle: RatePuzzle): Promise<RateDecision | null> {
  const { rules, pictures } = puzzle;
  if (pictures.length === 0 || rules.length === 0) return null;
  const first = await rank(work, { ...puzzle, pictures: spread(pictures, FIRST_PICTURES) });
  const finalists = first.slice(0, FINALISTS).flatMap((group) => group.rules);
  const second = spread(pictures, DECIDING_PICTURES);
  return decideRate(await rank(work, { ...puzzle, rules: finalists, pictures: second }));
}

async function rank(work: RateWork, { clip, rules, pictures }: RatePuzzle) {
  const candidates = rules.map((rule) => ({
    rule,
    frames: pictures.map(({ index }) => frameByRule(rule, index, clip) ?? -1),
  }));
  const wanted = new Set(candidates.flatMap(({ frames }) => frames));
  const seen = await decodeFrames(work, clip, wanted);
  return rankRules(candidates, (item, frame) => {
    const [picture, other] = [pictures[item], seen.get(frame)];
    return picture && other ? compareDump(picture, other) : null;
  });
}

/** Thumbnail and hash of frames, by their place in the clip. */
async function decodeFrames(
  { deps, video, signal }: RateWork,
  { timesSec }: ClipTimes,
  wanted: ReadonlySet<number>,
): Promise<Map<number, ReadPicture>> {
  const places = new Map(
    [...wanted].flatMap((frame) => {
      const sec = timesSec[frame];
      return sec === undefined ? [] : [[sec, frame] as const];
    }),
  );
  const seen = new Map<number, ReadPicture>();
  const request = { timesSec: places.keys(), longSidePx: LONG_SIDE_PX, decoder: null };
  await decodeEach(deps, video, {
    request,
    signal,
    each: async ({ askedSec, frame, jpeg }) => {
      const place = places.get(askedSec);
      const read = await readPicture(deps, jpeg);
      // Only what is compared later is kept, not the pixels.
      if (read && place !== undefined)
        seen.set(place, { ...read, perceptualHash: frame.perceptualHash, pixels: NO_PIXELS });
    },
  });
  return seen;
}

const NO_PIXELS = { rgba: [], widthPx: 0, heightPx: 0 };

function compareDump(picture: ReadPicture, other: ReadPicture) {
  const alike = correlation(picture.thumbnail, other.thumbnail) ?? 0;
  return judgeDump(alike, hashDistance(picture.perceptualHash, other.perceptualHash));
}

/** Frames at a time that are decoded and compared once the rule is known. */
const SETTLE_BATCH = 64;

async function settleByRule(
  work: RateWork,
  frames: readonly Numbered[],
  { rule, clip }: { rule: RateRule; clip: ClipTimes },
): Promise<void> {
  for (let at = 0; at < frames.length; at += SETTLE_BATCH) {
    const batch = frames.slice(at, at + SETTLE_BATCH);
    const placeOf = (frame: Numbered) => frameByRule(rule, frame.index, clip);
    const seen = await decodeFrames(
      work,
      clip,
      new Set(batch.flatMap((frame) => (frame.picture ? (placeOf(frame) ?? []) : []))),
    );
    for (const frame of batch) {
      const place = placeOf(frame);
      const sec = place === null ? null : (clip.timesSec[place] ?? null);
      const result = { ...unsettled(frame, work.name), statedSec: sec, decodedSec: sec };
      const other = place === null ? undefined : seen.get(place);
      work.settle(frame, { ...result, ...(await judgeNumbered(work.deps, frame, other)) });
    }
  }
}

async function judgeNumbered(
  deps: VerifyDeps,
  frame: Numbered,
  other: ReadPicture | undefined,
): Promise<Pick<VerifiedFrame, 'verdict' | 'hashDistance'>> {
  if (!frame.picture) return { verdict: 'placed', hashDistance: null };
  const bytes = await frame.picture().catch(() => null);
  const picture = bytes ? await readPicture(deps, bytes) : null;
  if (!picture) return { verdict: 'no-picture', hashDistance: null };
  if (!other) return { verdict: 'not-decoded', hashDistance: null };
  const distance = hashDistance(picture.perceptualHash, other.perceptualHash);
  // A flat picture fits anywhere: its time follows from the others.
  if (isFlat(picture.thumbnail)) return { verdict: 'placed', hashDistance: distance };
  const { isMatch } = compareDump(picture, other);
  return { verdict: isMatch ? 'same-picture' : 'other-picture', hashDistance: distance };
}

/** Without a rule a number says one thing at most: that no rule puts it inside the clip. */
function settleWithout(work: RateWork, frames: readonly Numbered[], clip: ClipTimes): void {
  for (const frame of frames) {
    const isOutside = clip.timesSec.length > 0 && possibleRules([frame.index], clip).length === 0;
    const verdict = isOutside ? 'outside-clip' : 'no-time';
    work.settle(frame, { ...unsettled(frame, work.name), verdict });
  }
}
