/**
 * What a step rests on: frames, boxes on a frame, one time span. A frame is named by the hash of its picture.
 * Evidence of the whole draft follows its steps: pinning a frame to a step adds it there too, so that exports carry it.
 */
import type { Box, DraftBody, Evidence } from './flow.ts';

export interface FrameRef {
  ptsSec: number;
  imageSha256: string;
}

export interface LabelledBox {
  label: string;
  xyxy: Box;
}

/** In place of a step's index: the evidence of the draft as a whole, e.g. of a caption without steps. */
export const WHOLE_DRAFT = -1;

type EvidenceChange = (evidence: Evidence[]) => Evidence[];

function changeStep(body: DraftBody, step: number, change: EvidenceChange): DraftBody {
  if (step === WHOLE_DRAFT) {
    const evidence = change(body.evidence);
    return evidence === body.evidence ? body : { ...body, evidence };
  }
  const target = body.steps[step];
  if (!target) return body;
  const evidence = change(target.evidence);
  if (evidence === target.evidence) return body;
  return { ...body, steps: body.steps.with(step, { ...target, evidence }) };
}

const cites = (evidence: readonly Evidence[], imageSha256: string): boolean =>
  evidence.some((item) => item.frame?.imageSha256 === imageSha256);

/** Cites a frame on a step, and on the whole draft when it was not cited there. A second pin of the same frame changes nothing. */
export function pinFrame(body: DraftBody, step: number, frame: FrameRef): DraftBody {
  const pinned = changeStep(body, step, (evidence) =>
    cites(evidence, frame.imageSha256) ? evidence : [...evidence, { frame }],
  );
  if (pinned === body || cites(body.evidence, frame.imageSha256)) return pinned;
  return { ...pinned, evidence: [...body.evidence, { frame }] };
}

/** Takes a frame and the boxes on it off a step; a span that hung on it stays. Other steps and the draft keep it. */
export function dropFrame(body: DraftBody, step: number, imageSha256: string): DraftBody {
  return changeStep(body, step, (evidence) =>
    evidence.flatMap((item) => {
      if (item.frame?.imageSha256 !== imageSha256) return [item];
      return item.span ? [{ span: item.span }] : [];
    }),
  );
}

/** The first span of a step; `null` without one. */
export function spanOf(evidence: readonly Evidence[]): { startSec: number; endSec: number } | null {
  return evidence.find((item) => item.span)?.span ?? null;
}

/** Sets the step's span `[startSec, endSec)`. An empty or backward span leaves the body as it is. */
export function setSpan(
  body: DraftBody,
  step: number,
  span: { startSec: number; endSec: number },
): DraftBody {
  if (!(span.endSec > span.startSec)) return body;
  return changeStep(body, step, (evidence) => {
    const at = evidence.findIndex((item) => item.span);
    const old = evidence[at];
    return old ? evidence.with(at, { ...old, span }) : [...evidence, { span }];
  });
}

/** Removes every span of a step; frames and boxes stay. */
export function dropSpan(body: DraftBody, step: number): DraftBody {
  return changeStep(body, step, (evidence) =>
    evidence.flatMap(({ span, ...rest }) => {
      if (!span) return [rest];
      return rest.frame || rest.boxes ? [rest] : [];
    }),
  );
}

/** Boxes that a list of evidence has on a frame, in order; `box` counts within the list and names one for a change. */
export function boxesOn(
  evidence: readonly Evidence[],
  imageSha256: string,
): (LabelledBox & { box: number })[] {
  return evidence
    .filter((item) => item.frame?.imageSha256 === imageSha256)
    .flatMap((item) => item.boxes ?? [])
    .map((box, index) => ({ ...box, box: index }));
}

/** Adds a box on a frame of a step; pins the frame when the step did not cite it. */
export function addBox(
  body: DraftBody,
  target: { step: number; frame: FrameRef },
  box: LabelledBox,
): DraftBody {
  const pinned = pinFrame(body, target.step, target.frame);
  return changeStep(pinned, target.step, (evidence) => {
    const at = evidence.findIndex((i) => i.frame?.imageSha256 === target.frame.imageSha256);
    const item = evidence[at];
    return item ? evidence.with(at, { ...item, boxes: [...(item.boxes ?? []), box] }) : evidence;
  });
}

export interface BoxTarget {
  step: number;
  imageSha256: string;
  /** As counted by `boxesOn`. */
  box: number;
}

/** Moves, resizes or renames one box; `null` removes it. */
export function changeBox(body: DraftBody, target: BoxTarget, box: LabelledBox | null): DraftBody {
  return changeStep(body, target.step, (evidence) => {
    let counted = 0;
    return evidence.map((item) => {
      if (item.frame?.imageSha256 !== target.imageSha256 || !item.boxes) return item;
      const at = target.box - counted;
      counted += item.boxes.length;
      if (!(at in item.boxes)) return item;
      if (box) return { ...item, boxes: item.boxes.with(at, box) };
      const { boxes, ...rest } = item;
      return boxes.length > 1 ? { ...rest, boxes: boxes.toSpliced(at, 1) } : rest;
    });
  });
}

/** Frames that a list of evidence cites, each once, in the order of citation. */
export function framesOf(evidence: readonly Evidence[]): FrameRef[] {
  const seen = new Map<string, FrameRef>();
  for (const { frame } of evidence) {
    if (frame && !seen.has(frame.imageSha256)) seen.set(frame.imageSha256, frame);
  }
  return [...seen.values()];
}

/** Every frame that a body rests on, in its steps or as a whole, by time. */
export function citedFrames(body: Pick<DraftBody, 'steps' | 'evidence'>): FrameRef[] {
  const all = [...body.steps.flatMap((step) => step.evidence), ...body.evidence];
  return framesOf(all).sort((a, b) => a.ptsSec - b.ptsSec);
}
