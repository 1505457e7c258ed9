import { TASK_NAMES } from '../../core/tasks.ts';
import { z } from '../../core/zod.ts';

/** The forms of the replies, by the step that asks. Ranges are not in them: what does not fit is put right or marked later. */

export const Pairs = z.object({
  pairs: z
    .array(z.object({ question: z.string(), answer: z.string(), task: z.enum(TASK_NAMES) }))
    .min(1),
});

const Judgement = z.object({ holds: z.boolean(), reason: z.string() });
/** The three criteria of the paper's filter (its Fig. 8). */
export const Judged = z.object({
  observed: Judgement,
  objective: Judgement,
  continuous: Judgement,
});
export type Judged = z.infer<typeof Judged>;

export const Traced = z.object({
  coreCaptions: z.array(z.object({ text: z.string(), keyItems: z.array(z.string()) })).min(1),
  steps: z
    .array(z.object({ text: z.string(), captions: z.array(z.int()), items: z.array(z.string()) }))
    .min(1),
});
export type Traced = z.infer<typeof Traced>;

export const Chosen = z.object({ frames: z.array(z.string()) });

const DraftedBox = z.object({
  label: z.string(),
  frame: z.string(),
  x1: z.number(),
  y1: z.number(),
  x2: z.number(),
  y2: z.number(),
});
export const Boxed = z.object({ boxes: z.array(DraftedBox) });
export type Boxed = z.infer<typeof Boxed>;
