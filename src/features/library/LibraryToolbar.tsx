import { Trash2 } from 'lucide-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoId } from '../../core/flow.ts';
import { useStartJobs } from '../../state/start-jobs.ts';
import { useFindShots } from '../../state/use-find-shots.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { LibraryFilter } from './model/filter.ts';

const STAGES = ['all', 'new', 'prepared', 'pending', 'reviewed'] as const;
const ACCESSES = ['all', 'ready', 'needs-permission', 'missing', 'copied'] as const;

const SHOTS = ['all', 'dynamic', 'capped', 'fails', 'estimate', 'unknown'] as const;

export interface LibraryToolbarProps {
  projectId: ProjectId;
  filter: LibraryFilter;
  onFilter: (filter: LibraryFilter) => void;
  searchRef: Ref<HTMLInputElement>;
  /** Of the shown videos. */
  shown: number;
  total: number;
  chosen: readonly VideoId[];
  onChooseAll: (all: boolean) => void;
  onRemove: (videoIds: readonly VideoId[]) => void;
}

/** Filters, and what can be done with the chosen videos at once. */
export function LibraryToolbar(props: LibraryToolbarProps) {
  const { t } = useTranslation('library');
  const { filter, onFilter, shown, total, chosen } = props;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2">
      <Checkbox
        label={t('select.all')}
        checked={chosen.length === 0 ? false : chosen.length >= shown ? true : 'indeterminate'}
        onCheckedChange={props.onChooseAll}
      />
      {chosen.length > 0 ? <Bulk {...props} /> : null}
      <span className="tabular ms-auto text-ink-3">
        {shown === total ? t('count', { count: total }) : t('counted', { shown, total })}
      </span>
      <TextField
        ref={props.searchRef}
        label={t('filter.name')}
        hideLabel
        placeholder={t('filter.name')}
        value={filter.name}
        onValueChange={(name) => onFilter({ ...filter, name })}
        className="w-56"
      />
      <Select
        label={t('filter.stage')}
        hideLabel
        value={filter.stage}
        onValueChange={(stage) => onFilter({ ...filter, stage })}
        options={STAGES.map((value) => ({ value, label: t(`filter.stages.${value}`) }))}
      />
      <Select
        label={t('filter.shots')}
        hideLabel
        value={filter.shots}
        onValueChange={(shots) => onFilter({ ...filter, shots })}
        options={SHOTS.map((value) => ({ value, label: t(`filter.shotsBy.${value}`) }))}
      />
      <Select
        label={t('filter.access')}
        hideLabel
        value={filter.access}
        onValueChange={(access) => onFilter({ ...filter, access })}
        options={ACCESSES.map((value) => ({ value, label: t(`filter.accesses.${value}`) }))}
      />
    </div>
  );
}

function Bulk({
  projectId,
  chosen,
  onRemove,
}: Pick<LibraryToolbarProps, 'projectId' | 'chosen' | 'onRemove'>) {
  const { t } = useTranslation('library');
  const findShots = useFindShots(projectId);
  const ask = useStartJobs((state) => state.ask);
  return (
    <>
      <span className="text-accent">{t('select.chosen', { count: chosen.length })}</span>
      <Button size="sm" variant="primary" onClick={() => ask('prepare', chosen)}>
        {t('actions.prepare')}
      </Button>
      <Button size="sm" onClick={() => ask('draft', chosen)}>
        {t('actions.draft')}
      </Button>
      <Button size="sm" onClick={() => void findShots(chosen)}>
        {t('actions.shots')}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        icon={<Trash2 size={14} aria-hidden="true" />}
        onClick={() => onRemove(chosen)}
      >
        {t('actions.remove')}
      </Button>
    </>
  );
}
