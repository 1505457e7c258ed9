import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ISOLATION_HEADERS, missingHeaders } from '../../state/hosting.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useStudio } from '../../state/studio.ts';
import { useProjects, useStoreStatus } from '../../state/use-projects.ts';
import { Button } from '../../ui/Button.tsx';
import { Banner } from './Banner.tsx';

/** What everyone must know before they work: what cannot be changed, what may be lost, what the host does not send. */
export function Banners() {
  const { t } = useTranslation('shell');
  const status = useStoreStatus();
  return (
    <section aria-label={t('banner.label')} className="shrink-0">
      {status.mode === 'read-only' ? (
        <Banner tone="warn" title={t('banner.readOnlyTitle')}>
          {t('banner.readOnlyText')}
        </Banner>
      ) : null}
      {status.mode === 'writer' && !status.persisted ? <PersistenceBanner /> : null}
      <IsolationBanner />
    </section>
  );
}

function PersistenceBanner() {
  const { t } = useTranslation('shell');
  const { store } = useStudio();
  const { data: projects } = useProjects();
  const { dismissed, dismiss } = usePreferences();
  const [answer, setAnswer] = useState<'granted' | 'refused' | null>(null);
  const hasWork = (projects ?? []).some((project) => project.drafts > 0 || project.videos > 0);
  if (!hasWork || answer === 'granted' || dismissed.includes('persistence')) return null;
  const ask = async () => setAnswer((await store.requestPersistence()) ? 'granted' : 'refused');
  return (
    <Banner
      tone="info"
      title={t('banner.persistTitle')}
      actions={
        <>
          {answer === null ? (
            <Button size="sm" onClick={() => void ask()}>
              {t('banner.persistAsk')}
            </Button>
          ) : null}
          <Button size="sm" variant="ghost" onClick={() => dismiss('persistence')}>
            {t('banner.dismiss')}
          </Button>
        </>
      }
    >
      {t(answer === 'refused' ? 'banner.persistRefused' : 'banner.persistText')}
    </Banner>
  );
}

function IsolationBanner() {
  const { t } = useTranslation('shell');
  const { data: missing } = useQuery({
    queryKey: ['missing-headers'],
    queryFn: () => missingHeaders(ISOLATION_HEADERS),
    enabled: !globalThis.crossOriginIsolated,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (globalThis.crossOriginIsolated || !missing) return null;
  return (
    <Banner tone="warn" title={t('banner.isolationTitle')}>
      {t('banner.isolationText', {
        headers: (missing.length > 0 ? missing : ISOLATION_HEADERS).join(', '),
      })}
    </Banner>
  );
}
