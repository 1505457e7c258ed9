import { boxArea } from '../boxes.ts';
import { framesOf } from '../edit-evidence.ts';
import type { DraftBody, Evidence } from '../flow.ts';
import type { DraftCheck } from './text-checks.ts';

const allEvidence = (body: DraftBody): { where: string; evidence: Evidence }[] => [
  ...body.evidence.map((evidence) => ({ where: 'A', evidence })),
  ...body.steps.flatMap((step, i) =>
    step.evidence.map((evidence) => ({ where: `#${i + 1}`, evidence })),
  ),
];

/** R1: steps that cite nothing. */
export const unlinkedSteps: DraftCheck = ({ kind, steps }) => {
  if (steps.length === 0) return kind === 'caption' ? null : { code: 'R1', verdict: 'fail' };
  const unlinked = steps.flatMap((step, i) => (step.evidence.length === 0 ? [`#${i + 1}`] : []));
  if (unlinked.length === 0) return { code: 'R1', verdict: 'pass' };
  return {
    code: 'R1',
    verdict: unlinked.length === steps.length ? 'fail' : 'warn',
    detail: unlinked.join(' '),
  };
};

/** Boxes over this part of the picture say nothing about where (Open-o3-Video, arXiv 2510.20579, drops them). */
const TOO_LARGE = 0.8;

const boxesOf = (body: DraftBody) =>
  allEvidence(body).flatMap(({ where, evidence }) =>
    (evidence.boxes ?? []).map((box) => ({
      ...box,
      where,
      hasFrame: evidence.frame !== undefined,
    })),
  );

/** B2: boxes that cover nearly the whole picture. */
export const largeBoxes: DraftCheck = (body) => {
  const boxes = boxesOf(body);
  if (boxes.length === 0) return null;
  const hits = boxes.filter(({ xyxy }) => boxArea(xyxy) > TOO_LARGE);
  if (hits.length === 0) return { code: 'B2', verdict: 'pass' };
  return {
    code: 'B2',
    verdict: 'warn',
    detail: hits.map(({ where, label }) => `${where} ${label}`).join('; '),
  };
};

/** B3: boxes without area, label or frame, or outside 0–1. */
export const emptyBoxes: DraftCheck = (body) => {
  const boxes = boxesOf(body);
  if (boxes.length === 0) return null;
  const hits = boxes.filter(({ xyxy, label, hasFrame }) => {
    const [x1, y1, x2, y2] = xyxy;
    const isInside = xyxy.every((v) => v >= 0 && v <= 1);
    return !hasFrame || label.trim() === '' || !isInside || !(x1 < x2 && y1 < y2);
  });
  if (hits.length === 0) return { code: 'B3', verdict: 'pass' };
  return {
    code: 'B3',
    verdict: 'fail',
    detail: hits.map(({ where, label }) => `${where} ${label}`).join('; '),
  };
};

/** A frame's time may differ from the clip's bounds by rounding. */
const SLACK_SEC = 0.001;

/** T3: frames or spans outside `[startSec, endSec)`, and spans that end before they start. */
export const outsideClip: DraftCheck = (body, clip) => {
  const all = allEvidence(body);
  if (all.length === 0) return null;
  const hits = all.flatMap(({ where, evidence: { frame, span } }) => {
    const isFrameIn =
      !frame ||
      (frame.ptsSec >= clip.startSec - SLACK_SEC && frame.ptsSec < clip.endSec + SLACK_SEC);
    const isSpanIn =
      !span ||
      (span.startSec >= clip.startSec - SLACK_SEC &&
        span.startSec < span.endSec &&
        span.endSec <= clip.endSec + SLACK_SEC);
    return isFrameIn && isSpanIn ? [] : [where];
  });
  if (hits.length === 0) return { code: 'T3', verdict: 'pass' };
  return { code: 'T3', verdict: 'fail', detail: [...new Set(hits)].join(' ') };
};

/** Q2 (a hint): reasoning over a video that cites a single frame. */
export const singleFrame: DraftCheck = ({ kind, steps }) => {
  const evidence = steps.flatMap((step) => step.evidence);
  if (kind === 'caption' || evidence.length === 0) return null;
  const isSingle = framesOf(evidence).length < 2 && !evidence.some(({ span }) => span);
  return { code: 'Q2', verdict: isSingle ? 'warn' : 'pass' };
};

/** T1 (a hint): steps whose earliest evidence runs backwards in time. */
export const citedOrder: DraftCheck = ({ steps }) => {
  const starts = steps.flatMap(({ evidence }, i) => {
    const times = evidence.flatMap(({ frame, span }) => [
      ...(frame ? [frame.ptsSec] : []),
      ...(span ? [span.startSec] : []),
    ]);
    return times.length > 0 ? [{ step: i + 1, sec: Math.min(...times) }] : [];
  });
  if (starts.length < 2) return null;
  const back = starts.find(({ sec }, i) => sec < (starts[i - 1]?.sec ?? sec));
  return back
    ? { code: 'T1', verdict: 'warn', detail: `#${back.step}` }
    : { code: 'T1', verdict: 'pass' };
};
