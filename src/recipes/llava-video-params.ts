import { QUESTION_TYPES } from '../core/tasks.ts';
import { z } from '../core/zod.ts';
import { CHOICE_PARAMS } from './choice.ts';

export const LLAVA_VIDEO = { id: 'llava-video-178k', version: 1 };

const TYPE_NAMES = QUESTION_TYPES.map((type) => type.name);

/** Where the paper is silent or contradicts itself there is a setting, with a value to begin with that is ours. */
export const LlavaVideoParams = z.object({
  framesPerSec: z.number().min(0.1).max(4).default(1),
  longSidePx: z.int().min(64).max(2048).default(448),
  l1EverySec: z.number().min(2).max(120).default(10),
  l2EverySec: z.number().min(4).max(600).default(30),
  /** What is left at the end of the video: a level-1 caption of its own, or part of the last one. */
  rest: z.enum(['own', 'join']).default('own'),
  /** What level 1 is told of before. `open`: every level 1 not yet in a level 2 (§3.2). `previous`: only the last one (Fig. 2). Both: the newest level 2. */
  history: z.enum(['open', 'previous']).default('open'),
  /** More frames than this in one call are thinned evenly. */
  framesPerCall: z.int().min(1).max(60).default(12),
  questions: z.enum(['open', 'choice', 'both', 'none']).default('open'),
  types: z.array(z.enum(TYPE_NAMES)).min(1).default(TYPE_NAMES),
  /** Types asked for in one call; the paper has one instruction for each type. */
  typesPerCall: z.int().min(1).max(16).default(1),
  /** Questions at least this similar to an earlier one of the video are marked as duplicates; above 1 marks none. */
  duplicateTau: z.number().min(0).max(1.01).default(0.9),
  /** What a wrong option has to keep to; one that does not is marked. How the paper controls them is not known. */
  choiceLengthRatio: CHOICE_PARAMS.choiceLengthRatio,
  choiceTau: CHOICE_PARAMS.choiceTau,
  /** Decides the order of options. */
  seed: z.int().min(0).max(1e9).default(1),
  language: z.enum(['en', 'zh']).default('en'),
  imageDetail: z.enum(['low', 'high']).default('low'),
  temperature: z.number().min(0).max(2).default(0.4),
});
export type LlavaVideoParams = z.infer<typeof LlavaVideoParams>;
