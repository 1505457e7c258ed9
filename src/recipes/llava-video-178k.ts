import type { CitableFrame } from '../core/cited-evidence.ts';
import { encodeError, StudioError } from '../core/errors.ts';
import type { SampledFrame } from '../core/flow.ts';
import type { RunRequest } from '../core/requests.ts';
import { samplingGrid } from '../core/sampling-grid.ts';
import { QUESTION_TYPES, type QuestionType } from '../core/tasks.ts';
import { timeLabel } from '../core/time-label.ts';
import { type Asker, askAbout, json, TEXT, textPart } from './ask-about.ts';
import { type Level, levelDraft, type Told, told } from './llava-video-captions.ts';
import { ChoiceItems, choiceOutputs, optionTexts } from './llava-video-choices.ts';
import { llavaVideoForecast } from './llava-video-forecast.ts';
import { LLAVA_VIDEO, LlavaVideoParams } from './llava-video-params.ts';
import { OpenItems, openDraft, type Source } from './llava-video-questions.ts';
import { redraftLlavaVideo } from './llava-video-redraft.ts';
import { levelSchedule, type Segment } from './llava-video-schedule.ts';
import { duplicateChecks, vectorsIfAny } from './near-duplicates.ts';
import * as prompts from './prompts/llava-video.ts';
import { choiceExamples, openExamples, typeList } from './prompts/llava-video-demonstrations.ts';
import {
  evenGroups,
  labelledFrames,
  type Recipe,
  type RecipeInput,
  type RecipeOutput,
  thinEvenly,
} from './recipe.ts';

interface Run {
  input: RecipeInput<LlavaVideoParams>;
  asker: Asker;
  send: RunRequest;
}
/** A stage yields drafts and problems on its way and returns what the next one needs. */
type Stage<T> = AsyncGenerator<RecipeOutput, T, void>;

/** Captions on three levels, then questions about the last one (arXiv 2410.02713, §3.2 and §3.3). */
async function* run(input: Run['input'], send: RunRequest): Stage<void> {
  const { params } = input;
  const builtIn = prompts.LLAVA_PROMPTS;
  const it = { input, send, asker: { ...params, send, prompts: input.prompts, builtIn } };
  const sampled = await sample(it);
  const whole = yield* captionLevels(it, sampled);
  if (!whole) return;
  const shown = thinEvenly(distinctFrames(sampled), params.framesPerCall);
  if (params.questions === 'open' || params.questions === 'both')
    yield* askOpen(it, { whole, shown });
  if (params.questions === 'choice' || params.questions === 'both')
    yield* askChoice(it, { whole, shown });
}

/** One frame a second. */
async function sample({ input, send }: Run): Promise<SampledFrame[]> {
  const { video, params } = input;
  const clip = { startSec: video.startSec, durationSec: video.endSec - video.startSec };
  return await send({
    kind: 'sampleFrames',
    step: 'sample',
    videoId: video.id,
    timesSec: samplingGrid(clip, 1 / params.framesPerSec),
    longSidePx: params.longSidePx,
  });
}

/** Each frame once, under its true time; a picture that stays on screen is one frame for several seconds. */
const distinctFrames = (sampled: readonly SampledFrame[]): CitableFrame[] => [
  ...new Map(
    sampled.map(({ frame: { ptsSec, imageSha256 } }) => [ptsSec, { ptsSec, imageSha256 }]),
  ).values(),
];

/**
 * The recursion: level 1 for each stretch, level 2 where one is due, level 3 at the end. Each rests on the words that stand
 * now, so that an edited caption changes exactly what was told from it.
 */
async function* captionLevels(it: Run, sampled: readonly SampledFrame[]): Stage<Told | null> {
  const { video, params } = it.input;
  /** Level-1 texts that no level 2 has taken up. */
  let open: Told[] = [];
  let previous: Told | null = null;
  let story: Told | null = null;
  for (const segment of levelSchedule(video, params)) {
    const before: Told[] = params.history === 'open' ? open : previous ? [previous] : [];
    // By the time asked for: what is on screen at 10.0 s may have come up at 9.98 s, and belongs to the stretch from 10 s.
    const within = sampled.filter(
      ({ askedSec }) => askedSec >= segment.startSec && askedSec < segment.endSec,
    );
    const level = { segment, frames: distinctFrames(within), story, before };
    const first: Told | null = yield* tell(it, 1, level);
    if (first) {
      open.push(first);
      previous = first;
    }
    if (!segment.endsLevel2 || open.length === 0) continue;
    const soFar = { ...segment, startSec: video.startSec };
    const second: Told | null = yield* tell(it, 2, {
      segment: soFar,
      frames: [],
      story,
      before: open,
    });
    if (second) {
      story = second;
      open = [];
    }
  }
  if (!story && open.length === 0) return null;
  const all: Segment = { startSec: video.startSec, endSec: video.endSec, endsLevel2: false };
  return yield* tell(it, 3, { segment: all, frames: [], story, before: open });
}

const LEVELS = [
  { step: 'l1', prompt: prompts.LEVEL_1, maxOutputTokens: 700 },
  { step: 'l2', prompt: prompts.LEVEL_2, maxOutputTokens: 1200 },
  { step: 'l3', prompt: prompts.LEVEL_3, maxOutputTokens: 1600 },
] as const;

