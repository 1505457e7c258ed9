import { z } from 'zod';
import type { ChatRequest } from '../../core/chat.ts';
import { TASK_NAMES } from '../../core/tasks.ts';

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
