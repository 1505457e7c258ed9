import { mergeChecks, runChecks } from '../core/checks/run-checks.ts';
import { frameIndex, resolveCitation } from '../core/cited-evidence.ts';
import { bodySha256 } from '../core/draft-body.ts';
import { StudioError } from '../core/errors.ts';
import type { Check, DraftBody, VideoId } from '../core/flow.ts';
import type { StandingDraft } from '../core/requests.ts';
import { REASONING_TASKS } from '../core/tasks.ts';
import { timeLabel } from '../core/time-label.ts';
import { mostSimilar } from '../core/vector.ts';
import type { z } from '../core/zod.ts';
import type { Answered } from './ask-about.ts';
import { readDraft } from './prompts/evidence-qa-reply.ts';
import type { Chosen, Judged, Pairs, Traced } from './prompts/video-espresso-reply.ts';
import { draftIdOf, modelProvenance, type Proposal, type RecipeInput } from './recipe.ts';
import { boxChecks, placedBoxes } from './video-espresso-boxes.ts';
import type { FrameCaption } from './video-espresso-captions.ts';
import { isAmong, type Pair, type TracedPair } from './video-espresso-pair.ts';
import { VIDEO_ESPRESSO, type VideoEspressoParams } from './video-espresso-params.ts';

type Input = RecipeInput<VideoEspressoParams>;

/** What the prompt says about tasks. */
export const taskWords = ({ task }: VideoEspressoParams) => ({
  tasks: REASONING_TASKS.map(({ name, asks }) => `  - ${name}: ${asks}`).join('\n'),
  focus:
    task === 'any'
      ? 'Use different tasks where the descriptions allow it.'
      : `Use only the task ${task}.`,
});

/** The pairs of one reply; what the call cost is shared by them. */
export function pairsOf(
  answer: Answered<FrameCaption[], z.infer<typeof Pairs>>,
  videoId: VideoId,
): Pair[] {
  const { item: group, request, reply, value } = answer;
  const share = value.pairs.length;
  return value.pairs.map(({ question, answer: said, task }, index) => ({
    id: draftIdOf(videoId, reply.replyKey, index),
    question: question.trim(),
    answer: said.trim(),
    task,
    group,
    checks: [],
    paid: [{ request, reply, share }],
    dependsOn: group.map(({ draftId, bodySha256: sha256 }) => ({ draftId, bodySha256: sha256 })),
  }));
}

const CRITERIA = ['observed', 'objective', 'continuous'] as const;

/** One check for each criterion of the filter, with the judge's reason. */
export const judgedPair = (answer: Answered<Pair, Judged>): Pair => ({
  ...answer.item,
  checks: CRITERIA.map((criterion) => ({
    code: `filter-${criterion}`,
    verdict: answer.value[criterion].holds ? 'pass' : 'fail',
    detail: answer.value[criterion].reason.trim(),
  })),
  paid: [...answer.item.paid, answer],
});

export const isFiltered = ({ checks }: Pair): boolean =>
  checks.some(({ verdict }) => verdict === 'fail');

/** A pair that was filtered out, as a draft without reasoning: to be read, and overruled. */
export function filteredDraft(pair: Pair, { video, params }: Input): Proposal {
  const { question, answer, task, group } = pair;
  const body: DraftBody = {
    kind: 'qa-open',
    task,
    question,
    answer,
    options: null,
    correctOption: null,
    caption: null,
    steps: [],
    evidence: group.map(({ frame }) => ({ frame })),
  };
  // Steps come later, so that there are none says nothing about this draft.
  const checks = runChecks(body, video).filter(({ code }) => code !== 'R1');
  return {
    ...body,
    id: pair.id,
    videoId: video.id,
    checks: [...pair.checks, ...checks],
    provenance: provenanceOf(pair, 'questions', params),
  };
}

/** Named after the call of `step`; what the other calls cost is in it too. */
function provenanceOf({ paid, dependsOn }: Pair, step: string, params: VideoEspressoParams) {
  const made = paid.find(({ request }) => request.step === step);
  if (!made) throw new StudioError('internal/unexpected', `No call of the step "${step}".`);
  const also = paid.filter((call) => call !== made);
  return modelProvenance(VIDEO_ESPRESSO, made.request, { ...made, params, dependsOn, also });
}

/** A filtered pair in a person's words, once they accepted or edited it; the verdict of the filter stays on record. */
export function overruledPair(pair: Pair, standing: StandingDraft | null | undefined): Pair[] {
  if (standing?.status !== 'accepted' && standing?.status !== 'edited') return [];
  const { body } = standing;
  return [
    {
      ...pair,
      question: body.question ?? pair.question,
      answer: body.answer ?? pair.answer,
      task: body.task ?? pair.task,
      checks: pair.checks.map((check) =>
        check.verdict === 'fail' ? { ...check, verdict: 'warn' } : check,
      ),
      // What it cost so far is on the draft that the person overruled.
      paid: [],
      dependsOn: [
        ...pair.dependsOn,
        { draftId: standing.draftId ?? pair.id, bodySha256: bodySha256(body) },
      ],
    },
  ];
}

