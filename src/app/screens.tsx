import { getRouteApi } from '@tanstack/react-router';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { allTexts } from './i18n.ts';

/** A screen that is loaded with its texts when it is first shown. */
function screen<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  const Loaded = lazy(async () => {
    const [component] = await Promise.all([load(), allTexts()]);
    return { default: component };
  });
  return (props: Props) => (
    <Suspense fallback={<SkeletonRows count={6} className="p-4" />}>
      <Loaded {...props} />
    </Suspense>
  );
}

const Library = screen(() =>
  import('../features/library/LibraryScreen.tsx').then((file) => file.LibraryScreen),
);
const Frames = screen(() =>
  import('../features/frames/FramesScreen.tsx').then((file) => file.FramesScreen),
);
const Review = screen(() =>
  import('../features/review/ReviewScreen.tsx').then((file) => file.ReviewScreen),
);
const Queue = screen(() =>
  import('../features/queue/QueueScreen.tsx').then((file) => file.QueueScreen),
);
const Datasets = screen(() =>
  import('../features/export/DatasetsScreen.tsx').then((file) => file.DatasetsScreen),
);
export const SettingsPage = screen(() =>
  import('../features/settings/SettingsScreen.tsx').then((file) => file.SettingsScreen),
);
export const DiagnosticsPage = screen(() =>
  import('../features/diagnostics/DiagnosticsScreen.tsx').then((file) => file.DiagnosticsScreen),
);
export const JobDrawer = lazy(async () => {
  const [file] = await Promise.all([import('../features/jobs/JobDrawer.tsx'), allTexts()]);
  return { default: file.JobDrawer };
});

const project = getRouteApi('/p/$projectId');
const frames = getRouteApi('/p/$projectId/frames/$videoId');
const review = getRouteApi('/p/$projectId/review');
const datasets = getRouteApi('/p/$projectId/export');

/* One small component per address: it turns the address into the screen's props. */

export function LibraryPage() {
  const { projectId } = project.useParams();
  return <Library key={projectId} projectId={projectId} />;
}

export function FramesPage() {
  const { projectId, videoId } = frames.useParams();
  const { check = null } = frames.useSearch();
  return <Frames key={`${projectId}/${videoId}`} {...{ projectId, videoId }} checkId={check} />;
}

export function ReviewPage() {
  const { projectId } = project.useParams();
  const { draft, ...filter } = review.useSearch();
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Review
      key={`${projectId} ${JSON.stringify(filter)}`}
      projectId={projectId}
      {...(draft ? { initialDraftId: draft } : {})}
      {...(isFiltered ? { filter: { status: 'pending', ...filter } } : {})}
    />
  );
}

export function QueuePage() {
  const { projectId } = project.useParams();
  return <Queue key={projectId} projectId={projectId} />;
}

export function ExportPage() {
  const { projectId } = project.useParams();
  const { tab = 'export' } = datasets.useSearch();
  const navigate = datasets.useNavigate();
  return (
    <Datasets
      key={projectId}
      projectId={projectId}
      tab={tab}
      onTab={(chosen) =>
        void navigate({ search: chosen === 'verify' ? { tab: 'verify' } : {}, replace: true })
      }
    />
  );
}
