import type { ChatReply, ChatRequest } from './chat.ts';
import type { SampledFrame, VideoId } from './flow.ts';

/**
 * What a recipe may ask for. Requests are plain data: the pipeline runs them, and remembers each by the hash of the request
 * and of what answers it, so that running a recipe again costs nothing for what is already there.
 */
export type RecipeRequest =
  | { kind: 'sampleFrames'; videoId: VideoId; timesSec: number[]; longSidePx: number }
  | {
      kind: 'askJson';
      label: string;
      prompt: { id: string; version: number; sha256: string };
      chat: ChatRequest;
    };

export interface RecipeReply {
  sampleFrames: SampledFrame[];
  askJson: ChatReply & { replyKey: string };
}

/** Executes one request; the type of the answer follows from the kind. */
export type RunRequest = <R extends RecipeRequest>(request: R) => Promise<RecipeReply[R['kind']]>;
