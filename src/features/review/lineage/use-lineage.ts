import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DraftView, ProjectId } from '../../../core/flow.ts';
import type { StorePort } from '../../../core/store-port.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { type Lineage, lineageOf } from './lineage.ts';

const PAGE = 500;

/** What a draft rests on and what rests on it; `null` where no recipe made it, or until it is known. */
export function useLineage(projectId: ProjectId, draft: DraftView | null): Lineage | null {
  const { store } = useStudio();
  const made = draft?.provenance.origin === 'model' ? draft.provenance : null;
  const filter = draft && made ? { videoId: draft.videoId, recipe: made.recipe } : null;
  const { data: views } = useQuery({
    queryKey: storeKey('drafts', projectId, 'lineage', filter),
    queryFn: () => (filter ? allOf(store, projectId, filter) : []),
    enabled: filter !== null,
  });
  return useMemo(
    () => (draft && made && views ? lineageOf(draft, views) : null),
    [draft, made, views],
  );
}

async function allOf(
  store: StorePort,
  projectId: ProjectId,
  filter: { videoId: string; recipe: string },
): Promise<DraftView[]> {
  const views: DraftView[] = [];
  for (let afterSeq = 0; ; ) {
    const page = await store.drafts.page(projectId, filter, { limit: PAGE, afterSeq });
    views.push(...page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return views;
    afterSeq = last.seq;
  }
}
