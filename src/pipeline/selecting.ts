import type { Frame, ProjectId, SampledFrame, Selection, VideoId } from '../core/flow.ts';

export interface SelectParams {
  method: string;
  params: Record<string, number>;
}

/** Re-selects from cached embeddings, and carries what a person overruled. */
export interface SelectionService {
  /** The methods that can be picked, with their parameters (units in the names), for panels and scripts. */
  methods(): { id: string; params: { name: string; min: number; max: number; step: number; default: number }[] }[];
  /** At once, from cached embeddings; saved. `null` when the video was not prepared yet. */
  reselect(projectId: ProjectId, videoId: VideoId, how: SelectParams): Promise<Selection | null>;
  /** Pin keeps a frame, drop removes it, `null` gives it back to the method. Re-selects and saves. */
  overrule(projectId: ProjectId, videoId: VideoId, imageSha256: string, verdict: 'pin' | 'drop' | null): Promise<Selection>;
  /** Decodes the frame on screen at a time, stores it with its embedding, and pins it. */
  addFrame(projectId: ProjectId, videoId: VideoId, timeSec: number): Promise<{ selection: Selection; frame: Frame }>;
  sampled(projectId: ProjectId, videoId: VideoId): Promise<SampledFrame[]>;
}
