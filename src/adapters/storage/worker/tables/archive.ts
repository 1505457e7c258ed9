import {
  type ArchiveRow,
  type ArchiveRowOf,
  base64ToBytes,
  bytesToBase64,
} from '../../../../core/archive-rows.ts';
import { StudioError } from '../../../../core/errors.ts';
import type { Draft, ProjectId } from '../../../../core/flow.ts';
import type { ArchiveTable, StorePort } from '../../../../core/store-port.ts';
import { type KeyedTable, nextKey, parse, projectOf, type StoreContext } from '../context.ts';
import { keyOf, placeOf, rangeOf } from '../keys.ts';
import { refreshStands, reproject } from '../projection.ts';
import type { Served } from '../served.ts';
import { insertEvent } from './decisions.ts';
import { insertDraft, insertFinding, keyOfDraft } from './drafts.ts';
import { putEmbedding, putFrame, putSample, storeImages } from './frames.ts';
import { insertInspection } from './inspections.ts';
import { putSelection, putVideo } from './library.ts';
import { putJob, putPrompt, putReply } from './records.ts';

type Row = [key: number, ...columns: (string | number | Uint8Array)[]];

export function archiveTable(context: StoreContext): Served<StorePort['archive']> {
  const { sql } = context;
  return {
    rows: (id, table, page) => {
      const project = projectOf(context, id);
      if (table === 'project') return { rows: [projectRow(context, project)], next: null };
      const { low, high } = rangeOf(project);
      const { columns, read } = READERS[table];
      const found = sql.rows<Row>(columns, [low + page.after, high, page.limit + 1]);
      const rows = found.slice(0, page.limit);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => read(context, row)),
        next: last && found.length > rows.length ? placeOf(last[0]) : null,
      };
    },
    restore: (id, table, rows) =>
      sql.transaction(() => {
        if (table === 'journal') restoreJournal(context, id, rows as ArchiveRowOf['journal'][]);
        else
          for (const row of rows)
            restoreRow(context, { id, project: projectOf(context, id), table }, row);
      }),
    restoreImages: async (id, pictures) => {
      const index = await storeImages(
        context,
        projectOf(context, id),
        pictures.map(({ imageSha256, jpeg }) => [imageSha256, jpeg]),
      );
      sql.transaction(index);
    },
    images: (id) =>
      sql
        .rows<[string, number]>(
          'SELECT image_sha256, size_bytes FROM images WHERE project = ? ORDER BY image_sha256',
          [projectOf(context, id)],
        )
        .map(([imageSha256, sizeBytes]) => ({ imageSha256, sizeBytes })),
  };
}

interface Reader {
  /** Takes the key to begin after, the end, and how many. */
  columns: string;
  read(context: StoreContext, row: Row): ArchiveRow;
}

const jsonOf = (table: KeyedTable): Reader => ({
  columns: `SELECT key, json FROM ${table} WHERE key > ? AND key < ? ORDER BY key LIMIT ?`,
  read: (_context, [, json]) => parse<ArchiveRow>(String(json)),
});

const READERS: Record<Exclude<ArchiveTable, 'project'>, Reader> = {
  videos: jsonOf('videos'),
  frames: jsonOf('frames'),
  samples: {
    columns: `SELECT s.key, f.json, s.long_side_px, s.asked_sec FROM samples s JOIN frames f ON f.key = s.frame
      WHERE s.key > ? AND s.key < ? ORDER BY s.key LIMIT ?`,
    read: (_context, [, json, longSidePx, askedSec]) => {
      const { videoId, ptsTicks, timescale, imageSha256 } = parse<ArchiveRowOf['frames']>(
        String(json),
      );
      return {
        videoId,
        longSidePx: Number(longSidePx),
        askedSec: Number(askedSec),
        ptsTicks,
        timescale,
        imageSha256,
      };
    },
  },
  embeddings: {
    columns: `SELECT key, model, image_sha256, vector FROM embeddings WHERE key > ? AND key < ? ORDER BY key LIMIT ?`,
    read: ({ terms }, [, model, imageSha256, vector]) => ({
      modelSha256: terms.text(Number(model)) ?? '',
      imageSha256: String(imageSha256),
      vector: bytesToBase64(vector as Uint8Array),
    }),
  },
  selections: jsonOf('selections'),
  prompts: jsonOf('prompts'),
  replies: jsonOf('replies'),
  drafts: {
    columns: jsonOf('drafts').columns,
    read: (_context, [key, json]) => ({ ...parse<Draft>(String(json)), seq: placeOf(key) }),
  },
  journal: jsonOf('journal'),
  findings: jsonOf('findings'),
  inspections: jsonOf('inspections'),
  jobs: jsonOf('jobs'),
};

function projectRow({ sql }: StoreContext, project: number): ArchiveRowOf['project'] {
  const row = sql.row<[string, number]>(
    'SELECT name, created_at_ms FROM projects WHERE project = ?',
    [project],
  );
  if (!row) throw new StudioError('storage/not-found', 'There is no such project.');
  return { name: row[0], createdAtMs: row[1] };
}

type Place = { id: ProjectId; project: number; table: Exclude<ArchiveTable, 'journal'> };
type Writers = {
  [T in Place['table']]: (context: StoreContext, project: number, row: ArchiveRowOf[T]) => void;
};

const WRITERS: Writers = {
  project: ({ sql }, project, { name, createdAtMs }) =>
    sql.run('UPDATE projects SET name = ?, created_at_ms = ? WHERE project = ?', [
      name,
      createdAtMs,
      project,
    ]),
  videos: putVideo,
  frames: putFrame,
  samples: putSample,
  embeddings: (context, project, { vector, ...row }) =>
    putEmbedding(context, project, { ...row, bytes: base64ToBytes(vector) }),
  selections: putSelection,
  prompts: putPrompt,
  replies: putReply,
  drafts: (context, project, { seq, ...draft }) => insertDraft(context, keyOf(project, seq), draft),
  findings: (context, project, finding) => {
    const { low, high } = rangeOf(project);
    const draft = context.sql.value<number>(
      'SELECT key FROM drafts WHERE id = ? AND key > ? AND key < ?',
      [finding.draftId, low, high],
    );
    if (draft === null)
      throw new StudioError('storage/not-found', 'A finding names a draft that is not there.');
    insertFinding(context, { key: nextKey(context, 'findings', project), draft }, finding);
  },
  inspections: insertInspection,
  jobs: putJob,
};

function restoreRow(context: StoreContext, { project, table }: Place, row: unknown): void {
  const write = WRITERS[table] as (context: StoreContext, project: number, row: unknown) => void;
  write(context, project, row);
}

function restoreJournal(
  context: StoreContext,
  id: ProjectId,
  events: readonly ArchiveRowOf['journal'][],
): void {
  const touched = new Set<number>();
  let key = nextKey(context, 'journal', projectOf(context, id));
  for (const event of events) {
    const draft = keyOfDraft(context, id, event.draftId);
    if (draft === null)
      throw new StudioError('storage/not-found', 'An event names a draft that is not there.');
    insertEvent(context, { key: key++, draft }, event);
    touched.add(draft);
  }
  for (const draft of touched) {
    refreshStands(context, draft);
    reproject(context, draft);
  }
}