/** One caption: the newest story first, then the stretches it does not hold yet, then the pictures of this one. */
async function* tell(it: Run, number: 1 | 2 | 3, level: Level): Stage<Told | null> {
  const { segment, frames, story, before } = level;
  const shown = thinEvenly(frames, it.input.params.framesPerCall);
  const what = `${label(segment.startSec)}–${label(segment.endSec)}`;
  if (number === 1 && shown.length === 0) {
    const error = encodeError(new StudioError('video/no-frames', `No frame shows ${what}.`));
    yield { type: 'problem', label: `l1 ${what}`, error };
    return null;
  }
  const history = [
    ...(story ? [`The story so far:\n${story.text}`] : []),
    ...before.map(
      ({ span, text }) => `From ${label(span.startSec)} to ${label(span.endSec)}:\n${text}`,
    ),
  ].join('\n\n');
  const { step, prompt, maxOutputTokens } = LEVELS[number - 1] ?? LEVELS[0];
  const [answer] = yield* askAbout(it.asker, [level], {
    step,
    role: 'captioner',
    prompt,
    label: () => what,
    values: () =>
      number === 3
        ? { duration: (segment.endSec - segment.startSec).toFixed(2) }
        : number === 2
          ? { endTime: label(segment.endSec) }
          : { startTime: label(segment.startSec), endTime: label(segment.endSec) },
    material: () => [...(history ? textPart(history) : []), ...labelledFrames(shown)],
    reply: TEXT,
    maxOutputTokens,
  });
  if (!answer) return null;
  const draft = levelDraft(it.input, { number, level, shown, answer });
  yield { type: 'draft', draft };
  const [standing] = await it.send({ kind: 'reviewed', step, draftIds: [draft.id] });
  return told(draft, segment, standing ?? null);
}

const label = timeLabel;

const typesAsked = ({ types, typesPerCall }: LlavaVideoParams) => {
  const wanted = QUESTION_TYPES.filter(({ name }) => types.includes(name));
  return evenGroups(wanted, typesPerCall);
};

/** Text in, questions out: at most one of each type, none where the description does not support it. */
async function* askOpen(it: Run, source: Source): Stage<void> {
  const answers = yield* askAbout(it.asker, typesAsked(it.input.params), {
    step: 'open',
    role: 'drafter',
    prompt: prompts.OPEN_QUESTIONS,
    values: (types) => ({ types: typeList(types), examples: openExamples(names(types)) }),
    material: () => textPart(source.whole.text),
    reply: json('open_questions', OpenItems),
    maxOutputTokens: 260 * it.input.params.typesPerCall + 100,
  });
  const drafts = answers.flatMap((answer) => openDraft(it.input, source, answer));
  yield* withDuplicates(
    it,
    drafts.map((draft) => ({ type: 'draft', draft })),
  );
}

/** Multiple choice, from demonstrations of its own. */
async function* askChoice(it: Run, source: Source): Stage<void> {
  const answers = yield* askAbout(it.asker, typesAsked(it.input.params), {
    step: 'choice',
    role: 'drafter',
    prompt: prompts.CHOICE_QUESTIONS,
    values: (types) => ({ types: typeList(types), examples: choiceExamples(names(types)) }),
    material: () => textPart(source.whole.text),
    reply: json('choice_questions', ChoiceItems),
    maxOutputTokens: 360 * it.input.params.typesPerCall + 100,
  });
  const texts = optionTexts(answers);
  const asked = { step: 'likeness', label: `${texts.length} options`, texts };
  const vectors = texts.length > 0 ? await vectorsIfAny(it.send, asked) : null;
  yield* withDuplicates(it, choiceOutputs(it.input, source, { answers, vectors }));
}

const names = (types: readonly { name: QuestionType }[]) => types.map(({ name }) => name);

/** Nothing is thrown away: what repeats an earlier question is marked, with how alike they are, and a person may keep it. */
async function* withDuplicates(it: Run, outputs: readonly RecipeOutput[]): Stage<void> {
  yield* outputs;
  const drafts = outputs.flatMap((one) => (one.type === 'draft' ? [one.draft] : []));
  yield* duplicateChecks(drafts, {
    tau: it.input.params.duplicateTau,
    step: 'likeness',
    send: it.send,
  });
}

export const llavaVideo178k: Recipe<LlavaVideoParams> = {
  ...LLAVA_VIDEO,
  needs: 'video',
  steps: [
    { id: 'sample', role: null },
    { id: 'l1', role: 'captioner' },
    { id: 'l2', role: 'captioner' },
    { id: 'l3', role: 'captioner' },
    { id: 'open', role: 'drafter' },
    { id: 'choice', role: 'drafter' },
    { id: 'likeness', role: 'embedder' },
  ],
  params: LlavaVideoParams,
  prompts: prompts.LLAVA_PROMPTS,
  variables: prompts.LLAVA_VARIABLES,
  forecast: llavaVideoForecast,
  run,
  redraft: redraftLlavaVideo,
};
