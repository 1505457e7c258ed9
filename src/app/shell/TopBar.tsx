import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoId } from '../../core/flow.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { useKeyHint } from '../../state/use-hotkeys.ts';
import { useProject } from '../../state/use-projects.ts';
import { Button } from '../../ui/Button.tsx';
import { Logo } from './Logo.tsx';
import { SavedIndicator } from './SavedIndicator.tsx';
import { type Section, usePlace } from './use-place.ts';
import { ViewMenu } from './ViewMenu.tsx';

/** The bar above every screen: where one is, where one can go, and whether all is saved. */
export function TopBar({ onPalette, onKeys }: { onPalette: () => void; onKeys: () => void }) {
  const { t } = useTranslation('shell');
  const hint = useKeyHint();
  const place = usePlace();
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface px-3">
      <Link
        to="/"
        aria-label={t('nav.home')}
        className="grid size-8 shrink-0 place-items-center rounded-md hover:bg-hover"
      >
        <Logo />
      </Link>
      <nav aria-label={t('nav.label')} className="flex min-w-0 items-center gap-1">
        {place.projectId ? (
          <ProjectNav projectId={place.projectId} videoId={place.videoId} section={place.section} />
        ) : (
          <StudioNav section={place.section} />
        )}
      </nav>
      <div className="ms-auto flex shrink-0 items-center gap-1.5">
        {place.projectId ? <SavedIndicator /> : null}
        <Button size="sm" variant="ghost" hotkey={hint('command-palette')} onClick={onPalette}>
          <span className="max-xl:sr-only">{t('commands')}</span>
        </Button>
        <Button size="sm" variant="ghost" hotkey={hint('keys-help')} onClick={onKeys}>
          <span className="max-xl:sr-only">{t('keys')}</span>
        </Button>
        <ViewMenu />
      </div>
    </header>
  );
}

const TAB =
  'flex h-8 items-center rounded-md px-2.5 text-ink-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent';

function StudioNav({ section }: { section: Section | null }) {
  const { t } = useTranslation('shell');
  const current = (name: Section) => (section === name ? ('page' as const) : undefined);
  return (
    <>
      <Link to="/" className={TAB} aria-current={current('home')}>
        {t('nav.home')}
      </Link>
      <Link to="/settings" className={TAB} aria-current={current('settings')}>
        {t('nav.settings')}
      </Link>
      <Link to="/diagnostics" className={TAB} aria-current={current('diagnostics')}>
        {t('nav.diagnostics')}
      </Link>
    </>
  );
}

function ProjectNav({
  projectId,
  videoId,
  section,
}: {
  projectId: ProjectId;
  videoId: VideoId | null;
  section: Section | null;
}) {
  const { t } = useTranslation('shell');
  const project = useProject(projectId);
  const current = (name: Section) => (section === name ? ('page' as const) : undefined);
  const params = { projectId };
  return (
    <>
      <span className="max-w-52 truncate ps-1 font-semibold" title={project?.name}>
        {project?.name ?? '…'}
      </span>
      <span aria-hidden="true" className="px-0.5 text-ink-3">
        ›
      </span>
      <Link
        to="/p/$projectId/library"
        params={params}
        className={TAB}
        aria-current={current('library')}
      >
        {t('nav.library')}
      </Link>
      {videoId ? (
        <Link
          to="/p/$projectId/frames/$videoId"
          params={{ projectId, videoId }}
          className={TAB}
          aria-current={current('frames')}
        >
          {t('nav.frames')}
          <VideoName projectId={projectId} videoId={videoId} />
        </Link>
      ) : null}
      <Link
        to="/p/$projectId/review"
        params={params}
        className={TAB}
        aria-current={current('review')}
      >
        {t('nav.review')}
      </Link>
      <Link
        to="/p/$projectId/queue"
        params={params}
        className={TAB}
        aria-current={current('queue')}
      >
        {t('nav.queue')}
      </Link>
      <Link
        to="/p/$projectId/export"
        params={params}
        className={TAB}
        aria-current={current('export')}
      >
        {t('nav.export')}
      </Link>
    </>
  );
}

function VideoName({ projectId, videoId }: { projectId: ProjectId; videoId: VideoId }) {
  const { store } = useStudio();
  const { data } = useQuery({
    queryKey: storeKey('videos', projectId, videoId),
    queryFn: () => store.videos.get(projectId, videoId),
  });
  return data ? (
    <span className="mono ms-2 max-w-44 truncate max-xl:hidden">{data.name}</span>
  ) : null;
}
