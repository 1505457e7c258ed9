import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DraftStatus, ProjectId } from '../../core/flow.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import {
  areSharesValid,
  type ChangeChoice,
  CURATED,
  type ExportChoice,
} from './use-export-options.ts';

const STATUSES: readonly DraftStatus[] = [
  'accepted',
  'edited',
  'pending',
  'flagged',
  'skipped',
  'rejected',
];
const ANY = 'any';

export interface DraftChoiceProps {
  projectId: ProjectId;
  choice: ExportChoice;
  onChange: ChangeChoice;
}

/** Which drafts go into the dataset, and how they are split. */
export function DraftChoice({ projectId, choice, onChange }: DraftChoiceProps) {
  const { t } = useTranslation('export');
  const { t: tCommon } = useTranslation('common');
  const { store } = useStudio();
  const facets = useQuery({
    queryKey: storeKey('drafts', projectId, 'facets'),
    queryFn: () => store.drafts.facets(projectId),
  });
  const videos = useQuery({
    queryKey: storeKey('videos', projectId, 'list'),
    queryFn: () => store.videos.list(projectId),
  });
  if (choice.format === 'ristretto-archive') {
    return <Panel title={t('filter.title')}>{t('filter.everything')}</Panel>;
  }
  return (
    <Panel title={t('filter.title')} bodyClassName="flex flex-col gap-3">
      <div className="grid grid-cols-3 gap-3">
        <Select
          label={t('filter.status')}
          value={choice.status}
          onValueChange={(status) => onChange({ status })}
          options={[
            { value: CURATED, label: t('filter.curated') },
            ...STATUSES.map((status) => ({ value: status, label: tCommon(`status.${status}`) })),
          ]}
        />
        <Select
          label={t('filter.task')}
          value={choice.task ?? ANY}
          onValueChange={(task) => onChange({ task: task === ANY ? null : task })}
          options={[
            { value: ANY, label: t('filter.anyTask') },
            ...(facets.data?.tasks ?? []).map((task) => ({ value: task, label: task })),
          ]}
        />
        <Select
          label={t('filter.video')}
          value={choice.videoId ?? ANY}
          onValueChange={(videoId) => onChange({ videoId: videoId === ANY ? null : videoId })}
          options={[
            { value: ANY, label: t('filter.anyVideo') },
            ...(videos.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <Switch
        label={t('split.label')}
        hint={t('split.hint')}
        checked={choice.isSplit}
        onCheckedChange={(isSplit) => onChange({ isSplit })}
      />
      {choice.isSplit ? <Shares choice={choice} onChange={onChange} /> : null}
    </Panel>
  );
}

const SHARES = ['train', 'val', 'test', 'seed'] as const;

function Shares({ choice: { shares }, onChange }: Pick<DraftChoiceProps, 'choice' | 'onChange'>) {
  const { t } = useTranslation('export');
  return (
    <div>
      <div className="grid grid-cols-4 gap-3">
        {SHARES.map((name) => (
          <NumberField
            key={name}
            label={t(`split.${name}`)}
            value={shares[name]}
            min={0}
            max={name === 'seed' ? 999_999 : 100}
            step={1}
            onValueChange={(value) =>
              onChange({ shares: { ...shares, [name]: Math.round(value ?? 0) } })
            }
          />
        ))}
      </div>
      {areSharesValid(shares) ? null : (
        <p role="alert" className="mt-1 text-sm text-bad">
          {t('split.invalid')}
        </p>
      )}
    </div>
  );
}
