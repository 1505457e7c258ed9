import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useStudio } from '../../state/studio.ts';
import { useProject } from '../../state/use-projects.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { ErrorScreen } from '../ErrorScreen.tsx';
import { JobDrawer } from '../screens.tsx';
import { NotFound } from './NotFound.tsx';

const route = getRouteApi('/p/$projectId');

/** A project's screens above its job drawer. Opening a project queues the jobs again that a closed tab left. */
export function ProjectFrame() {
  const { projectId } = route.useParams();
  const { jobs } = useStudio();
  const project = useProject(projectId);
  const opened = useQuery({
    queryKey: ['open-project', projectId],
    queryFn: () => jobs.openProject(projectId).then(() => true),
    enabled: Boolean(project),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (project === null) return <NotFound />;
  if (opened.isError)
    return <ErrorScreen error={opened.error} onRetry={() => void opened.refetch()} />;
  if (!project) return <SkeletonRows count={6} className="p-4" />;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1 overflow-hidden">
        <Outlet />
      </div>
      <Suspense fallback={null}>
        <JobDrawer projectId={projectId} />
      </Suspense>
    </div>
  );
}
