import type { DraftId, DraftStatus } from '../core/flow.ts';

/** What the address of the review screen can say: where to begin, and which drafts to go through. */
export interface ReviewSearch {
  draft?: DraftId;
  videoId?: string;
  kind?: string;
  task?: string;
  status?: DraftStatus;
  text?: string;
  recipe?: string;
}

const STATUSES: readonly DraftStatus[] = [
  'pending',
  'accepted',
  'edited',
  'rejected',
  'skipped',
  'flagged',
];
const TEXTS = ['videoId', 'kind', 'task', 'text', 'recipe'] as const;

/** Reads the search part of an address; what is not understood is left out. */
export function readReviewSearch(search: Record<string, unknown>): ReviewSearch {
  const draft =
    typeof search.draft === 'string' && search.draft.startsWith('draft:')
      ? (search.draft as DraftId)
      : null;
  const status = STATUSES.find((known) => known === search.status);
  const texts = TEXTS.flatMap((name) =>
    typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
  );
  return {
    ...Object.fromEntries(texts),
    ...(draft ? { draft } : {}),
    ...(status ? { status } : {}),
  };
}
