import type { JournalEvent, ProjectId } from '../core/flow.ts';
import type { Job } from '../core/job.ts';
import { effectiveDecisions } from '../core/review.ts';
import type { StorePort } from '../core/store-port.ts';
import type { ProjectCounts } from '../formats/export-source.ts';

const PAGE = 1_000;

/** What became of the drafts of a project so far, for the manifest of an export. */
export async function projectCounts(
  store: StorePort,
  projectId: ProjectId,
): Promise<ProjectCounts> {
  return {
    byStatus: await store.drafts.countByStatus(projectId, {}),
    rejectReasons: await rejectReasons(store, projectId),
    steps: stepsOf(await store.jobs.list(projectId)),
  };
}

/** Reject codes of the decisions that stand, in order of their names. */
async function rejectReasons(
  store: StorePort,
  projectId: ProjectId,
): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  const last = new Map<string, string[]>();
  for (const { draftId, verdict, reasons } of effectiveDecisions(await journal(store, projectId)))
    last.set(draftId, verdict === 'reject' ? (reasons ?? []) : []);
  for (const code of [...last.values()].flat()) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The journal without the words and edits that nothing here needs. */
async function journal(store: StorePort, projectId: ProjectId): Promise<JournalEvent[]> {
  const events: JournalEvent[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<StorePort['archive']['rows']>> = await store.archive.rows(
      projectId,
      'journal',
      { after, limit: PAGE },
    );
    for (const row of page.rows as JournalEvent[]) {
      if (row.type === 'decision') {
        const { edit: _edit, note: _note, ...kept } = row;
        events.push({ ...kept, before: null });
      } else {
        events.push(row);
      }
    }
    after = page.next;
  }
  return events;
}

/** How long something took or cost differs from run to run; how much came out of it is what a dataset's user asks. */
const isCount = ([name, value]: [string, unknown]): boolean =>
  typeof value === 'number' && !/(?:Ms|Sec|usd|Usd)$/.test(name);

function stepsOf(jobs: readonly Job[]): ProjectCounts['steps'] {
  const steps = new Map<string, { runs: number; counts: Map<string, number> }>();
  for (const { spec, state } of jobs) {
    if (state.status !== 'done') continue;
    const name = spec.kind === 'draft' ? `draft ${spec.recipeId}` : spec.kind;
    const known = steps.get(name) ?? { runs: 0, counts: new Map<string, number>() };
    known.runs += 1;
    for (const [key, value] of Object.entries(state.summary).filter(isCount))
      known.counts.set(key, (known.counts.get(key) ?? 0) + Number(value));
    steps.set(name, known);
  }
  return [...steps]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([step, { runs, counts }]) => ({ step, runs, counts: Object.fromEntries(counts) }));
}
