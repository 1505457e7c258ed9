import { useQuery } from '@tanstack/react-query';
import { Cpu, HardDriveUpload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { InstallDialog } from './InstallDialog.tsx';
import { ModelRow } from './ModelRow.tsx';

const COLUMNS = ['id', 'task', 'dim', 'size', 'licence', 'speed'] as const;

/** The models that run in this browser. */
export function ModelsSection() {
  const { t } = useTranslation('settings');
  const { models } = useStudio();
  const errorText = useErrorText();
  const [isInstalling, setInstalling] = useState(false);
  const list = useQuery({ queryKey: ['models'], queryFn: () => models.list() });
  const installButton = (
    <Button
      icon={<HardDriveUpload size={14} aria-hidden="true" />}
      onClick={() => setInstalling(true)}
    >
      {t('models.installOther')}
    </Button>
  );
  return (
    <>
      <p className="max-w-prose text-pretty text-ink-2">{t('models.intro')}</p>
      {list.isPending ? <SkeletonRows count={3} /> : null}
      {list.error ? (
        <ErrorNotice {...errorText(list.error)} onRetry={() => void list.refetch()} />
      ) : null}
      {list.data?.length === 0 ? (
        <EmptyState icon={<Cpu size={20} />} title={t('models.emptyTitle')}>
          {t('models.emptyText')}
        </EmptyState>
      ) : null}
      {list.data && list.data.length > 0 ? (
        <div className="overflow-x-auto rounded-lg border border-line bg-surface">
          <table className="data-table">
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column}>{t(`models.columns.${column}`)}</th>
                ))}
                <th>
                  <span className="sr-only">{t('models.columns.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.data.map((card) => (
                <ModelRow key={card.id} card={card} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <div>{installButton}</div>
      {isInstalling ? <InstallDialog onOpenChange={setInstalling} /> : null}
    </>
  );
}
