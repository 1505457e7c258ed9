import { citedFrames } from '../../../core/edit-evidence.ts';
import type {
  DraftBody,
  DraftView,
  Selection,
  SelectionReason,
  VideoFile,
} from '../../../core/flow.ts';

/** Everything that one card shows, pictures apart. */
export interface ReviewCard {
  view: DraftView;
  /** `null` = the video was removed from the project; its cited frames are still there. */
  video: VideoFile | null;
  /** `null` = core frames were never selected (imported or hand-written drafts). */
  selection: Selection | null;
}

/** One picture of the strip: a core frame, a cited frame, or both. */
export interface StripFrame {
  imageSha256: string;
  ptsSec: number;
  /** `f17` = sample 17 of the video's grid, from 0; without a selection its place among the cited frames, from 1; `null` between samples. */
  number: number | null;
  /** Empty for frames that only a person or an import cites. */
  reasons: SelectionReason[];
  isCore: boolean;
}

const SAME_TIME_SEC = 1e-4;

/** The last strip of each body: every chip of a card asks for it on every change of the session. */
const strips = new WeakMap<object, { selection: Selection | null; frames: StripFrame[] }>();

/** Core frames and cited frames, each once, by time. The same list for the same selection and body. */
export function stripFrames(
  selection: Selection | null,
  body: Pick<DraftBody, 'steps' | 'evidence'>,
): StripFrame[] {
  const known = strips.get(body);
  if (known && known.selection === selection) return known.frames;
  const frames = makeStrip(selection, body);
  strips.set(body, { selection, frames });
  return frames;
}

function makeStrip(
  selection: Selection | null,
  body: Pick<DraftBody, 'steps' | 'evidence'>,
): StripFrame[] {
  const byHash = new Map<string, StripFrame>();
  for (const core of selection?.core ?? []) {
    const { imageSha256, ptsSec } = core.frame;
    byHash.set(imageSha256, {
      imageSha256,
      ptsSec,
      number: null,
      reasons: core.reasons,
      isCore: true,
    });
  }
  for (const { imageSha256, ptsSec } of citedFrames(body)) {
    if (byHash.has(imageSha256)) continue;
    byHash.set(imageSha256, { imageSha256, ptsSec, number: null, reasons: [], isCore: false });
  }
  const frames = [...byHash.values()].sort((a, b) => a.ptsSec - b.ptsSec);
  return frames.map((frame, index) => ({
    ...frame,
    number: selection ? sampleNumber(selection.sampledSec, frame.ptsSec) : index + 1,
  }));
}

/** Index of the sample at a time; `null` when no sample is there. `sampledSec` ascends. */
function sampleNumber(sampledSec: readonly number[], ptsSec: number): number | null {
  let low = 0;
  let high = sampledSec.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sampledSec[middle] ?? 0) < ptsSec - SAME_TIME_SEC) low = middle + 1;
    else high = middle;
  }
  const found = sampledSec[low];
  return found !== undefined && Math.abs(found - ptsSec) <= SAME_TIME_SEC ? low : null;
}

/** Pictures that must be decoded before the card is shown. */
export function cardPictures(card: ReviewCard): string[] {
  return stripFrames(card.selection, card.view).map((frame) => frame.imageSha256);
}

/** `[start, end)` in seconds that the timeline shows: the video, or what the evidence spans where it is gone. */
export function cardRange(card: ReviewCard): { startSec: number; endSec: number } {
  if (card.video) {
    return { startSec: card.video.startSec, endSec: card.video.startSec + card.video.durationSec };
  }
  const times = [
    ...citedFrames(card.view).map((frame) => frame.ptsSec),
    ...card.view.steps.flatMap((s) =>
      s.evidence.flatMap((e) => (e.span ? [e.span.startSec, e.span.endSec] : [])),
    ),
  ];
  const endSec = Math.max(1, ...times);
  return { startSec: Math.min(0, ...times), endSec: endSec * 1.02 };
}
