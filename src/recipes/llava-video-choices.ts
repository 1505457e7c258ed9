import { mergeChecks } from '../core/checks/run-checks.ts';
import { encodeError, StudioError } from '../core/errors.ts';
import type { Check } from '../core/flow.ts';
import { balancedPlaces, seededShuffle } from '../core/seeded.ts';
import { cosine } from '../core/vector.ts';
import { z } from '../core/zod.ts';
import type { Answered } from './ask-about.ts';
import { soundDistractors } from './choice.ts';
import type { LlavaVideoParams } from './llava-video-params.ts';
import {
  checksOf,
  Dimension,
  firstOfEach,
  questionBody,
  questionProvenance,
  type Source,
  type Types,
} from './llava-video-questions.ts';
import { draftIdOf, type PaidCall, type RecipeInput, type RecipeOutput } from './recipe.ts';

const WRONG_OPTIONS = 3;

/** The right option first; the studio mixes them. */
export const ChoiceItems = z.object({
  items: z.array(
    z.object({ Dimension, Question: z.string(), Answer: z.string(), Wrong: z.array(z.string()) }),
  ),
});
type ChoiceItem = z.infer<typeof ChoiceItems>['items'][number];
type ChoiceAnswer = Answered<Types, z.infer<typeof ChoiceItems>>;
type Input = RecipeInput<LlavaVideoParams>;

/** How alike two options are; `null` = nobody can tell. */
type Likeness = ((a: string, b: string) => number) | null;

interface Made extends PaidCall {
  item: ChoiceItem;
  index: number;
}

const itemsOf = ({ item: types, request, reply, value }: ChoiceAnswer): Made[] => {
  const items = firstOfEach(value.items, types);
  return items.map((item, index) => ({ item, index, request, reply, share: items.length }));
};

/** Every option of every item, to be compared. */
export const optionTexts = (answers: readonly ChoiceAnswer[]): string[] => [
  ...new Set(answers.flatMap(itemsOf).flatMap(({ item }) => [item.Answer, ...item.Wrong])),
];

/**
 * Options in an order that follows from the seed; over all questions each letter is right equally often. Of the wrong options
 * those that keep to the rules come first, and a draft that needs others is marked. An item with too few is a problem.
 * @param vectors one for each of `optionTexts`; `null` = nobody can make any
 */
export function choiceOutputs(
  input: Input,
  source: Source,
  made: { answers: readonly ChoiceAnswer[]; vectors: readonly Float32Array[] | null },
): RecipeOutput[] {
  const items = made.answers.flatMap(itemsOf);
  const likeness = likenessOf(optionTexts(made.answers), made.vectors);
  const places = balancedPlaces(
    items.length,
    1 + WRONG_OPTIONS,
    `${input.params.seed} ${input.video.id}`,
  );
  return items.map((one, n): RecipeOutput => {
    const wrong = wrongOptions(one.item, input.params, likeness);
    if (wrong.length === WRONG_OPTIONS)
      return choice(input, source, { one, wrong, likeness, place: places[n] ?? 0 });
    const { Dimension: type, Wrong } = one.item;
    const message = `"${type}" has ${wrong.length} different wrong options of ${Wrong.length}.`;
    const error = encodeError(new StudioError('llm/bad-schema', message));
    return { type: 'problem', label: `${one.request.label} ${type}`, error };
  });
}

function likenessOf(texts: readonly string[], vectors: readonly Float32Array[] | null): Likeness {
  if (!vectors) return null;
  const byText = new Map(texts.map((text, i) => [text, vectors[i] ?? new Float32Array()]));
  const vector = (text: string) => byText.get(text) ?? new Float32Array();
  return (a, b) => cosine(vector(a), vector(b));
}

/** Three where there are three different ones, as they came; those that keep to the rules before the others. */
function wrongOptions(
  { Answer, Wrong }: ChoiceItem,
  { choiceLengthRatio: lengthRatio, choiceTau: tau }: LlavaVideoParams,
  likeness: Likeness,
): string[] {
  const similarity = (text: string) => likeness?.(Answer, text) ?? -1;
  const sound = soundDistractors(Answer.trim(), Wrong, { lengthRatio, tau, similarity });
  const anyAtAll = { lengthRatio: Number.POSITIVE_INFINITY, tau: Number.POSITIVE_INFINITY };
  const all = soundDistractors(Answer.trim(), Wrong, { ...anyAtAll, similarity });
  return [...new Set([...sound, ...all])].slice(0, WRONG_OPTIONS);
}

function choice(
  input: Input,
  source: Source,
  made: { one: Made; wrong: readonly string[]; likeness: Likeness; place: number },
): RecipeOutput {
  const { one, place } = made;
  const { item, index, reply } = one;
  const answer = item.Answer.trim();
  const seed = `${input.params.seed} ${input.video.id}\n${reply.replyKey}\n${index}`;
  const options = seededShuffle(made.wrong, seed).toSpliced(place, 0, answer);
  const body = questionBody(source, {
    kind: 'qa-choice',
    task: item.Dimension,
    question: item.Question.trim(),
    answer,
    options,
    correctOption: place,
  });
  const id = draftIdOf(input.video.id, `${reply.replyKey}\n${options.join('\n')}`, index);
  const rules = [
    tooAlike(item, made, input.params),
    unevenLength(answer, made.wrong, input.params),
  ];
  const checks = mergeChecks([...checksOf(body, input.video), ...rules]);
  const provenance = questionProvenance(input, source, one);
  return { type: 'draft', draft: { ...body, id, videoId: input.video.id, checks, provenance } };
}

/** A3: how close the closest wrong option comes to the right one. */
function tooAlike(
  { Answer, Wrong }: ChoiceItem,
  { wrong, likeness }: { wrong: readonly string[]; likeness: Likeness },
  { choiceTau: tau }: LlavaVideoParams,
): Check {
  if (!likeness) return { code: 'A3', verdict: 'unknown' };
  const used = Wrong.filter((text) => wrong.includes(text.trim()));
  const closest = Math.max(...used.map((text) => likeness(Answer, text)));
  const isClose = closest >= tau;
  const detail = `${closest.toFixed(2)} ${isClose ? '≥' : '<'} ${tau}`;
  return { code: 'A3', verdict: isClose ? 'fail' : 'pass', detail };
}

/** A5: a wrong option is much longer or shorter than the right one. */
function unevenLength(
  answer: string,
  wrong: readonly string[],
  { choiceLengthRatio: most }: LlavaVideoParams,
): Check {
  const isEven = wrong.every(({ length }) => {
    const ratio = length / Math.max(1, answer.length);
    return ratio <= most && ratio >= 1 / most;
  });
  if (isEven) return { code: 'A5', verdict: 'pass' };
  const detail = `${answer.length} : ${wrong.map(({ length }) => length).join(' ')}`;
  return { code: 'A5', verdict: 'warn', detail };
}
