import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { ProjectPicker } from '../ProjectPicker.tsx';
import { VideoCopies } from './VideoCopies.tsx';

/** How much is stored, whether it lasts, and which videos have a copy here. */
export function StorageSection() {
  const { t } = useTranslation('settings');
  return (
    <>
      <Usage />
      <Panel title={t('storage.copyTitle')} bodyClassName="flex flex-col gap-3">
        <p className="max-w-prose text-pretty text-ink-2">{t('storage.copyText')}</p>
        <ProjectPicker>
          {(projectId) => <VideoCopies key={projectId} projectId={projectId} />}
        </ProjectPicker>
      </Panel>
    </>
  );
}

function Usage() {
  const { t, i18n } = useTranslation('settings');
  const { store } = useStudio();
  const client = useQueryClient();
  const errorText = useErrorText();
  const usage = useQuery({
    queryKey: ['storage-usage'],
    queryFn: () => store.usage(),
    staleTime: 0,
  });
  const ask = useMutation({
    mutationFn: () => store.requestPersistence(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['storage-usage'] }),
  });
  if (usage.error)
    return <ErrorNotice {...errorText(usage.error)} onRetry={() => void usage.refetch()} />;
  if (!usage.data) return <Skeleton className="h-24" />;
  const { usedBytes, quotaBytes, persisted } = usage.data;
  const share = quotaBytes > 0 ? usedBytes / quotaBytes : 0;
  return (
    <Panel
      title={t('storage.used')}
      meta={t('storage.of', {
        used: formatBytes(usedBytes, i18n.language),
        quota: formatBytes(quotaBytes, i18n.language),
      })}
    >
      <div className="flex flex-col gap-3">
        <ProgressBar
          label={t('storage.used')}
          done={usedBytes}
          total={quotaBytes}
          tone={share > 0.8 ? 'warn' : 'accent'}
        />
        <p className={persisted ? 'text-ink-2' : 'text-warn'}>
          {t(persisted ? 'storage.persistedYes' : 'storage.persistedNo')}
        </p>
        {persisted ? null : (
          <div className="flex flex-wrap items-center gap-3">
            <Button busy={ask.isPending} onClick={() => ask.mutate()}>
              {t('storage.ask')}
            </Button>
            {ask.data === undefined ? null : (
              <span role="status" className="text-ink-2">
                {t(ask.data ? 'storage.granted' : 'storage.refused')}
              </span>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}
