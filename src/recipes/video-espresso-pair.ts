import type { CitableFrame } from '../core/cited-evidence.ts';
import type { Check, DraftId } from '../core/flow.ts';
import type { Boxed, Traced } from './prompts/video-espresso-reply.ts';
import type { PaidCall } from './recipe.ts';
import type { FrameCaption } from './video-espresso-captions.ts';

/** A question over one group of captions, on its way to becoming a draft. */
export interface Pair {
  /** Follows from the reply that it came from. */
  id: DraftId;
  question: string;
  answer: string;
  task: string;
  group: FrameCaption[];
  checks: Check[];
  /** The calls that it took so far. */
  paid: PaidCall[];
  dependsOn: { draftId: DraftId; bodySha256: string }[];
}

/** A pair with what it was found to rest on. */
export interface TracedPair extends Pair {
  trace: Traced;
  /** Frame and cosine of each core caption, in the order of `trace.coreCaptions`. */
  matches: { frame: CitableFrame; similarity: number }[];
  /** Frames of the core captions, each once, by time. */
  frames: CitableFrame[];
  /** Frames that the question-driven selector would show, where it was asked. */
  selected: CitableFrame[];
  boxes: Boxed['boxes'] | null;
}

/** Whether the frame is one of these. */
export const isAmong = (frames: readonly CitableFrame[], { imageSha256 }: CitableFrame): boolean =>
  frames.some((frame) => frame.imageSha256 === imageSha256);
