import { motionGrid, motionStretches, stretchAt } from '../core/motion.ts';
import type { RunRequest } from '../core/requests.ts';
import { samplingGrid } from '../core/sampling-grid.ts';
import { groupsOf } from '../core/selection/caption-lifo.ts';
import { type Asker, askAbout, json, TEXT, textPart } from './ask-about.ts';
import { BOX_LABEL_STEP, checkBoxLabels } from './box-label-check.ts';
import { CHOICE_PROMPTS, CHOICE_STEPS, CHOICE_VARIABLES, choicesFor } from './choice.ts';
import * as prompts from './prompts/video-espresso.ts';
import { Boxed, Chosen, Judged, Pairs, Traced } from './prompts/video-espresso-reply.ts';
import {
  labelledFrames,
  type Proposal,
  type Recipe,
  type RecipeInput,
  type RecipeOutput,
  thinEvenly,
} from './recipe.ts';
import { itemList } from './video-espresso-boxes.ts';
import {
  captionDraft,
  captionList,
  type FrameCaption,
  keepNovel,
  type Sampled,
  standingCaptions,
} from './video-espresso-captions.ts';
import * as draft from './video-espresso-draft.ts';
import { videoEspressoForecast } from './video-espresso-forecast.ts';
import type { Pair, TracedPair } from './video-espresso-pair.ts';
import { VideoEspressoParams } from './video-espresso-params.ts';
import { redraftVideoEspresso } from './video-espresso-redraft.ts';

interface Run {
  input: RecipeInput<VideoEspressoParams>;
  asker: Asker;
  send: RunRequest;
}
/** A stage yields drafts and problems on its way and returns what the next one needs. */
type Stage<T> = AsyncGenerator<RecipeOutput, T, void>;

/** Stages 2–10 of the paper (arXiv 2411.14794, §3), each over all that the one before left. */
async function* run(input: Run['input'], send: RunRequest): Stage<void> {
  const { params } = input;
  const it = {
    input,
    send,
    asker: { ...params, send, prompts: input.prompts, builtIn: videoEspresso.prompts },
  };
  const sampled = await sampleByMotion(it);
  const captions = yield* captionFrames(it, sampled);
  const kept = yield* dropRedundant(it, captions);
  const pairs = yield* draftQuestions(it, inGroups(kept, params));
  const good = yield* filterPairs(it, pairs);
  let traced = yield* traceEvidence(it, good);
  if (params.selector) traced = yield* selectFrames(it, { traced, captions: kept });
  if (params.boxes) traced = yield* drawBoxes(it, traced);
  const drafts = traced.map((pair) => draft.finishedDraft(pair, input));
  for (const finished of drafts) yield { type: 'draft', draft: finished };
  if (params.choices) yield* choicesFor(it.asker, { recipe: videoEspresso, input, drafts });
  // The end of stage 9. It is about drafts as they stand, so that it holds for boxes that people moved since the last run.
  if (params.boxes && params.boxModelId) yield* checkBoxLabels(input, send);
}

/** Stage 2. A 1-fps grid comes first: how much changes between its frames says where more are taken. */
async function sampleByMotion({ input, send }: Run): Promise<Sampled[]> {
  const { video, params } = input;
  const { longSidePx } = params;
  const sample = (timesSec: number[]) =>
    send({ kind: 'sampleFrames', step: 'sample', videoId: video.id, timesSec, longSidePx });
  const seconds = samplingGrid({ ...video, durationSec: video.endSec - video.startSec }, 1);
  const measured = motionStretches(await sample(seconds), video, {
    threshold: params.motionThreshold,
    maxFps: params.maxFps,
  });
  const fps = Number(params.sampling);
  const stretches = fps > 0 ? measured.map((stretch) => ({ ...stretch, fps })) : measured;
  const frames = await sample(motionGrid(stretches));
  const distinct = new Map(frames.map((one) => [one.frame.ptsSec, one]));
  return thinEvenly([...distinct.values()], params.maxFrames).map(({ askedSec, frame }) => ({
    frame: { ptsSec: frame.ptsSec, imageSha256: frame.imageSha256 },
    motion: stretchAt(stretches, askedSec),
  }));
}

/** Stage 3. A caption for every sampled frame. All are kept, and what people made of them is what the later stages read. */
async function* captionFrames(
  { input, asker, send }: Run,
  sampled: readonly Sampled[],
): Stage<FrameCaption[]> {
  const drafts: Proposal[] = [];
  yield* askAbout(asker, sampled, {
    step: 'captions',
    role: 'captioner',
    prompt: prompts.CAPTION,
    material: ({ frame }) => labelledFrames([frame]),
    reply: TEXT,
    maxOutputTokens: 250,
    outputs: (answer) => {
      const caption = captionDraft(answer, input);
      drafts.push(caption);
      return [{ type: 'draft', draft: caption }];
    },
  });
  const draftIds = drafts.map(({ id }) => id);
  const standing = await send({ kind: 'reviewed', step: 'captions', draftIds });
  return standingCaptions(drafts, standing);
}

/** Stage 4. Of neighbours that say the same the newer one goes (LIFO). Frames that a person pinned or dropped stay so. */
async function* dropRedundant(
  { input, send }: Run,
  captions: readonly FrameCaption[],
): Stage<FrameCaption[]> {
  const texts = captions.map(({ text }) => text);
  const label = `${texts.length} captions`;
  const { vectors } = await send({ kind: 'embedTexts', step: 'similarity', label, texts });
  const { kept, outputs } = keepNovel(captions, vectors, input);
  yield* outputs;
  return kept;
}

