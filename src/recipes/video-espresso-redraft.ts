import type { RunRequest } from '../core/requests.ts';
import { REASONING_TASKS } from '../core/tasks.ts';
import { timeLabel } from '../core/time-label.ts';
import { z } from '../core/zod.ts';
import { type Ask, type Asker, json, misfit, requestFor, TEXT } from './ask-about.ts';
import { ReplyDraft, readDraft, writeDraft } from './prompts/evidence-qa-reply.ts';
import { ALL, CAPTION_REDRAFT, REDRAFT } from './prompts/video-espresso.ts';
import {
  draftIdOf,
  labelledFrames,
  modelProvenance,
  type RecipeOutput,
  type RedraftInput,
} from './recipe.ts';
import { keepRest, languageOf, noteOf, redraftFrames } from './redraft.ts';
import { captionDraft } from './video-espresso-captions.ts';
import { VIDEO_ESPRESSO, type VideoEspressoParams } from './video-espresso-params.ts';

type Input = RedraftInput<VideoEspressoParams>;

/** How many frames a redraft of a question is shown: those that it cites, and their neighbours. */
const FRAMES_SHOWN = 12;

/** A caption again with its frame, a question again with the frames that it cites. Fails as its request does. */
export async function* redraftVideoEspresso(
  input: Input,
  send: RunRequest,
): AsyncGenerator<RecipeOutput, void, void> {
  const asker: Asker = {
    ...input.params,
    send,
    prompts: input.prompts,
    builtIn: ALL,
    language: languageOf(input.previous),
  };
  if (input.previous.kind === 'caption') yield await redraftedCaption(input, asker);
  else yield await redraftedQuestion(input, asker);
}

async function answered<Value>(asker: Asker, ask: Ask<null, Value>) {
  const request = requestFor(asker, ask, { item: null, label: `${VIDEO_ESPRESSO.id} redraft` });
  const reply = await asker.send(request);
  return { request, reply, value: ask.reply.read(reply) };
}

async function redraftedCaption(input: Input, asker: Asker): Promise<RecipeOutput> {
  const frame = input.previous.evidence.find((one) => one.frame)?.frame;
  const answer = await answered(asker, {
    step: 'captions',
    role: 'captioner',
    prompt: CAPTION_REDRAFT,
    values: () => ({ caption: input.previous.caption ?? '', note: input.note.trim() }),
    material: () => labelledFrames(frame ? [frame] : []),
    reply: TEXT,
    maxOutputTokens: 250,
  });
  if (!frame || answer.value === null) throw misfit(answer.reply);
  const item = { frame, motion: undefined };
  return { type: 'draft', draft: captionDraft({ ...answer, item, value: answer.value }, input) };
}

async function redraftedQuestion(input: Input, asker: Asker): Promise<RecipeOutput> {
  const { previous, video, params } = input;
  const frames = redraftFrames(input, FRAMES_SHOWN);
  const { request, reply, value } = await answered(asker, {
    step: 'evidence',
    role: 'drafter',
    prompt: REDRAFT,
    values: () => ({
      frames: frames.length,
      startTime: timeLabel(video.startSec),
      endTime: timeLabel(video.endSec),
      tasks: REASONING_TASKS.map(({ name, asks }) => `  - ${name}: ${asks}`).join('\n'),
      draft: JSON.stringify(writeDraft(previous, frames), null, 1),
      note: noteOf(input),
    }),
    material: () => labelledFrames(frames),
    reply: json('redraft', z.object({ drafts: z.array(ReplyDraft).min(1) })),
    maxOutputTokens: 1500,
  });
  const drafted = value?.drafts[0];
  if (!drafted) throw misfit(reply);
  const { body, checks } = readDraft(drafted, frames, video);
  const id = draftIdOf(video.id, reply.replyKey, 0);
  const provenance = modelProvenance(VIDEO_ESPRESSO, request, { reply, share: 1, params });
  return {
    type: 'draft',
    draft: keepRest({ ...body, id, videoId: video.id, checks, provenance }, input),
  };
}
