import type { Box, Check, Evidence } from './flow.ts';

/** A frame as a model may cite it. */
export interface CitableFrame {
  ptsSec: number;
  imageSha256: string;
}

/** What a model cites on one step: frames by label (`f1` is the first frame that it was shown), boxes and spans. */
export interface Citation {
  frames: readonly string[];
  boxes: readonly {
    label: string;
    frame: string;
    x1: number;
    y1: number;
    x2: number;
    y2: number;
  }[];
  spans: readonly { startSec: number; endSec: number }[];
}

export interface Resolved {
  evidence: Evidence[];
  /** Everything that did not resolve as written. Nothing is dropped without one. */
  checks: Check[];
}

/** How far outside 0–1 a box may reach and still be taken as a box at the edge. */
const EDGE_SLACK = 0.05;

/** `f3`, `F03`, `[f3]`, `frame 3` → index 2; anything else → -1. */
export function frameIndex(label: string): number {
  const digits = /^\W*f(?:rame)?[\s_-]*(\d{1,4})\W*$/i.exec(label)?.[1];
  return digits ? Number(digits) - 1 : -1;
}

function fixBox(values: Box): { box: Box | null; fixed: boolean } {
  if (values.some((v) => !Number.isFinite(v) || v < -EDGE_SLACK || v > 1 + EDGE_SLACK)) {
    return { box: null, fixed: false };
  }
  const [x1, y1, x2, y2] = values.map((v) => Math.min(1, Math.max(0, v))) as Box;
  const box: Box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
  if (box[2] <= box[0] || box[3] <= box[1]) return { box: null, fixed: false };
  return { box, fixed: box.some((v, i) => v !== values[i]) };
}

/** The part of a span that lies in the clip `[startSec, endSec)`; `null` when there is none. */
function fixSpan(
  span: { startSec: number; endSec: number },
  clip: { startSec: number; endSec: number },
): { startSec: number; endSec: number } | null {
  const startSec = Math.max(clip.startSec, Math.min(span.startSec, span.endSec));
  const endSec = Math.min(clip.endSec, Math.max(span.startSec, span.endSec));
  return startSec < endSec ? { startSec, endSec } : null;
}

/**
 * Labels to evidence. Unknown frames, boxes without area or outside the picture and spans outside the clip are left out and
 * marked; swapped corners, edges just outside and spans that reach over the clip are put right and marked.
 * @param frames in the order in which the model saw them
 * @param clip half-open `[startSec, endSec)` in presentation seconds
 * @param where goes in front of every check's detail, e.g. `#2` for the second step
 */
export function resolveCitation(
  cited: Citation,
  frames: readonly CitableFrame[],
  { clip, where }: { clip: { startSec: number; endSec: number }; where: string },
): Resolved {
  const checks: Check[] = [];
  const mark = (code: string, verdict: Check['verdict'], what: string) =>
    checks.push({ code, verdict, detail: `${where} ${what}` });
  const boxesByFrame = new Map<number, { label: string; xyxy: Box }[]>();
  const find = (label: string, code: string): number | null => {
    const index = frameIndex(label);
    if (frames[index]) return index;
    mark(code, code === 'B3' ? 'fail' : 'warn', label.slice(0, 40));
    return null;
  };

  for (const label of cited.frames) {
    const index = find(label, 'R1');
    if (index !== null && !boxesByFrame.has(index)) boxesByFrame.set(index, []);
  }
  for (const { label, frame, x1, y1, x2, y2 } of cited.boxes) {
    const index = find(frame, 'B3');
    if (index === null) continue;
    const { box, fixed } = fixBox([x1, y1, x2, y2]);
    const shown = `${label.slice(0, 40)} [${[x1, y1, x2, y2].join(', ')}]`;
    if (!box) mark('B3', 'fail', shown);
    else if (fixed) mark('B2', 'warn', shown);
    if (box) boxesByFrame.set(index, [...(boxesByFrame.get(index) ?? []), { label, xyxy: box }]);
  }
  const spans: Evidence[] = [];
  for (const span of cited.spans) {
    const kept = fixSpan(span, clip);
    const isSame = kept?.startSec === span.startSec && kept.endSec === span.endSec;
    if (!isSame) mark('T3', kept ? 'warn' : 'fail', `${span.startSec}–${span.endSec} s`);
    if (kept) spans.push({ span: kept });
  }
  const onFrames = [...boxesByFrame.keys()]
    .sort((a, b) => a - b)
    .flatMap((index): Evidence[] => {
      const frame = frames[index];
      const boxes = boxesByFrame.get(index) ?? [];
      if (!frame) return [];
      const { ptsSec, imageSha256 } = frame;
      return [
        boxes.length > 0
          ? { frame: { ptsSec, imageSha256 }, boxes }
          : { frame: { ptsSec, imageSha256 } },
      ];
    });
  return { evidence: [...onFrames, ...spans], checks };
}
