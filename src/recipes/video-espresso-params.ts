import { TASK_NAMES } from '../core/tasks.ts';
import { z } from '../core/zod.ts';
import { BOX_LABEL_PARAMS } from './box-label-check.ts';
import { CHOICE_PARAMS } from './choice.ts';

/** Names the recipe in what it makes. */
export const VIDEO_ESPRESSO = { id: 'video-espresso', version: 1 };

/** What the paper leaves open is a setting here; the value that it begins with is ours, and recorded with every draft. */
export const VideoEspressoParams = z.object({
  /** `by-motion`: 1 fps where little moves, 2 to `maxFps` where much does; else one rate throughout. */
  sampling: z.enum(['by-motion', '1', '2', '4']).default('by-motion'),
  motionThreshold: z.number().min(0).max(1).default(0.12),
  maxFps: z.int().min(2).max(4).default(4),
  longSidePx: z.int().min(64).max(2048).default(448),
  /** More sampled frames than this are thinned evenly before they are captioned. */
  maxFrames: z.int().min(2).max(2000).default(600),
  /** Captions at least this similar to the one kept last are redundant; above 1 keeps all. */
  tau: z.number().min(0).max(1.01).default(0.85),
  groupSize: z.int().min(2).max(60).default(15),
  /** A group with fewer captions is not asked about. */
  smallestGroup: z.int().min(1).max(15).default(2),
  questionsPerGroup: z.int().min(1).max(10).default(3),
  task: z.enum(['any', ...TASK_NAMES]).default('any'),
  /** A core caption that is less similar than this to the caption of its frame is flagged. */
  matchThreshold: z.number().min(0).max(1).default(0.75),
  /** Whether key items get boxes. */
  boxes: z.boolean().default(true),
  ...BOX_LABEL_PARAMS,
  /** Whether the question-driven frame selector is asked as well. */
  selector: z.boolean().default(false),
  ...CHOICE_PARAMS,
  language: z.enum(['en', 'zh']).default('en'),
  imageDetail: z.enum(['low', 'high']).default('low'),
  temperature: z.number().min(0).max(2).default(0.4),
});
export type VideoEspressoParams = z.infer<typeof VideoEspressoParams>;
