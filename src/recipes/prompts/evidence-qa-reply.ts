import type { ChatRequest } from '../../core/chat.ts';
import { mergeChecks, runChecks } from '../../core/checks/run-checks.ts';
import { type CitableFrame, resolveCitation } from '../../core/cited-evidence.ts';
import { citedFrames } from '../../core/edit-evidence.ts';
import type { Check, DraftBody, ReasoningStep } from '../../core/flow.ts';
import { TASK_NAMES } from '../../core/tasks.ts';
import { z } from '../../core/zod.ts';

const ReplyStep = z.object({
  text: z.string(),
  frames: z.array(z.string()),
  boxes: z.array(
    z.object({
      label: z.string(),
      frame: z.string(),
      x1: z.number(),
      y1: z.number(),
      x2: z.number(),
      y2: z.number(),
    }),
  ),
  spans: z.array(z.object({ startSec: z.number(), endSec: z.number() })),
});
/** One draft of a reply. Ranges are not in the schema: what does not fit is put right or marked, never refused as a whole. */
export const ReplyDraft = z.object({
  question: z.string(),
  answer: z.string(),
  task: z.enum(TASK_NAMES),
  steps: z.array(ReplyStep),
});
export type ReplyDraft = z.infer<typeof ReplyDraft>;
const Reply = z.object({ drafts: z.array(ReplyDraft) });

/** The reply's schema as sent: closed objects, every field required, as strict structured output demands. */
export function replySchema(): NonNullable<ChatRequest['schema']> {
  const { $schema: _, ...schema } = z.toJSONSchema(Reply, { target: 'draft-7' });
  return { name: 'evidence_qa', schema };
}

/** Machine text to a draft body: words are kept as they came, citations are resolved or marked. */
export function readDraft(
  drafted: ReplyDraft,
  frames: readonly CitableFrame[],
  clip: { startSec: number; endSec: number },
): { body: DraftBody; checks: Check[] } {
  const resolved = drafted.steps.map((step, i) =>
    resolveCitation(step, frames, { clip, where: `#${i + 1}` }),
  );
  const steps = drafted.steps.map(
    (step, i): ReasoningStep => ({ text: step.text.trim(), evidence: resolved[i]?.evidence ?? [] }),
  );
  const body: DraftBody = {
    kind: 'qa-open',
    task: drafted.task,
    question: drafted.question.trim(),
    answer: drafted.answer.trim(),
    options: null,
    correctOption: null,
    caption: null,
    steps,
    evidence: citedFrames({ steps, evidence: [] }).map((frame) => ({ frame })),
  };
  return {
    body,
    checks: mergeChecks([...runChecks(body, clip), ...resolved.flatMap(({ checks }) => checks)]),
  };
}

/** The inverse, for a model that is to improve a draft: in the shape of a reply, cited by the labels of its own call. */
export function writeDraft(body: DraftBody, frames: readonly CitableFrame[]): unknown {
  const labelFor = (imageSha256: string): string | null => {
    const index = frames.findIndex((frame) => frame.imageSha256 === imageSha256);
    return index < 0 ? null : `f${index + 1}`;
  };
  const steps = body.steps.map(({ text, evidence }) => {
    const onFrames = evidence.flatMap(({ frame, boxes = [] }) => {
      const label = frame ? labelFor(frame.imageSha256) : null;
      return label ? [{ label, boxes }] : [];
    });
    return {
      text,
      frames: onFrames.map(({ label }) => label),
      boxes: onFrames.flatMap(({ label: frame, boxes }) =>
        boxes.map(({ label, xyxy: [x1, y1, x2, y2] }) => ({ label, frame, x1, y1, x2, y2 })),
      ),
      spans: evidence.flatMap(({ span }) => (span ? [span] : [])),
    };
  });
  const { question, answer, task } = body;
  return { question, answer, task, steps };
}
