import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { DraftStatus, DraftView, ProjectId } from '../../core/flow.ts';
import type { DraftFilter, DraftOrder } from '../../core/store-port.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';

const PAGE_ROWS = 100;
/** Rows that stay known after they left the screen, so that a filter change does not blank what is still there. */
const KNOWN_ROWS = 2_000;

/** Positions of all matching drafts, in order. The old ones stay until the new ones are there. */
export function useSeqs(
  projectId: ProjectId,
  filter: DraftFilter,
  order: DraftOrder,
): UseQueryResult<Float64Array> {
  const { store } = useStudio();
  return useQuery({
    queryKey: storeKey('drafts', projectId, 'seqs', filter, order),
    queryFn: () => store.drafts.seqs(projectId, filter, order),
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** How many drafts the filter finds of each status; its own status does not count. */
export function useStatusCounts(
  projectId: ProjectId,
  filter: DraftFilter,
): UseQueryResult<Record<DraftStatus, number>> {
  const { store } = useStudio();
  const { status: _status, ...rest } = filter;
  return useQuery({
    queryKey: storeKey('drafts', projectId, 'by-status', rest),
    queryFn: () => store.drafts.countByStatus(projectId, rest),
    placeholderData: keepPreviousData,
  });
}

/** Menus of the filters: tasks and recipes that occur, and the videos by id. */
export function useFilterChoices(projectId: ProjectId) {
  const { store } = useStudio();
  const facets = useQuery({
    queryKey: storeKey('drafts', projectId, 'facets'),
    queryFn: () => store.drafts.facets(projectId),
  });
  const videos = useQuery({
    queryKey: storeKey('videos', projectId, 'list'),
    queryFn: () => store.videos.list(projectId),
  });
  return { facets: facets.data ?? { tasks: [], recipes: [] }, videos: videos.data ?? [] };
}

export interface QueueRows {
  /** `undefined` = on its way. */
  rowAt(index: number): DraftView | undefined;
  error: unknown;
  retry(): void;
}

/** The drafts in `[first, last]` of the list, read in pages around what is on screen. */
export function useQueueRows(
  projectId: ProjectId,
  seqs: Float64Array,
  [first, last]: readonly [number, number],
): QueueRows {
  const { store } = useStudio();
  const known = useRef(new Map<number, DraftView>());
  const from = Math.floor(first / PAGE_ROWS);
  const pages =
    seqs.length === 0 ? 0 : Math.floor(Math.min(last, seqs.length - 1) / PAGE_ROWS) - from + 1;
  const results = useQueries({
    queries: Array.from({ length: Math.max(0, pages) }, (_, i) => {
      const page = seqs.subarray((from + i) * PAGE_ROWS, (from + i + 1) * PAGE_ROWS);
      return {
        queryKey: storeKey('drafts', projectId, 'rows', page.join()),
        queryFn: () => store.drafts.bySeqs(projectId, [...page]),
      };
    }),
  });
  const rows = new Map(
    results.flatMap(({ data }) => data ?? []).map((draft) => [draft.seq, draft]),
  );
  if (known.current.size > KNOWN_ROWS) known.current.clear();
  for (const [seq, draft] of rows) known.current.set(seq, draft);
  const failed = results.find((result) => result.error);
  return {
    rowAt: (index) => {
      const seq = seqs[index];
      return seq === undefined ? undefined : (rows.get(seq) ?? known.current.get(seq));
    },
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}
