import { mergeChecks, runChecks } from '../core/checks/run-checks.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import type { Check, DraftBody } from '../core/flow.ts';
import { QUESTION_TYPES, type QuestionType } from '../core/tasks.ts';
import { z } from '../core/zod.ts';
import type { Answered } from './ask-about.ts';
import type { Told } from './llava-video-captions.ts';
import { LLAVA_VIDEO, type LlavaVideoParams } from './llava-video-params.ts';
import {
  draftIdOf,
  modelProvenance,
  type PaidCall,
  type Proposal,
  type RecipeInput,
} from './recipe.ts';

export const Dimension = z.enum(QUESTION_TYPES.map((type) => type.name));

/** The reply of the paper: a list of `Dimension`, `Question`, `Answer`; empty where nothing can be asked. */
export const OpenItems = z.object({
  items: z.array(z.object({ Dimension, Question: z.string(), Answer: z.string() })),
});

export type Types = readonly { name: QuestionType }[];
type Input = RecipeInput<LlavaVideoParams>;
export interface Source {
  whole: Told;
  shown: readonly CitableFrame[];
}

/** Ways in which models say that there is nothing to ask. */
const NONE = /^\s*(?:none|null|n\/?a|无)?\s*[.。]?\s*$/iu;

/** Beginnings that decline to answer about the video; the paper drops such pairs, here they are marked and can be kept. */
const DECLINES = [
  /^\s*(?:(?:the|this)\s+)?(?:(?:provided|given|detailed)\s+)?(?:video|clip|description|caption|text|scene|content|it)?\s*(?:does|do|did)(?:\s+not|n['’]t)\s+(?:(?:explicitly|clearly)\s+)?(?:specify|mention|depict|show|describe|indicate|state|provide|say|reveal|include|contain|clarify|detail|give|explain)/iu,
  /^\s*(?:(?:it|this|that)(?:\s+is|['’]s)\s+)?(?:not\s+(?:specified|mentioned|depicted|shown|described|indicated|stated|clear|known|visible)|un(?:specified|clear|known))/iu,
  /^\s*(?:there\s+is\s+)?no\s+(?:mention|information|details?|indication)\b/iu,
  /^\s*(?:描述|视频|文中|片中)?(?:中)?(?:没有|未|并未)(?:说明|提到|提及|显示|描述|指明)/u,
];

function declines(answer: string): Check[] {
  const begins = DECLINES.flatMap((pattern) => pattern.exec(answer)?.[0].trim() ?? [])[0];
  return begins ? [{ code: 'A2', verdict: 'fail', detail: begins }] : [];
}

/** The first item of each type that was asked for; "none" is no item. */
export function firstOfEach<Item extends { Dimension: QuestionType; Question: string }>(
  items: readonly Item[],
  types: Types,
): Item[] {
  const wanted = new Set(types.map(({ name }) => name));
  return items.filter(
    ({ Dimension: type, Question }) => !NONE.test(Question) && wanted.delete(type),
  );
}

/** Captions have no steps of reasoning, so the check of unlinked steps says nothing about what is made from them. */
export const checksOf = (body: DraftBody, clip: { startSec: number; endSec: number }): Check[] =>
  mergeChecks([
    ...runChecks(body, clip).filter(({ code }) => code !== 'R1' && code !== 'Q2'),
    ...declines(body.answer ?? ''),
  ]);

export const questionBody = ({ whole, shown }: Source, fields: Partial<DraftBody>): DraftBody => ({
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

/** From which call, and that the description is what it rests on. */
export const questionProvenance = (
  { params }: Input,
  { whole }: Source,
  { request, reply, share }: PaidCall,
) => {
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
    const body = questionBody(source, { task, question: Question.trim(), answer: Answer.trim() });
    return {
      ...body,
      id: draftIdOf(input.video.id, reply.replyKey, index),
      videoId: input.video.id,
      checks: checksOf(body, input.video),
      provenance: questionProvenance(input, source, { request, reply, share: items.length }),
    };
  });
}
