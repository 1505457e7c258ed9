import { Link, useNavigate } from '@tanstack/react-router';
import { ListChecks, SearchX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionContext, ProjectId } from '../../core/flow.ts';
import { useStartJobs } from '../../state/start-jobs.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { useHotkeys } from '../../state/use-hotkeys.ts';
import { useCanWrite } from '../../state/use-projects.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatCount } from '../../ui/format.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { BulkBar } from './BulkBar.tsx';
import { QueueFilters } from './QueueFilters.tsx';
import { QueueTable } from './QueueTable.tsx';
import { useQueuePlace } from './queue-session.ts';
import { RejectDialog } from './RejectDialog.tsx';
import { keepPresent, NOTHING, type QueueSelection } from './selection.ts';
import { type BulkVerdict, useDecide } from './use-decide.ts';
import { useFilterChoices, useSeqs } from './use-queue-rows.ts';

const NO_ROWS = new Float64Array();

/** All drafts of a project in a table: filter, search, open one in review, decide many at once. */
export function QueueScreen({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('queue');
  const errorText = useErrorText();
  const [{ filter, order }, setPlace] = useQueuePlace(projectId);
  const query = useSeqs(projectId, filter, order);
  const seqs = query.data ?? NO_ROWS;
  const choices = useFilterChoices(projectId);
  const [activeIndex, setActiveIndex] = useActiveRow(projectId, seqs);
  const [selection, setSelection] = useState<QueueSelection>(NOTHING);
  const present = keepPresent(selection, seqs);
  const work = useQueueWork({
    projectId,
    seqs,
    activeIndex,
    setActiveIndex,
    selection: present,
    setSelection,
  });
  const open = useOpen(projectId, seqs);
  const search = useRef<HTMLInputElement>(null);
  useQueueKeys({
    open,
    seqs,
    activeIndex,
    setActiveIndex,
    work,
    focusSearch: () => search.current?.focus(),
  });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex items-baseline gap-3 px-3 pt-2.5">
        <h1 className="text-md font-semibold">{t('title')}</h1>
        <Count shown={seqs.length} isReady={query.isSuccess} />
      </header>
      <QueueFilters
        projectId={projectId}
        filter={filter}
        onFilter={(next) => setPlace({ filter: next })}
        order={order}
        onOrder={(next) => setPlace({ order: next })}
        choices={choices}
        searchRef={search}
      />
      {query.isPending ? <SkeletonRows count={14} className="p-3" /> : null}
      {query.error ? (
        <ErrorNotice
          {...errorText(query.error)}
          onRetry={() => void query.refetch()}
          className="m-3"
        />
      ) : null}
      {query.isSuccess && seqs.length === 0 ? <NothingHere projectId={projectId} /> : null}
      {seqs.length > 0 ? (
        <QueueTable
          {...{ projectId, seqs, activeIndex }}
          videos={choices.videos}
          onActiveIndex={setActiveIndex}
          onOpen={open}
          selection={present}
          onSelection={setSelection}
        />
      ) : null}
      <Decisions
        projectId={projectId}
        chosenSeqs={present.chosen}
        work={work}
        onClear={() => setSelection(NOTHING)}
      />
    </div>
  );
}

function Decisions({
  projectId,
  chosenSeqs,
  work,
  onClear,
}: {
  projectId: ProjectId;
  chosenSeqs: ReadonlySet<number>;
  work: QueueWork;
  onClear: () => void;
}) {
  const { store } = useStudio();
  const ask = useStartJobs((state) => state.ask);
  const probe = async () => {
    const drafts = await store.drafts.bySeqs(projectId, [...chosenSeqs]);
    const videoIds = [...new Set(drafts.map(({ videoId }) => videoId))];
    const draftIds = drafts.map(({ id }) => id);
    ask('draft', videoIds, { recipeId: 'shortcut-probes', params: { draftIds } });
  };
  return (
    <>
      <BulkBar
        chosen={chosenSeqs.size}
        onProbe={() => void probe()}
        canWrite={work.canWrite}
        deciding={work.deciding}
        onVerdict={(verdict) => work.give(verdict, 'mouse')}
        onClear={onClear}
      />
      {work.rejecting ? (
        <RejectDialog
          count={work.rejecting.length}
          onClose={work.stopRejecting}
          onReject={work.reject}
        />
      ) : null}
    </>
  );
}

function Count({ shown, isReady }: { shown: number; isReady: boolean }) {
  const { t, i18n } = useTranslation('queue');
  return (
    <span className="mono text-ink-2" aria-live="polite">
      {isReady ? t('count', { count: shown, shown: formatCount(shown, i18n.language) }) : ''}
    </span>
  );
}

