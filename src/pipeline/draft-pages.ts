import type { DraftView, ProjectId } from '../core/flow.ts';
import type { DraftFilter, StorePort } from '../core/store-port.ts';

const PAGE = 500;

type Drafts = Pick<StorePort, 'drafts'>;

/** The drafts that a filter lets through, in the project's order, some hundreds at a time. */
export async function* draftPages(
  { drafts }: Drafts,
  projectId: ProjectId,
  filter: DraftFilter,
): AsyncGenerator<DraftView[], void, void> {
  for (let afterSeq = 0, isMore = true; isMore; ) {
    const views = await drafts.page(projectId, filter, { limit: PAGE, afterSeq });
    yield views;
    afterSeq = views.at(-1)?.seq ?? afterSeq;
    isMore = views.length === PAGE;
  }
}

/** All of them at once: for a filter that few drafts pass, those of one video or recipe. */
export async function allDrafts(
  store: Drafts,
  projectId: ProjectId,
  filter: DraftFilter,
): Promise<DraftView[]> {
  const all: DraftView[] = [];
  for await (const views of draftPages(store, projectId, filter)) all.push(...views);
  return all;
}
