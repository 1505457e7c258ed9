import { citedFrames, type FrameRef } from '../edit-evidence.ts';
import { weakestFirst } from '../findings.ts';
import type { Box, Check, DraftBody, ScoredBox } from '../flow.ts';
import { tokensOf, writesNoSpaces } from '../fold-text.ts';
import { timeLabel } from '../time-label.ts';
import { cosine } from '../vector.ts';
import { containment } from './words.ts';

/** A box of which frame, label and place are known. */
export type LabelledRegion = Pick<ScoredBox, 'frame' | 'label' | 'xyxy'>;

/** What is compared: pictures of boxes and of whole frames, and labels, as vectors of one encoder for pictures and texts. */
export interface BoxVectors {
  boxes: readonly { region: LabelledRegion; vector: Float32Array }[];
  /** Every frame that the draft cites and that is stored, whole. */
  frames: readonly { frame: FrameRef; vector: Float32Array }[];
  /** By `labelKey`: a vector for every label among the boxes. */
  labels: ReadonlyMap<string, Float32Array>;
}

export interface BoxLabelRules {
  /** A box below this cosine to its own label is flagged; -1 = never for that. */
  minScore: number;
  /** Another label, or another frame, counts as better when its cosine is higher by this much. */
  margin: number;
  /** Boxes whose longer side is below this share of the picture's longer side are scored and never flagged: too few pixels. */
  smallest: number;
}

/** The same thing in other letters is one label. */
export const labelKey = (label: string): string => label.trim().toLowerCase();

/** Boxes whose content can be compared with their label, each once. What has no frame, label or area is for B3 to say. */
export function labelledRegions(body: Pick<DraftBody, 'steps' | 'evidence'>): LabelledRegion[] {
  const all = [...body.steps.flatMap((step) => step.evidence), ...body.evidence];
  const regions = all.flatMap(({ frame, boxes }) =>
    frame ? (boxes ?? []).map(({ label, xyxy }): LabelledRegion => ({ frame, label, xyxy })) : [],
  );
  const usable = regions.filter(
    ({ label, xyxy: [x1, y1, x2, y2] }) => labelKey(label) !== '' && x1 < x2 && y1 < y2,
  );
  const distinct = new Map(usable.map((one) => [`${regionKey(one)} ${labelKey(one.label)}`, one]));
  return [...distinct.values()];
}

/** Frames to look at as a whole: where the draft has others than the one with the box. */
export const framesToCompare = (body: Pick<DraftBody, 'steps' | 'evidence'>): FrameRef[] => {
  const frames = citedFrames(body);
  return frames.length > 1 ? frames : [];
};

export const WHOLE_FRAME: Box = [0, 0, 1, 1];

/** Tells a part of a picture from all others. */
export const regionKey = ({ frame, xyxy }: Pick<LabelledRegion, 'frame' | 'xyxy'>): string =>
  `${frame.imageSha256} ${xyxy.join(' ')}`;

interface Judged extends ScoredBox {
  /** The label that fits better, if any does. */
  rival: { label: string; score: number } | null;
}

/**
 * B1 and B4: is in a box what its label says, and if not, is it in another frame? They advise a person; a cosine proves nothing.
 * @param picture size of the frames, in any unit
 */
export function boxLabelChecks(
  vectors: BoxVectors,
  rules: BoxLabelRules,
  picture: { widthPx: number; heightPx: number },
): Check[] {
  const judged = vectors.boxes.map((box) => judgedBox(box, vectors, { rules, picture }));
  if (judged.length === 0) return [];
  judged.sort(weakestFirst);
  const wrongFrame = wrongFrameCheck(judged, vectors, rules);
  return [contentCheck(judged, rules), ...(wrongFrame ? [wrongFrame] : [])];
}

function judgedBox(
  { region, vector }: BoxVectors['boxes'][number],
  { boxes, labels }: BoxVectors,
  { rules, picture }: { rules: BoxLabelRules; picture: { widthPx: number; heightPx: number } },
): Judged {
  const own = labels.get(labelKey(region.label));
  const score = own ? cosine(vector, own) : 0;
  const others = boxes.map((box) => box.region).filter((other) => isRival(region, other));
  const rivals = others.flatMap(({ label }) => {
    const theirs = labels.get(labelKey(label));
    return theirs ? [{ label, score: cosine(vector, theirs) }] : [];
  });
  const best = rivals.reduce<Judged['rival']>(
    (so, next) => (so && so.score >= next.score ? so : next),
    null,
  );
  const rival = best && best.score >= score + rules.margin ? best : null;
  const isTooSmall = longerSide(region.xyxy, picture) < rules.smallest;
  const isWrong = score < rules.minScore || rival !== null;
  const verdict = isTooSmall ? 'unknown' : isWrong ? 'warn' : 'pass';
  return { ...region, score, verdict, rival: isTooSmall ? null : rival };
}

