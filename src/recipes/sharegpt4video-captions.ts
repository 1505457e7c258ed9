import { runChecks } from '../core/checks/run-checks.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import { bodySha256 } from '../core/draft-body.ts';
import type { Check, DraftBody, DraftId } from '../core/flow.ts';
import type { GridLayout } from '../core/grid-layout.ts';
import type { StandingDraft } from '../core/requests.ts';
import type { CaptionTask } from '../core/tasks.ts';
import type { Answered } from './ask-about.ts';
import { draftIdOf, modelProvenance, type Proposal, type RecipeInput } from './recipe.ts';
import { SHAREGPT4VIDEO, type ShareGpt4VideoParams } from './sharegpt4video-params.ts';

/** A captioned window as it stands now: its key frame, and the words of a person where there are some. */
export interface Window {
  draftId: DraftId;
  bodySha256: string;
  text: string;
  frame: CitableFrame;
  /** Place among the key frames, from 0. */
  number: number;
}

/** A caption as a draft: where it applies, which frames show it, and which captions it was told from. */
export function captionDraft(
  { video, params }: RecipeInput<ShareGpt4VideoParams>,
  { request, reply, share, value }: Answered<unknown, string>,
  about: {
    task: CaptionTask;
    /** `null` = it is about its one frame. */
    span: { startSec: number; endSec: number } | null;
    shown: readonly CitableFrame[];
    told: readonly Window[];
  },
): Proposal {
  const body: DraftBody = {
    kind: 'caption',
    task: about.task,
    question: null,
    answer: null,
    options: null,
    correctOption: null,
    caption: value,
    steps: [],
    evidence: [
      ...(about.span ? [{ span: about.span }] : []),
      ...about.shown.map((frame) => ({ frame })),
    ],
  };
  const dependsOn = about.told.map(({ draftId, bodySha256: sha }) => ({
    draftId,
    bodySha256: sha,
  }));
  return {
    ...body,
    id: draftIdOf(video.id, reply.replyKey, 0),
    videoId: video.id,
    checks: [...runChecks(body, video), ...unseenRest(about, video)],
    provenance: modelProvenance(SHAREGPT4VIDEO, request, { reply, share, params, dependsOn }),
  };
}

/** V8 where a caption of the whole video was made from its beginning only. */
function unseenRest(
  { task, span }: { task: CaptionTask; span: { endSec: number } | null },
  { endSec }: RecipeInput<ShareGpt4VideoParams>['video'],
): Check[] {
  if (task !== 'video-caption' || !span || span.endSec >= endSec) return [];
  return [
    { code: 'V8', verdict: 'warn', detail: `${span.endSec.toFixed(1)} / ${endSec.toFixed(1)} s` },
  ];
}

/** `null` when a person rejected the caption or emptied it: the next window reaches back to the one before. */
export function standing(
  draft: Proposal,
  now: StandingDraft | null,
  { frame, number }: { frame: CitableFrame; number: number },
): Window | null {
  const body = now?.body ?? draft;
  const text = body.caption?.trim();
  if (now?.status === 'rejected' || !text) return null;
  const draftId = now?.draftId ?? draft.id;
  return { draftId, bodySha256: bodySha256(body), text, frame, number };
}

/** A time as prompts say it. */
export const seconds = ({ ptsSec }: CitableFrame): string => ptsSec.toFixed(2);

/** What a window is told of the one before it. */
export const earlier = ({ number, frame, text }: Window) => ({
  previousNumber: number,
  previousTime: seconds(frame),
  previousCaption: text,
});

/** The notes of a summary: each window with its place and its true time. */
export const noteLines = (windows: readonly Window[]): string =>
  windows
    .map(({ number, frame, text }) => `Frame ${number} at ${seconds(frame)} s: ${text}`)
    .join('\n\n');

/** How the frames of one picture are to be read. */
export const arrangementOf = ({ columns, labels }: GridLayout): string =>
  columns === 1
    ? `from top to bottom${labels === 'left' ? ', numbered from 0 at the left' : ''}`
    : `row by row, ${columns} to a row, each row from left to right`;
