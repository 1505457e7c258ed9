import { runChecks } from '../core/checks/run-checks.ts';
import { bodyOf } from '../core/draft-body.ts';
import { citedFrames } from '../core/edit-evidence.ts';
import { encodeError, StudioError } from '../core/errors.ts';
import type { DraftBody } from '../core/flow.ts';
import type { RunRequest } from '../core/requests.ts';
import { z } from '../core/zod.ts';
import { askAbout, json, type ReplyForm, TEXT, textPart } from './ask-about.ts';
import { LLAVA_VIDEO, type LlavaVideoParams } from './llava-video-params.ts';
import { checksOf } from './llava-video-questions.ts';
import { LLAVA_PROMPTS, REDRAFT } from './prompts/llava-video.ts';
import {
  draftIdOf,
  labelledFrames,
  modelProvenance,
  type RecipeOutput,
  type RedraftInput,
  thinEvenly,
} from './recipe.ts';
import { keepRest, noteOf, redraftAsker, standingBasis } from './redraft.ts';

const Fields = z.object({ question: z.string(), answer: z.string(), wrong: z.array(z.string()) });

/** A caption is written again from its pictures, a question from the description that it was made from. */
export async function* redraftLlavaVideo(
  input: RedraftInput<LlavaVideoParams>,
  send: RunRequest,
): AsyncGenerator<RecipeOutput, void, void> {
  const { previous, params, video } = input;
  const asker = redraftAsker(input, send, LLAVA_PROMPTS);
  const { texts, dependsOn } = await standingBasis(input, send);
  const isCaption = previous.kind === 'caption';
  const shown = isCaption ? thinEvenly(citedFrames(previous), params.framesPerCall) : [];
  const [answer] = yield* askAbout(asker, [previous], {
    step: 'redraft',
    role: isCaption ? 'captioner' : 'drafter',
    prompt: REDRAFT,
    values: (draft) => ({
      part: isCaption ? '' : 'The description follows.',
      draft: written(draft),
      note: noteOf(input),
    }),
    material: () => [...textPart(texts.join('\n\n')), ...labelledFrames(shown)],
    reply: isCaption ? CAPTION : QUESTION,
    maxOutputTokens: isCaption ? 1600 : 600,
  });
  if (!answer) return;
  const { request, reply, value } = answer;
  if (value.wrong && previous.kind === 'qa-choice' && value.wrong.length !== 3) {
    const error = new StudioError('llm/bad-schema', 'A question needs three wrong options.');
    yield { type: 'problem', label: request.label, error: encodeError(error) };
    return;
  }
  const body = merged(previous, value);
  const checksFor = isCaption ? runChecks : checksOf;
  const draft = {
    ...body,
    id: draftIdOf(video.id, reply.replyKey, 0),
    videoId: video.id,
    checks: checksFor(body, video),
    provenance: modelProvenance(LLAVA_VIDEO, request, { reply, share: 1, params, dependsOn }),
  };
  yield { type: 'draft', draft: keepRest(draft, input, checksFor) };
}

interface Rewritten {
  caption?: string;
  question?: string;
  answer?: string;
  wrong?: string[];
}

const CAPTION: ReplyForm<Rewritten> = {
  schema: null,
  read: (reply) => {
    const caption = TEXT.read(reply);
    return caption === null ? null : { caption };
  },
};
const QUESTION: ReplyForm<Rewritten> = json('rewritten_question', Fields);

function written({ kind, caption, question, answer, options, correctOption }: DraftBody): string {
  if (kind === 'caption') return caption ?? '';
  const wrong = options?.filter((_, i) => i !== correctOption) ?? [];
  return JSON.stringify({ question, answer, wrong });
}

/** The right option keeps its letter. */
function merged(previous: DraftBody, { caption, question, answer, wrong }: Rewritten): DraftBody {
  const body = bodyOf(previous);
  if (caption !== undefined) return { ...body, caption };
  const { options, correctOption } = body;
  const next = { ...body, question: question?.trim() ?? null, answer: answer?.trim() ?? null };
  if (!options || correctOption === null) return next;
  return { ...next, options: (wrong ?? []).toSpliced(correctOption, 0, next.answer ?? '') };
}
