import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProjectId, VideoId } from '../../../core/flow.ts';
import type { InspectionEvent, VerdictInput } from '../../../core/inspections.ts';
import type { InspectedBy } from '../../../pipeline/spot-check.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { storeKey } from '../../../state/queries.ts';
import { trackSave } from '../../../state/saved.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { notifyError } from '../../../ui/toasts.tsx';

const NONE: readonly InspectionEvent[] = [];

/** The journal of the Frames screen; `undefined` while it is read. */
export function useInspectionEvents(projectId: ProjectId): readonly InspectionEvent[] | undefined {
  const { store } = useStudio();
  const { data, isError } = useQuery({
    queryKey: storeKey('inspections', projectId),
    queryFn: () => store.inspections.list(projectId),
  });
  return isError ? NONE : data;
}

export function useInspectedBy(): (via: InspectedBy['via']) => InspectedBy {
  const annotator = usePreferences((state) => state.annotator);
  return (via) => ({ annotator, via });
}

export interface Inspecting {
  judge(videoId: VideoId, verdict: VerdictInput, via: InspectedBy['via']): Promise<boolean>;
  /** @returns whether there was anything to take back, or to give back */
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
}

/** Writes into the journal. Failures are told; the answer says whether it is on disk. */
export function useInspecting(projectId: ProjectId): Inspecting {
  const { inspections } = useStudio();
  const client = useQueryClient();
  const errorText = useErrorText();
  const by = useInspectedBy();
  const run = async (write: Promise<unknown>): Promise<boolean> => {
    try {
      const written = await trackSave(write);
      await client.invalidateQueries({ queryKey: storeKey('inspections', projectId) });
      return written !== null;
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
      return false;
    }
  };
  return {
    judge: (videoId, verdict, via) =>
      run(inspections.judge(projectId, videoId, { verdict, by: by(via) })),
    undo: () => run(inspections.undo(projectId, by('key'))),
    redo: () => run(inspections.redo(projectId, by('key'))),
  };
}
