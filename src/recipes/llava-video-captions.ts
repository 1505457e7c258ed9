import { runChecks } from '../core/checks/run-checks.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import { bodySha256 } from '../core/draft-body.ts';
import type { DraftBody, DraftId } from '../core/flow.ts';
import type { StandingDraft } from '../core/requests.ts';
import type { Answered } from './ask-about.ts';
import type { LlavaVideoParams } from './llava-video-params.ts';
import { LLAVA_VIDEO } from './llava-video-params.ts';
import type { Segment } from './llava-video-schedule.ts';
import { draftIdOf, modelProvenance, type Proposal, type RecipeInput } from './recipe.ts';

/** A caption as it stands now, and which draft it is. */
export interface Told {
  draftId: DraftId;
  bodySha256: string;
  text: string;
  span: { startSec: number; endSec: number };
}

/** What one caption is told from. */
export interface Level {
  segment: Segment;
  /** Of the stretch; empty for the levels that see only words. */
  frames: readonly CitableFrame[];
  /** The newest level 2. */
  story: Told | null;
  /** Level-1 texts that are given beside it. */
  before: readonly Told[];
}

const TASKS = ['caption-l1', 'caption-l2', 'caption-l3'] as const;

/** The caption as a draft: its stretch and the frames that it was told from, and the captions that it rests on. */
export function levelDraft(
  { video, params }: RecipeInput<LlavaVideoParams>,
  made: {
    number: 1 | 2 | 3;
    level: Level;
    shown: readonly CitableFrame[];
    answer: Answered<Level, string>;
  },
): Proposal {
  const { number, level, shown, answer } = made;
  const { request, reply, share, value } = answer;
  const { startSec, endSec } = level.segment;
  const body: DraftBody = {
    kind: 'caption',
    task: TASKS[number - 1] ?? TASKS[0],
    question: null,
    answer: null,
    options: null,
    correctOption: null,
    caption: value,
    steps: [],
    evidence: [{ span: { startSec, endSec } }, ...shown.map((frame) => ({ frame }))],
  };
  const history = [...(level.story ? [level.story] : []), ...level.before];
  const dependsOn = history.map(({ draftId, bodySha256: sha }) => ({ draftId, bodySha256: sha }));
  return {
    ...body,
    id: draftIdOf(video.id, reply.replyKey, 0),
    videoId: video.id,
    checks: runChecks(body, video),
    provenance: modelProvenance(LLAVA_VIDEO, request, { reply, share, params, dependsOn }),
  };
}

/** The words that later captions are told from: a person's where there are some; `null` when the caption was rejected. */
export function told(
  draft: Proposal,
  { startSec, endSec }: Segment,
  standing: StandingDraft | null,
): Told | null {
  const body = standing?.body ?? draft;
  const text = body.caption?.trim();
  if (standing?.status === 'rejected' || !text) return null;
  const draftId = standing?.draftId ?? draft.id;
  return { draftId, bodySha256: bodySha256(body), text, span: { startSec, endSec } };
}
