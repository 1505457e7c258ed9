import { runChecks } from '../core/checks/run-checks.ts';
import { bodyOf } from '../core/draft-body.ts';
import { citedFrames } from '../core/edit-evidence.ts';
import type { RunRequest } from '../core/requests.ts';
import { askAbout, TEXT, textPart } from './ask-about.ts';
import { REDRAFT, SHAREGPT4VIDEO_PROMPTS } from './prompts/sharegpt4video.ts';
import {
  draftIdOf,
  labelledFrames,
  modelProvenance,
  type RecipeOutput,
  type RedraftInput,
  thinEvenly,
} from './recipe.ts';
import { noteOf, redraftAsker, standingBasis } from './redraft.ts';
import { SHAREGPT4VIDEO, type ShareGpt4VideoParams } from './sharegpt4video-params.ts';

/** A window is captioned again from its pictures and what was written before it, a summary from its windows. */
export async function* redraftShareGpt4Video(
  input: RedraftInput<ShareGpt4VideoParams>,
  send: RunRequest,
): AsyncGenerator<RecipeOutput, void, void> {
  const { previous, params, video } = input;
  const asker = redraftAsker(input, send, SHAREGPT4VIDEO_PROMPTS);
  const { texts, dependsOn } = await standingBasis(input, send);
  const isWindow = previous.task === 'window-caption';
  const shown = isWindow ? thinEvenly(citedFrames(previous), 2) : [];
  const [answer] = yield* askAbout(asker, [previous], {
    step: 'redraft',
    role: 'captioner',
    prompt: REDRAFT,
    values: (draft) => ({ draft: draft.caption ?? '', note: noteOf(input) }),
    material: () => [
      ...(texts.length > 0 ? textPart(texts.join('\n\n')) : []),
      ...labelledFrames(shown),
    ],
    reply: TEXT,
    maxOutputTokens: 1600,
  });
  if (!answer) return;
  const { request, reply, value } = answer;
  const provenance = modelProvenance(SHAREGPT4VIDEO, request, {
    reply,
    share: 1,
    params,
    dependsOn,
  });
  const body = { ...bodyOf(previous), caption: value };
  const draft = {
    ...body,
    id: draftIdOf(video.id, reply.replyKey, 0),
    videoId: video.id,
    checks: runChecks(body, video),
    provenance,
  };
  yield { type: 'draft', draft };
}
