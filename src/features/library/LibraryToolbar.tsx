import { Trash2 } from 'lucide-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { VideoId } from '../../core/flow.ts';
import { useStartJobs } from '../../state/start-jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { LibraryFilter } from './model/filter.ts';

const STAGES = ['all', 'new', 'prepared', 'pending', 'reviewed'] as const;
const ACCESSES = ['all', 'ready', 'needs-permission', 'missing', 'copied'] as const;

export interface LibraryToolbarProps {
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
      {chosen.length > 0 ? <Bulk chosen={chosen} onRemove={props.onRemove} /> : null}
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
  chosen,
  onRemove,
}: {
  chosen: readonly VideoId[];
  onRemove: (videoIds: readonly VideoId[]) => void;
}) {
  const { t } = useTranslation('library');
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
