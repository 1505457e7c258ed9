import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftStatus, ProjectId, VideoFile } from '../../core/flow.ts';
import type { DraftFilter, DraftOrder } from '../../core/store-port.ts';
import { useKeyHint } from '../../state/use-hotkeys.ts';
import { useRecipeWords } from '../../state/use-recipe-words.ts';
import { Button } from '../../ui/Button.tsx';
import { cn } from '../../ui/cn.ts';
import { formatCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { STATUSES } from './draft-summary.ts';
import { withFilter } from './queue-session.ts';
import { useStatusCounts } from './use-queue-rows.ts';

const ANY = 'any';
const ORDERS = ['risk', 'place'] as const;
const KINDS = ['qa-open', 'qa-choice', 'caption'] as const;
/** Typing is one search, not one for each letter. */
const SEARCH_PAUSE_MS = 60;

export interface QueueFiltersProps {
  projectId: ProjectId;
  filter: DraftFilter;
  onFilter: (filter: DraftFilter) => void;
  order: DraftOrder;
  onOrder: (order: DraftOrder) => void;
  choices: { facets: { tasks: string[]; recipes: string[] }; videos: readonly VideoFile[] };
  searchRef: RefObject<HTMLInputElement | null>;
}

/** Status tabs with counts, menus, and the search. */
export function QueueFilters({
  projectId,
  filter,
  onFilter,
  order,
  onOrder,
  choices,
  searchRef,
}: QueueFiltersProps) {
  const { t } = useTranslation('queue');
  const words = useRecipeWords();
  const { facets, videos } = choices;
  const choose = (change: Parameters<typeof withFilter>[1]) => onFilter(withFilter(filter, change));
  const menu = (
    name: 'task' | 'kind' | 'video' | 'recipe',
    member: 'task' | 'kind' | 'videoId' | 'recipe',
    options: { value: string; label: string }[],
  ) => (
    <Select
      key={name}
      size="sm"
      label={t(`filters.${name}`)}
      hideLabel
      value={filter[member] ?? ANY}
      onValueChange={(value) => choose({ [member]: value === ANY ? null : value })}
      options={[{ value: ANY, label: t(ANY_LABELS[name]) }, ...options]}
      className="max-w-52"
    />
  );
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-2">
      <StatusTabs projectId={projectId} filter={filter} onStatus={(status) => choose({ status })} />
      <div className="ms-auto flex flex-wrap items-center gap-2">
        {menu(
          'task',
          'task',
          facets.tasks.map((task) => ({ value: task, label: words.task(task) ?? task })),
        )}
        {menu(
          'kind',
          'kind',
          KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
        )}
        {menu(
          'video',
          'videoId',
          videos.map((video) => ({ value: video.id, label: video.name })),
        )}
        {facets.recipes.length > 0
          ? menu(
              'recipe',
              'recipe',
              facets.recipes.map((id) => ({ value: id, label: words.recipe(id)?.name ?? id })),
            )
          : null}
        <Select
          size="sm"
          label={t('order.label')}
          hideLabel
          value={order}
          onValueChange={onOrder}
          options={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
        />
        <SearchBox
          text={filter.text ?? ''}
          onText={(text) => choose({ text })}
          inputRef={searchRef}
        />
        <Button size="sm" variant="ghost" disabled={!isFiltered} onClick={() => onFilter({})}>
          {t('filters.clear')}
        </Button>
      </div>
    </div>
  );
}

const ANY_LABELS = {
  task: 'filters.anyTask',
  kind: 'filters.anyKind',
  video: 'filters.anyVideo',
  recipe: 'filters.anyRecipe',
} as const;

function StatusTabs({
  projectId,
  filter,
  onStatus,
}: {
  projectId: ProjectId;
  filter: DraftFilter;
  onStatus: (status: DraftStatus | null) => void;
}) {
  const { t, i18n } = useTranslation('queue');
  const { t: tCommon } = useTranslation('common');
  const counts = useStatusCounts(projectId, filter).data;
  const total = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tab = (status: DraftStatus | null, label: string, count: number | undefined) => {
    const isOn = (filter.status ?? null) === status;
    return (
      <button
        key={label}
        type="button"
        aria-pressed={isOn}
        onClick={() => onStatus(status)}
        className={cn(
          'inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-sm',
          isOn
            ? 'bg-accent-soft font-medium text-accent'
            : 'text-ink-2 hover:bg-hover hover:text-ink',
        )}
      >
        {label}
        <span className="mono">
          {count === undefined ? '–' : formatCount(count, i18n.language)}
        </span>
      </button>
    );
  };
  return (
    <fieldset className="flex flex-wrap gap-0.5">
      <legend className="sr-only">{t('statusTabs')}</legend>
      {tab(null, t('all'), total)}
      {STATUSES.map((status) => tab(status, tCommon(`status.${status}`), counts?.[status]))}
    </fieldset>
  );
}

function SearchBox({
  text,
  onText,
  inputRef,
}: {
  text: string;
  onText: (text: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation('queue');
  const hint = useKeyHint();
  const [typed, setTyped] = useState(text);
  // Cleared from outside, by "Clear filters".
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onText(typed), SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  });
  const clear = () => {
    setTyped('');
    onText('');
  };
  return (
    <div className="relative flex items-center">
      <Search
        size={14}
        aria-hidden="true"
        className="pointer-events-none absolute left-2 text-ink-3"
      />
      <input
        ref={inputRef}
        type="search"
        aria-label={t('search')}
        aria-keyshortcuts={hint('search') ?? undefined}
        title={t('searchHint')}
        placeholder={t('search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          clear();
          event.currentTarget.blur();
        }}
        className="control h-7 w-56 px-7 text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      {typed ? (
        <IconButton
          size="sm"
          label={t('clearSearch')}
          icon={<X size={13} aria-hidden="true" />}
          onClick={clear}
          className="absolute right-0.5"
        />
      ) : null}
    </div>
  );
}
