import { Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../../state/use-hotkeys.ts';
import { useProject, useStoreStatus } from '../../state/use-projects.ts';
import { Banners } from './Banners.tsx';
import { BlockedScreen } from './BlockedScreen.tsx';
import { TopBar } from './TopBar.tsx';
import { usePlace } from './use-place.ts';

const Palette = lazy(() => import('./Palette.tsx').then((file) => ({ default: file.Palette })));
const KeysDialog = lazy(() =>
  import('./KeysDialog.tsx').then((file) => ({ default: file.KeysDialog })),
);

/** What surrounds every screen: bar, notices, and the two dialogs that every screen has. */
export function Shell() {
  const { t } = useTranslation('shell');
  const isBlocked = useStoreStatus().mode === 'blocked';
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  useHotkeys({
    'command-palette': () => setOpen('palette'),
    'keys-help': () => setOpen('keys'),
  });
  useHotkeys(
    { 'command-palette': () => setOpen(null) },
    { inOverlay: true, enabled: open === 'palette' },
  );
  useDocumentTitle();
  const close = (isOpen: boolean) => setOpen((now) => (isOpen ? now : null));
  return (
    <div className="flex h-full flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-accent focus:px-3 focus:py-1 focus:text-accent-ink"
      >
        {t('skipToContent')}
      </a>
      <TopBar onPalette={() => setOpen('palette')} onKeys={() => setOpen('keys')} />
      <Banners />
      <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
        {isBlocked ? <BlockedScreen /> : null}
        {/* Stays mounted, so that what is being edited is there after taking over again. */}
        <div hidden={isBlocked} className="h-full">
          <Outlet />
        </div>
      </main>
      <Suspense fallback={null}>
        {open === 'palette' ? (
          <Palette open onOpenChange={close} onKeys={() => setOpen('keys')} />
        ) : null}
        {open === 'keys' ? <KeysDialog open onOpenChange={close} /> : null}
      </Suspense>
    </div>
  );
}

/** `Review · Sintel set · Ristretto`, so that tabs and history can be told apart. */
function useDocumentTitle(): void {
  const { t } = useTranslation('shell');
  const { section, projectId } = usePlace();
  const project = useProject(projectId);
  const pathname = useMatches({ select: (matches) => matches.at(-1)?.pathname });
  useEffect(() => {
    const parts = [section ? t(`nav.${section}`) : null, project?.name, 'Ristretto'];
    document.title = parts.filter(Boolean).join(' · ');
    // A new screen starts at its top for people who cannot see it change.
    if (pathname && document.activeElement === document.body)
      document.getElementById('content')?.focus({ preventScroll: true });
  }, [t, section, project?.name, pathname]);
}
