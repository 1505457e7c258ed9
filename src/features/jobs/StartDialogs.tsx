import type { ProjectId, VideoId } from '../../core/flow.ts';
import { useStartJobs } from '../../state/start-jobs.ts';
import { DraftDialog } from './draft/DraftDialog.tsx';
import { PrepareDialog } from './PrepareDialog.tsx';

/** The dialogs that begin a job; any screen opens them through `useStartJobs`. */
export function StartDialogs({
  projectId,
  names,
}: {
  projectId: ProjectId;
  names: ReadonlyMap<VideoId, string>;
}) {
  const { request, close } = useStartJobs();
  if (!request) return null;
  const { videoIds, recipe } = request;
  return request.kind === 'prepare' ? (
    <PrepareDialog projectId={projectId} videoIds={videoIds} onClose={close} />
  ) : (
    <DraftDialog
      projectId={projectId}
      videoIds={videoIds}
      names={names}
      onClose={close}
      {...(recipe ? { begin: recipe } : {})}
    />
  );
}