type TraceAnswer = Answered<Pair, Traced>;

/** The sentences whose likeness says which frame a core caption belongs to. */
export const textsToMatch = ({ item, value }: TraceAnswer): string[] => [
  ...item.group.map(({ text }) => text),
  ...value.coreCaptions.map(({ text }) => text.trim()),
];

/** Each core caption with the frame of the group's caption that it is most like (arg-max of the cosine). */
export function tracedPair(
  answer: TraceAnswer,
  vectorOf: ReadonlyMap<string, Float32Array>,
): TracedPair {
  const { item, value } = answer;
  const vector = (text: string) => vectorOf.get(text) ?? new Float32Array();
  const candidates = item.group.map(({ text }) => vector(text));
  const matches = value.coreCaptions.flatMap(({ text }) => {
    const best = mostSimilar(vector(text.trim()), candidates);
    const caption = item.group[best?.index ?? -1];
    return best && caption ? [{ frame: caption.frame, similarity: best.similarity }] : [];
  });
  const distinct = new Map(matches.map(({ frame }) => [frame.imageSha256, frame]));
  return {
    ...item,
    trace: value,
    matches,
    frames: [...distinct.values()].sort((a, b) => a.ptsSec - b.ptsSec),
    selected: [],
    boxes: null,
    paid: [...item.paid, answer],
  };
}

/** Each pair with the frames that the selector chose for it, how many these are and how many on average. */
export function withSelections(
  answers: readonly Answered<TracedPair, z.infer<typeof Chosen>>[],
  captions: readonly FrameCaption[],
): TracedPair[] {
  const frames = captions.map(({ frame }) => frame);
  const chosen = answers.map(({ value }) => [
    ...new Set(value.frames.flatMap((label) => frames[frameIndex(label)] ?? [])),
  ]);
  const mean = chosen.reduce((sum, { length }) => sum + length, 0) / Math.max(1, chosen.length);
  return answers.map((answer, i) => {
    const { item } = answer;
    const selected = chosen[i] ?? [];
    const shared = selected.filter((one) => isAmong(item.frames, one)).length;
    const times = selected.map(({ ptsSec }) => timeLabel(ptsSec)).join(' ');
    const check: Check = {
      code: 'selector',
      verdict: shared > 0 ? 'pass' : 'warn',
      detail: `${times}; ${selected.length}, ⌀ ${mean.toFixed(2)}`,
    };
    return {
      ...item,
      selected,
      checks: [...item.checks, check],
      paid: [...item.paid, answer],
    };
  });
}

/** The finished draft: steps cite the frames of their core captions, and the boxes of the items that they name. */
export function finishedDraft(pair: TracedPair, { video, params }: Input): Proposal {
  const { steps, rest } = placedBoxes(pair);
  const { question, answer, task } = pair;
  const drafted = { question, answer, task: task as never, steps };
  const { body, checks } = readDraft(drafted, pair.frames, video);
  const labels = pair.frames.map((_, i) => `f${i + 1}`);
  const whole = resolveCitation({ frames: labels, boxes: rest, spans: [] }, pair.frames, {
    clip: video,
    where: 'A',
  });
  const also = pair.selected.filter((frame) => !isAmong(pair.frames, frame));
  const keys = pair.paid.map(({ reply }) => reply.replyKey);
  const shown = pair.frames.map(({ imageSha256 }) => imageSha256);
  return {
    ...body,
    evidence: [...whole.evidence, ...also.map((frame) => ({ frame }))],
    id: draftIdOf(video.id, [pair.id, ...keys, ...shown].join(' '), 0),
    videoId: video.id,
    checks: mergeChecks([
      ...checks,
      ...whole.checks,
      ...pair.checks,
      matchCheck(pair, params.matchThreshold),
      ...boxChecks(pair),
    ]),
    provenance: provenanceOf(pair, 'evidence', params),
  };
}

/** Which frame each core caption was matched with, and how well; flagged where one is below the threshold. */
function matchCheck({ matches }: TracedPair, threshold: number): Check {
  return {
    code: 'frame-match',
    verdict: matches.some(({ similarity }) => similarity < threshold) ? 'warn' : 'pass',
    detail: matches
      .map(({ frame, similarity }) => `${timeLabel(frame.ptsSec)} ${similarity.toFixed(2)}`)
      .join('; '),
  };
}
