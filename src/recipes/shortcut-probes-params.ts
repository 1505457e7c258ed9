import { z } from '../core/zod.ts';

export const ProbeParams = z.object({
  /** Only these drafts are asked about; none = all questions of the video. */
  draftIds: z.array(z.string()).default([]),
  /** The question without any picture. */
  blind: z.boolean().default(true),
  /** With the middle one of the cited frames only. */
  single: z.boolean().default(true),
  /** With all cited frames in a wrong order, without their times. */
  shuffled: z.boolean().default(true),
  /** Multiple choice without the question. */
  options: z.boolean().default(true),
  /** The order in which frames are shuffled follows from it. */
  seed: z.int().min(0).max(9999).default(1),
  /** An open answer at least this similar to the reference counts as right; VideoEspresso's objective metric uses 0.8. */
  tau: z.number().min(0).max(1).default(0.8),
  language: z.enum(['en', 'zh']).default('en'),
  imageDetail: z.enum(['low', 'high']).default('low'),
  temperature: z.number().min(0).max(2).default(0),
});
export type ProbeParams = z.infer<typeof ProbeParams>;
