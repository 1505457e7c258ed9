import { pictureSize } from '../core/picture/geometry.ts';
import type { LlavaVideoParams } from './llava-video-params.ts';
import { levelSchedule } from './llava-video-schedule.ts';
import type { RecipeInput, StepForecast } from './recipe.ts';

/** Words of a caption or an instruction, in tokens; what a description comes to depends on what happens in the video. */
const INSTRUCTION = 320;
const L1 = { low: 90, high: 700 };
const L2 = { low: 150, high: 1200 };
const L3 = { low: 200, high: 1600 };
const DEMONSTRATIONS = 900;
/** Of one item, at most. */
const QUESTION = 60;
const OPTIONS = 200;

const times = ({ low, high }: { low: number; high: number }, n: number) => ({
  low: low * n,
  high: high * n,
});

/** Every request of a run, from the length of the clip and the parameters alone. */
export function llavaVideoForecast({
  video,
  params,
}: RecipeInput<LlavaVideoParams>): StepForecast[] {
  const segments = levelSchedule(video, params);
  const stories = segments.filter((one) => one.endsLevel2).length;
  const frames = segments.reduce(
    (sum, { startSec, endSec }) =>
      sum + Math.min(params.framesPerCall, Math.ceil((endSec - startSec) * params.framesPerSec)),
    0,
  );
  const perStory = Math.max(1, Math.round(params.l2EverySec / params.l1EverySec));
  const history = {
    low: L1.low * Math.min(1, segments.length - 1),
    high: L2.high + (params.history === 'open' ? (perStory - 1) * L1.high : L1.high),
  };
  const told = { low: perStory * L1.low, high: perStory * L1.high + L2.high };
  const asked = Math.ceil(params.types.length / params.typesPerCall);
  const wants = (kind: 'open' | 'choice') =>
    params.questions === kind || params.questions === 'both';
  const imageSize = pictureSize(video, params.longSidePx);
  const step = (
    id: string,
    n: number,
    one: {
      images?: number;
      textIn: { low: number; high: number };
      out: { low: number; high: number };
    },
  ): StepForecast => ({
    step: id,
    role: id.startsWith('l') ? 'captioner' : 'drafter',
    requests: { low: n, high: n },
    images: { low: one.images ?? 0, high: one.images ?? 0 },
    imageSize,
    imageDetail: params.imageDetail,
    textTokensIn: times(
      { low: INSTRUCTION + one.textIn.low, high: INSTRUCTION + one.textIn.high },
      n,
    ),
    tokensOut: times(one.out, n),
  });
  const questions = {
    textIn: { low: DEMONSTRATIONS + L3.low, high: DEMONSTRATIONS * params.typesPerCall + L3.high },
    out: { low: 20, high: 360 * params.typesPerCall + 100 },
  };
  const kinds = Number(wants('open')) + Number(wants('choice'));
  const sentences = wants('choice') ? QUESTION + OPTIONS : QUESTION;
  const likeness: StepForecast = {
    step: 'likeness',
    role: 'embedder',
    // The questions of each kind, and the options: one request each, none where there is too little to compare.
    requests: { low: 0, high: kinds + Number(wants('choice')) },
    images: { low: 0, high: 0 },
    imageSize,
    imageDetail: params.imageDetail,
    textTokensIn: { low: 0, high: kinds * params.types.length * sentences },
    tokensOut: { low: 0, high: 0 },
  };
  return [
    step('l1', segments.length, { images: frames, textIn: history, out: L1 }),
    step('l2', stories, { textIn: told, out: L2 }),
    step('l3', 1, { textIn: told, out: L3 }),
    step('open', wants('open') ? asked : 0, questions),
    step('choice', wants('choice') ? asked : 0, questions),
    likeness,
  ].filter(({ requests }) => requests.high > 0);
}