/** Half of the smaller of two boxes: the other thing is then in the picture too, and its label rightly fits. */
const SHARED = 0.5;

/**
 * Whether another box's label, should it fit better, speaks against this one. It does not where the labels say the same in part
 * ("man", "man in white"), nor where the other thing is inside this box.
 */
function isRival(one: LabelledRegion, other: LabelledRegion): boolean {
  const [a, b] = [labelKey(one.label), labelKey(other.label)];
  if (isPart(a, b) || isPart(b, a)) return false;
  return one.frame.imageSha256 !== other.frame.imageSha256 || shared(one.xyxy, other.xyxy) < SHARED;
}

/** Whether all words of a label are in another: "man" is in "man in white" and not in "woman", "egg" is in "eggs". Without spaces, characters in a row. */
function isPart(label: string, whole: string): boolean {
  if (label === whole) return true;
  if (writesNoSpaces(label)) return whole.includes(label);
  const things = (text: string) => new Set(tokensOf(text).map(ofOne));
  return containment(things(label), things(whole)) === 1;
}

/** Many of a thing are that thing. Rough, and for comparing alone. */
const ofOne = (word: string): string => (/[^s]s$/.test(word) ? word.slice(0, -1) : word);

/** What two boxes share, as a part of the smaller one. */
function shared(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const area = ([x1, y1, x2, y2]: Box) => (x2 - x1) * (y2 - y1);
  return width > 0 && height > 0 ? (width * height) / Math.min(area(a), area(b)) : 0;
}

const longerSide = ([x1, y1, x2, y2]: Box, size: { widthPx: number; heightPx: number }): number =>
  Math.max((x2 - x1) * size.widthPx, (y2 - y1) * size.heightPx) /
  Math.max(size.widthPx, size.heightPx);

const bare = ({ rival: _, ...box }: Judged): ScoredBox => box;

/** B1: the score of every box, the weakest first, and why those are flagged that are. */
function contentCheck(judged: readonly Judged[], { minScore }: BoxLabelRules): Check {
  const has = (verdict: Check['verdict']) => judged.some((box) => box.verdict === verdict);
  const why = ({ rival, score, verdict }: Judged) => {
    if (rival) return ` (${rival.label} ${rival.score.toFixed(2)})`;
    return verdict === 'warn' && score < minScore ? ` < ${minScore}` : '';
  };
  return {
    code: 'B1',
    verdict: has('warn') ? 'warn' : has('pass') ? 'pass' : 'unknown',
    detail: judged.map((box) => `${nameOf(box)}${why(box)}`).join('; '),
    boxes: judged.map(bare),
  };
}

const nameOf = ({ label, frame, score }: ScoredBox): string =>
  `${label.trim()} ${timeLabel(frame.ptsSec)} ${score.toFixed(2)}`;

/**
 * B4: of the boxes that do not hold what their label says, those whose label fits another cited frame clearly better than the box
 * and its own frame, and which has no box for it. `null` where the draft has one frame.
 */
function wrongFrameCheck(
  judged: readonly Judged[],
  { frames, labels }: BoxVectors,
  { margin }: BoxLabelRules,
): Check | null {
  if (frames.length < 2) return null;
  const hits = judged.flatMap((box) => {
    const own = labels.get(labelKey(box.label));
    if (box.verdict !== 'warn' || !own) return [];
    const here = frames.find(({ frame }) => frame.imageSha256 === box.frame.imageSha256);
    const least = Math.max(box.score, here ? cosine(here.vector, own) : -1) + margin;
    const boxed = new Set(
      judged.flatMap(({ label, frame }) =>
        labelKey(label) === labelKey(box.label) ? [frame.imageSha256] : [],
      ),
    );
    const better = frames
      .filter(({ frame }) => !boxed.has(frame.imageSha256))
      .map(({ frame, vector }) => ({ frame, score: cosine(vector, own) }))
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score)[0];
    return better ? [{ box, better }] : [];
  });
  if (hits.length === 0) return { code: 'B4', verdict: 'pass' };
  return {
    code: 'B4',
    verdict: 'warn',
    detail: hits
      .map(
        ({ box, better }) =>
          `${nameOf(box)} → ${timeLabel(better.frame.ptsSec)} ${better.score.toFixed(2)}`,
      )
      .join('; '),
    boxes: hits.map(({ box }) => bare(box)),
  };
}
