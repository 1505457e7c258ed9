import { useQuery } from '@tanstack/react-query';
import type { ProjectId, VideoFile } from '../../core/flow.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';

export interface FrameTimes {
  /** Presentation times from the start of the video, ascending. */
  timesSec: number[];
  /** `false`: the video cannot be opened now, and these are the frames that are stored. */
  isComplete: boolean;
}

/** The true times of a video's frames, as its loader counts them: from 0 at the first frame. */
export function useFrameTimes(projectId: ProjectId, video: VideoFile | null) {
  const { media, files, store } = useStudio();
  return useQuery({
    queryKey: storeKey('frames', projectId, 'true-times', video?.id ?? null),
    enabled: video !== null,
    queryFn: async (): Promise<FrameTimes> => {
      if (!video) return { timesSec: [], isComplete: false };
      const fromStart = (ptsSec: number) => ptsSec - video.startSec;
      const access = await files.access(video.id);
      if (access === 'ready' || access === 'copied') {
        const range = { startSec: video.startSec, endSec: video.startSec + video.durationSec + 1 };
        const file = await files.open(video.id);
        const times = await media.frameTimes(file, video, range);
        return { timesSec: times.map(({ ptsSec }) => fromStart(ptsSec)), isComplete: true };
      }
      const stored = await store.frames.list(projectId, video.id);
      const timesSec = stored.map(({ ptsSec }) => fromStart(ptsSec)).sort((a, b) => a - b);
      return { timesSec, isComplete: false };
    },
  });
}
