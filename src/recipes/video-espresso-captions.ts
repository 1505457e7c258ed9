import { runChecks } from '../core/checks/run-checks.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import { bodySha256 } from '../core/draft-body.ts';
import type { Check, DraftBody, DraftId } from '../core/flow.ts';
import type { MotionStretch } from '../core/motion.ts';
import type { StandingDraft } from '../core/requests.ts';
import { keepNovelCaptions } from '../core/selection/caption-lifo.ts';
import { timeLabel } from '../core/time-label.ts';
import { cosineOfRows } from '../core/vector.ts';
import type { Answered } from './ask-about.ts';
import {
  draftIdOf,
  modelProvenance,
  type Proposal,
  type RecipeInput,
  type RecipeOutput,
} from './recipe.ts';
import { VIDEO_ESPRESSO } from './video-espresso-params.ts';

/** A frame, and how much moves around it. */
export interface Sampled {
  frame: CitableFrame;
  motion: MotionStretch | undefined;
}

/** What a frame shows, in the words that stand now: a person's where there are some. */
export interface FrameCaption {
  draftId: DraftId;
  bodySha256: string;
  frame: CitableFrame;
  text: string;
}

/** The caption of one frame, with the motion that decided how densely it was sampled. */
export function captionDraft<Params>(
  answer: Pick<Answered<Sampled, string>, 'item' | 'request' | 'reply' | 'value'>,
  { video, params }: Pick<RecipeInput<Params>, 'video' | 'params'>,
): Proposal {
  const { item, request, reply, value } = answer;
  const body: DraftBody = {
    kind: 'caption',
    task: 'frame-caption',
    question: null,
    answer: null,
    options: null,
    correctOption: null,
    caption: value,
    steps: [],
    evidence: [{ frame: item.frame }],
  };
  return {
    ...body,
    id: draftIdOf(video.id, reply.replyKey, 0),
    videoId: video.id,
    checks: [...runChecks(body, video), ...motionCheck(item)],
    provenance: modelProvenance(VIDEO_ESPRESSO, request, { reply, share: 1, params }),
  };
}

const motionCheck = ({ motion }: Sampled): Check[] =>
  motion
    ? [
        {
          code: 'motion',
          verdict: 'pass',
          detail: `${motion.motion.toFixed(2)}, ${motion.fps} fps`,
        },
      ]
    : [];

/** The captions as people left them, by time; rejected and emptied ones are out. */
export function standingCaptions(
  drafts: readonly Proposal[],
  standing: readonly (StandingDraft | null)[],
): FrameCaption[] {
  return drafts
    .flatMap((draft, i) => {
      const now = standing[i];
      const body = now?.body ?? draft;
      const text = body.caption?.trim();
      const frame = body.evidence.find((one) => one.frame)?.frame;
      if (now?.status === 'rejected' || !text || !frame) return [];
      const draftId = now?.draftId ?? draft.id;
      return [{ draftId, bodySha256: bodySha256(body), frame, text }];
    })
    .sort((a, b) => a.frame.ptsSec - b.frame.ptsSec);
}

/**
 * The captions that say something new, and for each how alike it is to the one kept before it. What a person pinned among
 * frames is kept, what they dropped is not.
 * @param vectors one L2-normalised row for each caption
 */
export function keepNovel(
  captions: readonly FrameCaption[],
  vectors: readonly Float32Array[],
  { params: { tau }, overruled }: Pick<RecipeInput<{ tau: number }>, 'params' | 'overruled'>,
): { kept: FrameCaption[]; outputs: RecipeOutput[] } {
  const dim = vectors[0]?.length ?? 0;
  const data = new Float32Array(dim * vectors.length);
  for (const [row, vector] of vectors.entries()) data.set(vector, row * dim);
  const matrix = { modelId: '', modelSha256: '', rows: vectors.length, dim, data };
  const has = (list: readonly string[] | undefined, index: number) =>
    list?.includes(captions[index]?.frame.imageSha256 ?? '') ?? false;
  const allowed = [...captions.keys()].filter((index) => !has(overruled?.dropped, index));
  const novel = keepNovelCaptions(matrix, allowed, tau).map(({ index }) => index);
  const kept = new Set([...novel, ...allowed.filter((index) => has(overruled?.pinned, index))]);
  const outputs = captions.flatMap(({ draftId }, index): RecipeOutput[] => {
    const before = novel.findLast((other) => other < index);
    if (before === undefined) return [];
    const cosine = cosineOfRows(matrix, before, index);
    const time = timeLabel(captions[before]?.frame.ptsSec ?? 0);
    const detail = `${cosine.toFixed(3)} ${cosine < tau ? '<' : '≥'} τ ${tau}, ${time}`;
    const verdict = kept.has(index) ? 'pass' : 'unknown';
    return [
      {
        type: 'checks',
        draftId,
        step: 'similarity',
        checks: [{ code: 'redundant', verdict, detail }],
      },
    ];
  });
  return { kept: captions.filter((_, index) => kept.has(index)), outputs };
}

/** Captions as a model reads them: each behind its label and true time. */
export const captionList = (captions: readonly FrameCaption[]): string =>
  captions
    .map(({ frame, text }, i) => `f${i + 1} at ${timeLabel(frame.ptsSec)}\n${text}`)
    .join('\n\n');
