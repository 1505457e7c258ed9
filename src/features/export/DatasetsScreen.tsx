import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../core/flow.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { ExportScreen } from './ExportScreen.tsx';
import { VerifyScreen } from './verify/VerifyScreen.tsx';

export type DatasetTab = 'export' | 'verify';

/** Datasets out, in, and held against their videos. */
export function DatasetsScreen({
  projectId,
  tab,
  onTab,
}: {
  projectId: ProjectId;
  tab: DatasetTab;
  onTab: (tab: DatasetTab) => void;
}) {
  const { t } = useTranslation('verify');
  return (
    <Tabs
      label={t('tabs.label')}
      value={tab}
      onValueChange={(id) => onTab(id === 'verify' ? 'verify' : 'export')}
      className="h-full"
      items={[
        {
          id: 'export',
          label: t('tabs.export'),
          content: <ExportScreen projectId={projectId} />,
        },
        {
          id: 'verify',
          label: t('tabs.verify'),
          content: <VerifyScreen projectId={projectId} />,
        },
      ]}
    />
  );
}
