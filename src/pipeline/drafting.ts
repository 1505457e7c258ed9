import type { ChatEstimate, ChatRequest, PromptTemplate } from '../core/chat.ts';
import type { DraftId, Frame, ProjectId, VideoId } from '../core/flow.ts';
import type { Job } from '../core/job.ts';

/** What the person sees before anything leaves the browser. */
export interface DraftPlan {
  videoId: VideoId;
  recipeId: string;
  endpoint: string;
  model: string;
  /** In the order in which they are sent. */
  frames: Frame[];
  requests: ChatRequest[];
  estimate: ChatEstimate;
  /** Requests whose replies are stored already and cost nothing. */
  fromMemo: number;
}

export interface DraftingService {
  recipes(): { id: string; version: number; params: unknown }[];
  /** No network. @throws `input/invalid` when the video has no core frames, `llm/no-endpoint` */
  plan(
    projectId: ProjectId,
    videoId: VideoId,
    recipeId: string,
    params: Record<string, unknown>,
  ): Promise<DraftPlan>;
  start(
    projectId: ProjectId,
    videoId: VideoId,
    recipeId: string,
    params: Record<string, unknown>,
  ): Promise<Job>;
  /** A new draft from the old one and a note; the old one stays. Returns the new draft's id. */
  redraft(
    projectId: ProjectId,
    draftId: DraftId,
    note: string,
    signal?: AbortSignal,
  ): Promise<DraftId>;
  prompts(projectId: ProjectId): Promise<PromptTemplate[]>;
  /** Saves a new version. Finished drafts keep the version they were made with. */
  savePrompt(projectId: ProjectId, promptId: string, text: string): Promise<PromptTemplate>;
}
