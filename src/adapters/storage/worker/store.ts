import type { StoreGroups } from '../protocol.ts';
import type { StoreContext } from './context.ts';
import type { Served } from './served.ts';
import { archiveTable } from './tables/archive.ts';
import { decisionsTable } from './tables/decisions.ts';
import { draftsTable } from './tables/drafts.ts';
import { embeddingsTable, framesTable } from './tables/frames.ts';
import { inspectionsTable } from './tables/inspections.ts';
import { projectsTable, selectionsTable, videosTable } from './tables/library.ts';
import { jobsTable, promptsTable, repliesTable, settingsTable } from './tables/records.ts';

export type ServedStore = { [G in keyof StoreGroups]: Served<StoreGroups[G]> };

/** Every group of the store port over one open database. */
export function serveStore(context: StoreContext): ServedStore {
  return {
    projects: projectsTable(context),
    videos: videosTable(context),
    frames: framesTable(context),
    embeddings: embeddingsTable(context),
    selections: selectionsTable(context),
    drafts: draftsTable(context),
    decisions: decisionsTable(context),
    inspections: inspectionsTable(context),
    replies: repliesTable(context),
    jobs: jobsTable(context),
    prompts: promptsTable(context),
    settings: settingsTable(context),
    archive: archiveTable(context),
  };
}
