import { mergeChecks, runChecks } from '../core/checks/run-checks.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import type { Check, DraftBody } from '../core/flow.ts';
import { balancedPlaces, seededShuffle } from '../core/seeded.ts';
import { QUESTION_TYPES, type QuestionType } from '../core/tasks.ts';
import { z } from '../core/zod.ts';
import type { Answered } from './ask-about.ts';
import type { Told } from './llava-video-captions.ts';
import { LLAVA_VIDEO, type LlavaVideoParams } from './llava-video-params.ts';
import { draftIdOf, modelProvenance, type Proposal, type RecipeInput } from './recipe.ts';

const Dimension = z.enum(QUESTION_TYPES.map((type) => type.name));

/** The reply of the paper: a list of `Dimension`, `Question`, `Answer`; empty where nothing can be asked. */
export const OpenItems = z.object({
  items: z.array(z.object({ Dimension, Question: z.string(), Answer: z.string() })),
});
/** The right option first; the studio mixes them. */
export const ChoiceItems = z.object({
  items: z.array(
    z.object({ Dimension, Question: z.string(), Answer: z.string(), Wrong: z.array(z.string()) }),
  ),
});

type Types = readonly { name: QuestionType }[];
type Input = RecipeInput<LlavaVideoParams>;
interface Source {
  whole: Told;
  shown: readonly CitableFrame[];
}

/** Ways in which models say that there is nothing to ask. */
const NONE = /^\s*(?:none|null|n\/?a|无)?\s*[.。]?\s*$/iu;

/** Beginnings that decline to answer about the video; the paper drops such pairs, here they are marked. */
const DECLINES =
  /^\s*(?:the\s+)?(?:(?:video|description|caption|text|scene)\s+)?(?:does|do|did)\s*(?:not|n['’]t)\s+(?:specify|specifies|mention|depict|show|describe|indicate|state|provide|say)|^\s*(?:描述|视频)(?:中)?(?:没有|未)(?:说明|提到|提及|显示)/iu;

function declines(answer: string): Check[] {
  const begins = DECLINES.exec(answer)?.[0].trim();
  return begins ? [{ code: 'A2', verdict: 'fail', detail: begins }] : [];
}

/** The first item of each type that was asked for; "none" is no item. */
function firstOfEach<Item extends { Dimension: QuestionType; Question: string; Answer: string }>(
  items: readonly Item[],
  types: Types,
): Item[] {
  const wanted = new Set(types.map(({ name }) => name));
  return items.filter(
    ({ Dimension: type, Question, Answer }) =>
      !NONE.test(Question) && !NONE.test(Answer) && wanted.delete(type),
  );
}

/** Captions have no steps of reasoning, so the check of unlinked steps says nothing about what is made from them. */
const checksOf = (body: DraftBody, video: Input['video']): Check[] =>
  runChecks(body, video).filter(({ code }) => code !== 'R1' && code !== 'Q2');

const bodyOf = ({ whole, shown }: Source, fields: Partial<DraftBody>): DraftBody => ({
  kind: 'qa-open',
  task: null,
  question: null,
  answer: null,
  options: null,
  correctOption: null,
  caption: null,
  steps: [],
  evidence: [{ span: whole.span }, ...shown.map((frame) => ({ frame }))],
  ...fields,
});

interface Made {
  request: Answered<Types, unknown>['request'];
  reply: Answered<Types, unknown>['reply'];
  share: number;
}

const provenance = ({ params }: Input, { whole }: Source, { request, reply, share }: Made) => {
  const dependsOn = [{ draftId: whole.draftId, bodySha256: whole.bodySha256 }];
  return modelProvenance(LLAVA_VIDEO, request, { reply, share, params, dependsOn });
};

export function openDraft(
  input: Input,
  source: Source,
  { item: types, request, reply, value }: Answered<Types, z.infer<typeof OpenItems>>,
): Proposal[] {
  const items = firstOfEach(value.items, types);
  return items.map(({ Dimension: task, Question, Answer }, index) => {
    const body = bodyOf(source, { task, question: Question.trim(), answer: Answer.trim() });
    return {
      ...body,
      id: draftIdOf(input.video.id, reply.replyKey, index),
      videoId: input.video.id,
      checks: mergeChecks([...checksOf(body, input.video), ...declines(Answer)]),
      provenance: provenance(input, source, { request, reply, share: items.length }),
    };
  });
}

/** Options in an order that follows from the seed; over all questions each letter is right equally often. */
export function choiceDraft(
  input: Input,
  source: Source,
  answers: readonly Answered<Types, z.infer<typeof ChoiceItems>>[],
): Proposal[] {
  const made = answers.flatMap(({ item: types, request, reply, value }) => {
    const items = firstOfEach(value.items, types).filter(({ Wrong }) => Wrong.length === 3);
    return items.map((item, index) => ({ item, index, request, reply, share: items.length }));
  });
  const seed = `${input.params.seed} ${input.video.id}`;
  const places = balancedPlaces(made.length, 4, seed);
  return made.map(({ item, index, ...call }, n) => {
    const answer = item.Answer.trim();
    const wrong = seededShuffle(item.Wrong, `${seed}\n${call.reply.replyKey}\n${index}`);
    const correctOption = places[n] ?? 0;
    const options = wrong.map((text) => text.trim()).toSpliced(correctOption, 0, answer);
    const body = bodyOf(source, {
      kind: 'qa-choice',
      task: item.Dimension,
      question: item.Question.trim(),
      answer,
      options,
      correctOption,
    });
    return {
      ...body,
      id: draftIdOf(input.video.id, `${call.reply.replyKey}\n${options.join('\n')}`, index),
      videoId: input.video.id,
      checks: mergeChecks([...checksOf(body, input.video), ...declines(answer), ...same(options)]),
      provenance: provenance(input, source, call),
    };
  });
}

/** A3: two options say the same word for word. */
function same(options: readonly string[]): Check[] {
  const distinct = new Set(options.map((text) => text.toLowerCase()));
  return distinct.size < options.length ? [{ code: 'A3', verdict: 'fail' }] : [];
}
