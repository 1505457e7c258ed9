import { choiceForecast } from './choice.ts';
import { exactly, plus, type Range, sentSize, stepForecast, times } from './forecast.ts';
import * as prompts from './prompts/video-espresso.ts';
import { promptById, type RecipeInput, type StepForecast } from './recipe.ts';
import type { VideoEspressoParams } from './video-espresso-params.ts';

type Input = RecipeInput<VideoEspressoParams>;

/** Tokens of one caption with its label: two to four sentences. */
const CAPTION_TOKENS: Range = { low: 40, high: 250 };
/** Frames of one question; the paper's have 2 to 4. */
const CORE_FRAMES: Range = { low: 1, high: 6 };
/** Tokens of a question with its answer. */
const PAIR_TOKENS: Range = { low: 30, high: 160 };

/** How many frames will be captioned: known for a fixed rate, between the static and the fastest rate by motion. */
function framesOf({ video, params }: Input): Range {
  const seconds = video.endSec - video.startSec;
  const fps = Number(params.sampling);
  const most = (rate: number) => Math.min(params.maxFrames, Math.max(1, Math.ceil(seconds * rate)));
  return fps > 0 ? exactly(most(fps)) : { low: most(1), high: most(params.maxFps) };
}

/**
 * What a whole run asks, before anything is known but the length of the clip. Low: almost all captions are redundant and the
 * filter keeps nothing; high: every caption is new and every pair passes.
 */
export function videoEspressoForecast(input: Input): StepForecast[] {
  const { params, video } = input;
  const prompt = (id: string) => promptById(input.prompts, prompts.ALL, id).text;
  const frames = framesOf(input);
  const kept = { low: Math.min(1, frames.low), high: frames.high };
  const groups = {
    low: params.smallestGroup <= 1 ? 1 : 0,
    high: Math.ceil(kept.high / params.groupSize),
  };
  const perGroup = { low: params.smallestGroup, high: Math.min(params.groupSize, kept.high) };
  const pairs = times(groups, exactly(params.questionsPerGroup));
  const passed = { low: 0, high: pairs.high };
  const captions = times(perGroup, CAPTION_TOKENS);
  const group = plus(captions, PAIR_TOKENS);
  const pictures = {
    imageSize: sentSize(video, params.longSidePx),
    imageDetail: params.imageDetail,
  };
  const embedded = (step: string, material: Range): StepForecast =>
    stepForecast(
      { step, role: 'embedder', requests: { low: 0, high: 1 } },
      { material, tokensOut: exactly(0) },
    );
  return [
    stepForecast(
      { step: 'captions', role: 'captioner', requests: frames },
      { prompt: prompt(prompts.CAPTION.id), material: exactly(15), tokensOut: CAPTION_TOKENS },
      { ...pictures, images: frames },
    ),
    embedded('similarity', times(frames, CAPTION_TOKENS)),
    stepForecast(
      { step: 'questions', role: 'drafter', requests: groups },
      {
        prompt: prompt(prompts.QUESTIONS.id),
        material: plus(captions, exactly(300)),
        tokensOut: times(exactly(params.questionsPerGroup), PAIR_TOKENS),
      },
    ),
    stepForecast(
      { step: 'filter', role: 'judge', requests: pairs },
      { prompt: prompt(prompts.FILTER.id), material: group, tokensOut: { low: 50, high: 200 } },
    ),
    stepForecast(
      { step: 'evidence', role: 'drafter', requests: passed },
      { prompt: prompt(prompts.EVIDENCE.id), material: group, tokensOut: { low: 150, high: 900 } },
    ),
    embedded('match', times(passed, times(CORE_FRAMES, CAPTION_TOKENS))),
    ...(params.selector
      ? [
          stepForecast(
            { step: 'selector', role: 'selector', requests: passed },
            {
              prompt: prompt(prompts.SELECT.id),
              material: plus(times(kept, CAPTION_TOKENS), PAIR_TOKENS),
              tokensOut: { low: 10, high: 80 },
            },
          ),
        ]
      : []),
    ...(params.boxes
      ? [
          stepForecast(
            { step: 'boxes', role: 'captioner', requests: passed },
            {
              prompt: prompt(prompts.BOXES.id),
              material: { low: 20, high: 150 },
              tokensOut: { low: 40, high: 800 },
            },
            { ...pictures, images: times(passed, CORE_FRAMES) },
          ),
        ]
      : []),
    ...(params.choices ? choiceForecast(input.prompts, passed) : []),
  ];
}
