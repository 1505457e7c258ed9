import type { ProjectId, VideoFile } from '../../../core/flow.ts';
import type { Job } from '../../../core/job.ts';
import type { FileAccess } from '../../../core/ports.ts';

/** What a video's card shows and what it can ask for. */
export interface VideoCardProps {
  projectId: ProjectId;
  video: VideoFile;
  /** `undefined` = not known yet. */
  access: FileAccess | undefined;
  /** At work on this video, or waiting for it. */
  job: Job | null;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  onRemove: () => void;
  onRelink: () => void;
  onCopied: () => void;
}
