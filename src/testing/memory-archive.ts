import {
  type ArchiveRow,
  type ArchiveRowOf,
  base64ToBytes,
  bytesToBase64,
  vectorFromBytes,
  vectorToBytes,
} from '../core/archive-rows.ts';
import type { ArchiveTable } from '../core/store-port.ts';
import { frameKey, type MemoryProject, sampleKey } from './memory-project.ts';

/** All rows of one table, as the archive holds them. */
export function dumpTable(from: MemoryProject, table: ArchiveTable): ArchiveRow[] {
  switch (table) {
    case 'project': {
      const { id: _id, ...row } = from.project;
      return [row];
    }
    case 'embeddings':
      return [...from.embeddings.values()].map((row) => ({
        ...row,
        vector: bytesToBase64(vectorToBytes(row.vector)),
      }));
    case 'jobs':
      return [...from.jobs.values()].map(({ projectId: _projectId, ...row }) => row);
    case 'drafts':
      return [...from.drafts.values()].sort((a, b) => a.seq - b.seq);
    case 'journal':
      return from.journal;
    case 'findings':
      return from.findings;
    case 'inspections':
      return from.inspections;
    default:
      return [...from[table].values()];
  }
}

type Restorers = { [T in ArchiveTable]: (to: MemoryProject, row: ArchiveRowOf[T]) => void };

const RESTORE: Restorers = {
  project: (to, row) => {
    to.project = { ...to.project, ...row };
  },
  videos: (to, row) => void to.videos.set(row.id, row),
  frames: (to, row) => void to.frames.set(frameKey(row), row),
  samples: (to, row) => void to.samples.set(sampleKey(row), row),
  embeddings: (to, row) => {
    const vector = vectorFromBytes(base64ToBytes(row.vector));
    to.embeddings.set(`${row.modelSha256} ${row.imageSha256}`, { ...row, vector });
  },
  selections: (to, row) => void to.selections.set(row.videoId, row),
  prompts: (to, row) => void to.prompts.set(`${row.id} ${row.version}`, row),
  replies: (to, row) => void to.replies.set(row.key, row),
  drafts: (to, { seq, ...draft }) => to.addDraft(draft, seq),
  journal: (to, row) => void to.journal.push(row),
  findings: (to, row) => void to.findings.push(row),
  inspections: (to, row) => void to.inspections.push(row),
  jobs: (to, row) => void to.jobs.set(row.id, { ...row, projectId: to.project.id }),
};

export function restoreTable(
  to: MemoryProject,
  table: ArchiveTable,
  rows: readonly unknown[],
): void {
  const restore = RESTORE[table] as (to: MemoryProject, row: unknown) => void;
  for (const row of rows) restore(to, row);
}
