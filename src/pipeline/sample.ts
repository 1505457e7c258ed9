import type { ProjectId } from '../core/flow.ts';

/** The project that shows everything offline: a clip and drafts made by this project. */
export interface SampleService {
  /**
   * Opens the sample: a new project with the clip, decoded, embedded and selected for real, and its drafts. The one that is
   * there is opened again. `onStep` tells what is going on.
   */
  open(onStep?: (step: 'clip' | 'prepare' | 'drafts') => void): Promise<ProjectId>;
}