/** Stage 5. Consecutive captions; the last group is shorter, and left out where it is too short to ask about. */
const inGroups = (kept: readonly FrameCaption[], params: VideoEspressoParams): FrameCaption[][] =>
  groupsOf(kept, params.groupSize).filter(({ length }) => length >= params.smallestGroup);

/** Stage 6. Several pairs for each group, from its captions alone. */
async function* draftQuestions(
  { input, asker }: Run,
  groups: readonly FrameCaption[][],
): Stage<Pair[]> {
  const { questionsPerGroup: questions } = input.params;
  const answers = yield* askAbout(asker, groups, {
    step: 'questions',
    role: 'drafter',
    prompt: prompts.QUESTIONS,
    values: (group) => ({ captions: group.length, questions, ...draft.taskWords(input.params) }),
    material: (group) => textPart(captionList(group)),
    reply: json('pairs', Pairs),
    maxOutputTokens: 300 * questions + 200,
  });
  return answers.flatMap((answer) => draft.pairsOf(answer, input.video.id));
}

/** Stage 7. What fails is kept as a draft with the reasons; when a person accepts or edits it, it goes on after all. */
async function* filterPairs({ input, asker, send }: Run, pairs: readonly Pair[]): Stage<Pair[]> {
  const answers = yield* askAbout(asker, pairs, {
    step: 'filter',
    role: 'judge',
    prompt: prompts.FILTER,
    values: ({ question, answer }) => ({ question, answer }),
    material: ({ group }) => textPart(captionList(group)),
    reply: json('filter', Judged),
    maxOutputTokens: 300,
  });
  const judged = answers.map((answer) => draft.judgedPair(answer));
  const failed = judged.filter(draft.isFiltered);
  for (const pair of failed) yield { type: 'draft', draft: draft.filteredDraft(pair, input) };
  const draftIds = failed.map(({ id }) => id);
  const standing = await send({ kind: 'reviewed', step: 'filter', draftIds });
  return judged.flatMap((pair) =>
    draft.isFiltered(pair) ? draft.overruledPair(pair, standing[failed.indexOf(pair)]) : pair,
  );
}

/** Stages 8 and 10. Core captions, key items and evidence; each re-worded caption goes to the frame that it is most like. */
async function* traceEvidence({ asker, send }: Run, pairs: readonly Pair[]): Stage<TracedPair[]> {
  const answers = yield* askAbout(asker, pairs, {
    step: 'evidence',
    role: 'drafter',
    prompt: prompts.EVIDENCE,
    values: ({ question, answer }) => ({ question, answer }),
    material: ({ group }) => textPart(captionList(group)),
    reply: json('evidence', Traced),
    maxOutputTokens: 1200,
  });
  const texts = [...new Set(answers.flatMap(draft.textsToMatch))];
  const label = `${answers.length} questions`;
  const { vectors } = await send({ kind: 'embedTexts', step: 'match', label, texts });
  const vectorOf = new Map(texts.map((text, i) => [text, vectors[i] ?? new Float32Array()]));
  return answers.map((answer) => draft.tracedPair(answer, vectorOf));
}

/** The hybrid's frame selector (§3.3 of the paper): a small model chooses by the question, from all kept captions. */
async function* selectFrames(
  { asker }: Run,
  { traced, captions }: { traced: readonly TracedPair[]; captions: FrameCaption[] },
): Stage<TracedPair[]> {
  const answers = yield* askAbout(asker, traced, {
    step: 'selector',
    role: 'selector',
    prompt: prompts.SELECT,
    values: ({ question }) => ({ question }),
    material: () => textPart(captionList(captions)),
    reply: json('frames', Chosen),
    maxOutputTokens: 200,
  });
  return draft.withSelections(answers, captions);
}

/** Stage 9, with a model that sees in place of the detector: its boxes are drafts, to be checked. */
async function* drawBoxes({ asker }: Run, traced: readonly TracedPair[]): Stage<TracedPair[]> {
  const answers = yield* askAbout(asker, traced, {
    step: 'boxes',
    role: 'captioner',
    prompt: prompts.BOXES,
    values: (pair) => ({ frames: pair.frames.length, items: itemList(pair) }),
    material: ({ frames }) => labelledFrames(frames),
    reply: json('boxes', Boxed),
    maxOutputTokens: 1000,
  });
  return answers.map((answer) => ({
    ...answer.item,
    boxes: answer.value.boxes,
    paid: [...answer.item.paid, answer],
  }));
}

/** VideoEspresso (CVPR 2025, arXiv 2411.14794): questions over captions, traced back to frames and boxes. */
export const videoEspresso: Recipe<VideoEspressoParams> = {
  id: 'video-espresso',
  version: 1,
  needs: 'video',
  steps: [
    { id: 'sample', role: null },
    { id: 'captions', role: 'captioner' },
    { id: 'similarity', role: 'embedder' },
    { id: 'questions', role: 'drafter' },
    { id: 'filter', role: 'judge' },
    { id: 'evidence', role: 'drafter' },
    { id: 'match', role: 'embedder' },
    { id: 'selector', role: 'selector' },
    { id: 'boxes', role: 'captioner' },
    ...CHOICE_STEPS,
    BOX_LABEL_STEP,
  ],
  params: VideoEspressoParams,
  prompts: [...prompts.ALL, ...CHOICE_PROMPTS],
  variables: { ...prompts.VARIABLES, ...CHOICE_VARIABLES },
  encoders: ({ boxes, boxModelId }) => (boxes && boxModelId ? [boxModelId] : []),
  forecast: videoEspressoForecast,
  run,
  redraft: redraftVideoEspresso,
};
