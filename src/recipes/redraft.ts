import { mergeChecks, runChecks } from '../core/checks/run-checks.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import { bodyOf, bodySha256 } from '../core/draft-body.ts';
import { citedFrames } from '../core/edit-evidence.ts';
import type { DraftBody, DraftId } from '../core/flow.ts';
import type { RunRequest } from '../core/requests.ts';
import type { Asker } from './ask-about.ts';
import { type Proposal, type RedraftInput, type RedraftPart, thinEvenly } from './recipe.ts';

/** The frames that a draft cites, and those nearest to them until the call is full. */
export function redraftFrames(
  { previous, frames }: Pick<RedraftInput<unknown>, 'previous' | 'frames'>,
  most: number,
): CitableFrame[] {
  const cited = citedFrames(previous);
  const kept = thinEvenly(cited, most);
  const distance = (frame: CitableFrame) =>
    Math.min(...kept.map(({ ptsSec }) => Math.abs(ptsSec - frame.ptsSec)), Number.MAX_VALUE);
  const others = frames
    .filter((frame) => !cited.some(({ imageSha256 }) => imageSha256 === frame.imageSha256))
    .sort((a, b) => distance(a) - distance(b) || a.ptsSec - b.ptsSec)
    .slice(0, most - kept.length);
  return [...kept, ...others].sort((a, b) => a.ptsSec - b.ptsSec);
}

/** What the drafts that a draft was made from say now, and which they are; rejected ones say nothing. */
export async function standingBasis(
  { basis = [] }: Pick<RedraftInput<unknown>, 'basis'>,
  send: RunRequest,
): Promise<{ texts: string[]; dependsOn: { draftId: DraftId; bodySha256: string }[] }> {
  const draftIds = [...basis];
  if (draftIds.length === 0) return { texts: [], dependsOn: [] };
  const standing = await send({ kind: 'reviewed', step: 'redraft', draftIds });
  const kept = draftIds.flatMap((asked, i) => {
    const now = standing[i];
    return now && now.status !== 'rejected' ? [{ id: now.draftId ?? asked, body: now.body }] : [];
  });
  return {
    texts: kept.flatMap(({ body }) => body.caption ?? []),
    dependsOn: kept.map(({ id, body }) => ({ draftId: id, bodySha256: bodySha256(body) })),
  };
}

/** The language of a record stays, whatever the drafts of the project are written in. */
export const languageOf = ({ question, answer, caption }: DraftBody): 'en' | 'zh' =>
  /\p{Script=Han}/u.test(`${question}${answer}${caption}`) ? 'zh' : 'en';

const FIELDS = { task: 'the task', question: 'the question', answer: 'the answer' };

/** The note as the model gets it: with the part that alone may change. */
export function noteOf({ note, part }: Pick<RedraftInput<unknown>, 'note' | 'part'>): string {
  if (!part) return note.trim();
  const what = part.kind === 'field' ? FIELDS[part.field] : `reasoning step ${part.step + 1}`;
  return `${note.trim()}\n\nChange only ${what}. Repeat everything else as it is.`;
}

/** Takes the part that was asked for from the new draft and everything else from the previous one. */
export function keepRest(
  draft: Proposal,
  { previous, part, video }: Pick<RedraftInput<unknown>, 'previous' | 'part' | 'video'>,
  checksFor = runChecks,
): Proposal {
  if (!part) return draft;
  const body = mergedBody(bodyOf(previous), draft, part);
  return { ...draft, ...body, checks: mergeChecks(checksFor(body, video)) };
}

function mergedBody(previous: DraftBody, next: DraftBody, part: RedraftPart): DraftBody {
  if (part.kind === 'field') {
    const { options, correctOption } = previous;
    const isOption = part.field === 'answer' && options && correctOption !== null;
    return {
      ...previous,
      [part.field]: next[part.field],
      // The right option is the answer in other letters.
      ...(isOption ? { options: options.with(correctOption, next.answer ?? '') } : {}),
    };
  }
  const step = next.steps[part.step];
  if (!step || !previous.steps[part.step]) return previous;
  const steps = previous.steps.with(part.step, step);
  const cited = citedFrames({ steps, evidence: [] }).filter(
    ({ imageSha256 }) => !previous.evidence.some(({ frame }) => frame?.imageSha256 === imageSha256),
  );
  return {
    ...previous,
    steps,
    evidence: [...previous.evidence, ...cited.map((frame) => ({ frame }))],
  };
}

/** Who asks in a redraft: the settings of the run, in the language of the record. */
export const redraftAsker = (
  input: RedraftInput<Pick<Asker, 'language' | 'temperature' | 'imageDetail'>>,
  send: RunRequest,
  builtIn: Asker['builtIn'],
): Asker => ({
  ...input.params,
  send,
  prompts: input.prompts,
  builtIn,
  language: languageOf(input.previous),
});
