import { create } from 'zustand';
import type { ProjectId } from '../../core/flow.ts';
import type { DraftFilter, DraftOrder } from '../../core/store-port.ts';

/** Where the person was in the queue of a project: kept while they review and come back. */
export interface QueuePlace {
  filter: DraftFilter;
  order: DraftOrder;
  /** `seq` of the current row. */
  activeSeq: number | null;
}

/** What needs eyes most comes first. */
const START: QueuePlace = { filter: {}, order: 'risk', activeSeq: null };

interface QueueSession {
  places: Record<ProjectId, QueuePlace>;
}

const useSession = create<QueueSession>()(() => ({ places: {} }));

export function useQueuePlace(
  projectId: ProjectId,
): [QueuePlace, (change: Partial<QueuePlace>) => void] {
  const place = useSession((state) => state.places[projectId]) ?? START;
  const change = (part: Partial<QueuePlace>) =>
    useSession.setState(({ places }) => ({
      places: { ...places, [projectId]: { ...START, ...places[projectId], ...part } },
    }));
  return [place, change];
}

/** The filter without members that are empty. */
export function withFilter(
  filter: DraftFilter,
  change: { [K in keyof DraftFilter]: DraftFilter[K] | null },
): DraftFilter {
  const merged = Object.entries({ ...filter, ...change });
  return Object.fromEntries(
    merged.filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}