/** The current row, by its place in the list; when it leaves the list, the one that took its place is current. */
function useActiveRow(projectId: ProjectId, seqs: Float64Array): [number, (index: number) => void] {
  const [{ activeSeq }, setPlace] = useQueuePlace(projectId);
  const last = useRef(0);
  const found = activeSeq === null ? -1 : seqs.indexOf(activeSeq);
  const index = found === -1 ? Math.min(last.current, seqs.length - 1) : found;
  useEffect(() => {
    if (index >= 0) last.current = index;
  }, [index]);
  return [index, (next) => setPlace({ activeSeq: seqs[next] ?? null })];
}

interface WorkParts {
  projectId: ProjectId;
  seqs: Float64Array;
  activeIndex: number;
  setActiveIndex: (index: number) => void;
  selection: QueueSelection;
  setSelection: (selection: QueueSelection) => void;
}

/** What a verdict means here: for the selected drafts, or for the current one. */
function useQueueWork({
  projectId,
  seqs,
  activeIndex,
  setActiveIndex,
  selection,
  setSelection,
}: WorkParts) {
  const deciding = useDecide(projectId);
  const canWrite = useCanWrite();
  const [rejecting, setRejecting] = useState<number[] | null>(null);
  const targets = (): number[] => {
    if (selection.chosen.size > 0) return [...selection.chosen].sort((a, b) => a - b);
    const active = seqs[activeIndex];
    return active === undefined ? [] : [active];
  };
  const moveOn = () => {
    if (selection.chosen.size > 0) setSelection(NOTHING);
    else if (activeIndex + 1 < seqs.length) setActiveIndex(activeIndex + 1);
  };
  const give = (verdict: BulkVerdict, via: DecisionContext['via']) => {
    const chosen = targets();
    if (!canWrite || chosen.length === 0 || deciding.progress) return;
    if (verdict === 'reject') {
      setRejecting(chosen);
      return;
    }
    void deciding.decide(chosen, { verdict }, via);
    moveOn();
  };
  const reject = (reasons: string[], note: string) => {
    if (!rejecting) return;
    void deciding.decide(
      rejecting,
      { verdict: 'reject', reasons, ...(note === '' ? {} : { note }) },
      'mouse',
    );
    setRejecting(null);
    moveOn();
  };
  return { deciding, canWrite, give, rejecting, reject, stopRejecting: () => setRejecting(null) };
}

type QueueWork = ReturnType<typeof useQueueWork>;

/** Opens the draft at a place in review, which then goes through what the filter finds. */
function useOpen(projectId: ProjectId, seqs: Float64Array): (index: number) => void {
  const { store } = useStudio();
  const navigate = useNavigate();
  const [{ filter }] = useQueuePlace(projectId);
  const open = async (seq: number) => {
    const [draft] = await store.drafts.bySeqs(projectId, [seq]);
    if (!draft) return;
    const search = { ...filter, draft: draft.id };
    await navigate({ to: '/p/$projectId/review', params: { projectId }, search });
  };
  return (index) => {
    const seq = seqs[index];
    if (seq !== undefined) void open(seq);
  };
}

interface KeyParts {
  open: (index: number) => void;
  seqs: Float64Array;
  activeIndex: number;
  setActiveIndex: (index: number) => void;
  work: QueueWork;
  focusSearch: () => void;
}

function useQueueKeys({
  open,
  seqs,
  activeIndex,
  setActiveIndex,
  work,
  focusSearch,
}: KeyParts): void {
  const step = (by: number) =>
    setActiveIndex(Math.min(seqs.length - 1, Math.max(0, activeIndex + by)));
  useHotkeys({
    search: focusSearch,
    'next-item': () => step(1),
    'previous-item': () => step(-1),
    'open-item': () => open(activeIndex),
    accept: () => work.give('accept', 'key'),
    reject: () => work.give('reject', 'key'),
    skip: () => work.give('skip', 'key'),
    flag: () => work.give('flag', 'key'),
    undo: () => void work.deciding.undo(),
    redo: () => void work.deciding.redo(),
  });
}

function NothingHere({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('queue');
  const [{ filter }, setPlace] = useQueuePlace(projectId);
  if (Object.keys(filter).length > 0) {
    return (
      <EmptyState
        icon={<SearchX size={20} />}
        title={t('noMatch.title')}
        action={<Button onClick={() => setPlace({ filter: {} })}>{t('filters.clear')}</Button>}
      >
        {t('noMatch.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<ListChecks size={20} />}
      title={t('empty.title')}
      action={
        <Link
          to="/p/$projectId/library"
          params={{ projectId }}
          className="inline-flex h-8 items-center rounded-md bg-accent px-3 font-semibold text-accent-ink hover:bg-accent-strong"
        >
          {t('empty.library')}
        </Link>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
