import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { EventId, ProjectId, VideoId } from '../core/flow.ts';
import { ErrorScreen } from './ErrorScreen.tsx';
import { readReviewSearch } from './review-search.ts';
import {
  DiagnosticsPage,
  ExportPage,
  FramesPage,
  LibraryPage,
  QueuePage,
  ReviewPage,
  SettingsPage,
} from './screens.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { ProjectFrame } from './shell/ProjectFrame.tsx';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/HomeScreen.tsx'), 'HomeScreen'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: (search): { section?: string } =>
    typeof search.section === 'string' ? { section: search.section } : {},
  component: SettingsPage,
});
const diagnostics = createRoute({
  getParentRoute: () => root,
  path: '/diagnostics',
  component: DiagnosticsPage,
});

const projectRoute = createRoute({
  getParentRoute: () => root,
  path: '/p/$projectId',
  params: {
    parse: ({ projectId }) => ({ projectId: projectId as ProjectId }),
    stringify: ({ projectId }) => ({ projectId }),
  },
  component: ProjectFrame,
});
const library = createRoute({
  getParentRoute: () => projectRoute,
  path: 'library',
  component: LibraryPage,
});
const frames = createRoute({
  getParentRoute: () => projectRoute,
  path: 'frames/$videoId',
  params: {
    parse: ({ videoId }) => ({ videoId: videoId as VideoId }),
    stringify: ({ videoId }) => ({ videoId }),
  },
  // A spot-check that is under way.
  validateSearch: ({ check }): { check?: EventId } =>
    typeof check === 'string' && check.startsWith('event:') ? { check: check as EventId } : {},
  component: FramesPage,
});
const review = createRoute({
  getParentRoute: () => projectRoute,
  path: 'review',
  validateSearch: readReviewSearch,
  component: ReviewPage,
});
const queue = createRoute({
  getParentRoute: () => projectRoute,
  path: 'queue',
  component: QueuePage,
});
const exportRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'export',
  validateSearch: (search): { tab?: 'verify' } =>
    search.tab === 'verify' ? { tab: 'verify' } : {},
  component: ExportPage,
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    settings,
    diagnostics,
    projectRoute.addChildren([library, frames, review, queue, exportRoute]),
  ]),
  defaultErrorComponent: ({ error, reset }) => <ErrorScreen error={error} onRetry={reset} />,
  defaultPendingMs: 200,
  defaultPreload: 'intent',
  // Ids such as `project:k3f9` stay readable in the address.
  pathParamsAllowedCharacters: [':'],
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
