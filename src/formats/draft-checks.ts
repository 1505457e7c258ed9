import { boxArea } from '../core/boxes.ts';
import type { DraftBody, DraftView, Evidence, VideoFile } from '../core/flow.ts';
import type { PathedFrame, ReportProblem, WriteContext } from './dataset-format.ts';

/** A box that covers more of its picture than this says little about where the object is. */
const LARGE_BOX_AREA = 0.8;
/** Times come from containers whose durations are rounded to their own clock. */
const TIME_SLACK_SEC = 0.05;

/** Of the draft and of its steps. */
export const allEvidence = (draft: DraftBody): Evidence[] => [
  ...draft.evidence,
  ...draft.steps.flatMap((step) => step.evidence),
];

/** The pictures that a draft cites, each once. */
export const citedPictures = (drafts: readonly DraftBody[]): string[] => [
  ...new Set(
    drafts.flatMap(allEvidence).flatMap(({ frame }) => (frame ? [frame.imageSha256] : [])),
  ),
];

/** The pictures that these drafts cite, in presentation order. */
export function citedFrames(drafts: readonly DraftBody[], context: WriteContext): PathedFrame[] {
  const cited = new Set(citedPictures(drafts));
  return context.frames.filter(({ frame }) => cited.has(frame.imageSha256));
}

/** The answer in words; where it is missing, the correct option. */
export const answerOf = (draft: DraftBody): string =>
  (draft.answer?.trim() ||
    (draft.correctOption === null ? '' : draft.options?.[draft.correctOption]?.trim())) ??
  '';

/** Question, answer and task. */
export function checkQuestion(draft: DraftView, report: ReportProblem): void {
  if (draft.kind === 'caption') {
    report('not-a-question', 'A caption has no place among questions and answers.');
    return;
  }
  if (!draft.question?.trim()) report('no-question', 'There is no question.');
  if (!answerOf(draft)) report('no-answer', 'There is no answer.');
  if (!draft.task) report('no-task', 'No task is set: `task` is written empty.');
}

/** Options that cannot be lettered, or of which none is right. */
export function checkOptions(draft: DraftView, report: ReportProblem): void {
  const count = draft.options?.length ?? 0;
  if (count > 26) report('too-many-options', 'More options than letters.');
  else if (count !== 4)
    report('option-count', `The released sets have 4 options, this has ${count}.`);
  const correct = draft.correctOption;
  if (correct === null || !draft.options?.[correct])
    report('no-correct-option', 'None of the options is marked as correct.');
}

/** Evidence of steps, and every box with its frame: a tag that leads nowhere must not be written. */
export function checkEvidence(draft: DraftView, report: ReportProblem): void {
  draft.steps.forEach((step, i) => {
    if (step.evidence.length === 0) report('unlinked-step', `Step ${i + 1} rests on no evidence.`);
  });
  // A record that came in like this goes out like this: its format says no frame.
  const isAsRead = draft.provenance.origin === 'import' && !draft.isEdited;
  for (const { boxes = [], frame } of allEvidence(draft)) {
    for (const { label, xyxy } of boxes) {
      const area = boxArea(xyxy);
      if (label.trim() === '') report('unnamed-box', 'A box has no label.');
      if (!frame) {
        const code = isAsRead ? 'unplaced-box' : 'box-without-frame';
        report(code, `The box of "${label}" belongs to no frame.`);
      }
      if (area === 0) report('empty-box', `The box of "${label}" covers nothing.`);
      if (area > LARGE_BOX_AREA)
        report('large-box', `The box of "${label}" covers nearly the whole picture.`);
    }
  }
}

/** A video that public tests measure models on must not teach them (F7); people decide. */
export function checkLeak(draft: DraftView, report: ReportProblem): void {
  const leak = draft.checks.find(({ code }) => code === 'F7');
  if (leak?.verdict === 'fail' || leak?.verdict === 'warn')
    report('benchmark-video', `The video is in a public benchmark: ${leak.detail ?? 'listed'}.`);
}

/** Moments that a record of the draft names lie in the video, where its length is known. */
export function checkTimes(
  timesSec: readonly number[],
  video: VideoFile,
  report: ReportProblem,
): void {
  if (video.durationSec <= 0) return;
  const firstSec = video.startSec - TIME_SLACK_SEC;
  const endSec = video.startSec + video.durationSec + TIME_SLACK_SEC;
  const outside = timesSec.find((timeSec) => timeSec < firstSec || timeSec > endSec);
  if (outside !== undefined)
    report('outside-video', `${outside.toFixed(3)} s is outside the video.`);
}

/** Times of the frames that a draft cites, and where asked for of its spans. */
export const citedTimes = (draft: DraftBody, withSpans: boolean): number[] =>
  allEvidence(draft).flatMap(({ frame, span }) => [
    ...(frame ? [frame.ptsSec] : []),
    ...(span && withSpans ? [span.startSec, span.endSec] : []),
  ]);
