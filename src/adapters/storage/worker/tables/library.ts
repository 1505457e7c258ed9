import { noneByStatus } from '../../../../core/draft-filter.ts';
import type {
  DraftStatus,
  ProjectId,
  Selection,
  VideoFile,
  VideoId,
} from '../../../../core/flow.ts';
import type { StorePort } from '../../../../core/store-port.ts';
import {
  allJson,
  keyFor,
  nextKey,
  parse,
  projectOf,
  rangeOfProject,
  type StoreContext,
} from '../context.ts';
import { type KeyRange, rangeOf } from '../keys.ts';
import type { Served } from '../served.ts';

const PROJECT_TABLES = [
  'videos',
  'frames',
  'samples',
  'embeddings',
  'selections',
  'prompts',
  'replies',
  'jobs',
  'drafts',
  'journal',
  'findings',
  'inspections',
  'draft_state',
] as const;

export function projectsTable(context: StoreContext): Served<StorePort['projects']> {
  const { sql } = context;
  return {
    create: (name) => {
      const project = {
        id: `project:${context.newId()}` as const,
        name,
        createdAtMs: context.nowMs(),
      };
      sql.transaction(() =>
        sql.run('INSERT INTO projects (id, name, created_at_ms) VALUES (?, ?, ?)', [
          project.id,
          name,
          project.createdAtMs,
        ]),
      );
      return project;
    },
    rename: (id, name) =>
      sql.transaction(() =>
        sql.run('UPDATE projects SET name = ? WHERE project = ?', [name, projectOf(context, id)]),
      ),
    list: () =>
      sql
        .rows<[number, ProjectId, string, number]>(
          'SELECT project, id, name, created_at_ms FROM projects ORDER BY project',
        )
        .map(([project, id, name, createdAtMs]) => ({
          id,
          name,
          createdAtMs,
          ...countsOf(context, project),
        })),
    remove: async (id) => {
      const project = sql.value<number>('SELECT project FROM projects WHERE id = ?', [id]);
      if (project === null) return;
      const { low, high } = rangeOf(project);
      sql.transaction(() => {
        for (const table of PROJECT_TABLES)
          sql.run(`DELETE FROM ${table} WHERE key > ? AND key < ?`, [low, high]);
        sql.run('DELETE FROM draft_text WHERE rowid > ? AND rowid < ?', [low, high]);
        sql.run('DELETE FROM images WHERE project = ?', [project]);
        sql.run('DELETE FROM projects WHERE project = ?', [project]);
      });
      await context.packs.remove(project);
    },
  };
}

function countsOf({ sql }: StoreContext, project: number) {
  const { low, high } = rangeOf(project);
  const byStatus = noneByStatus();
  const rows = sql.rows<[DraftStatus, number]>(
    'SELECT status, SUM(n) FROM draft_counts WHERE project = ? GROUP BY status',
    [project],
  );
  for (const [status, n] of rows) byStatus[status] = n;
  return {
    videos:
      sql.value<number>('SELECT COUNT(*) FROM videos WHERE key > ? AND key < ?', [low, high]) ?? 0,
    drafts: rows.reduce((sum, [, n]) => sum + n, 0),
    byStatus,
  };
}

export function videosTable(context: StoreContext): Served<StorePort['videos']> {
  const { sql } = context;
  return {
    put: (id, video) => sql.transaction(() => putVideo(context, projectOf(context, id), video)),
    list: (id) => allJson<VideoFile>(context, 'videos', id),
    get: (id, videoId) => {
      const { low, high } = rangeOfProject(context, id);
      const json = sql.value<string>(
        'SELECT json FROM videos WHERE id = ? AND key > ? AND key < ?',
        [videoId, low, high],
      );
      return json === null ? null : parse<VideoFile>(json);
    },
    remove: (id, videoId) =>
      sql.transaction(() => removeVideo(context, projectOf(context, id), videoId)),
  };
}

export function putVideo(context: StoreContext, project: number, video: VideoFile): void {
  const { sql } = context;
  sql.run(
    'INSERT INTO videos (key, id, json) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET json = ?3',
    [keyFor(context, 'videos', { project, id: video.id }), video.id, JSON.stringify(video)],
  );
}

function removeVideo({ sql, terms }: StoreContext, project: number, id: VideoId): void {
  const { low, high } = rangeOf(project);
  sql.run('DELETE FROM videos WHERE id = ? AND key > ? AND key < ?', [id, low, high]);
  const video = terms.find(id);
  if (video === null) return;
  const drafts = 'SELECT key FROM draft_state WHERE video = ?1 AND key > ?2 AND key < ?3';
  const bind = [video, low, high];
  sql.run(`DELETE FROM journal WHERE draft IN (${drafts})`, bind);
  sql.run(`DELETE FROM findings WHERE draft IN (${drafts})`, bind);
  sql.run(`DELETE FROM draft_text WHERE rowid IN (${drafts})`, bind);
  sql.run(`DELETE FROM drafts WHERE key IN (${drafts})`, bind);
  // Only vectors of its own pictures: vectors of sentences lie in the same table, and were paid for.
  const its = 'SELECT image_sha256 FROM frames WHERE video = ?1 AND key > ?2 AND key < ?3';
  const others = 'SELECT image_sha256 FROM frames WHERE video <> ?1 AND key > ?2 AND key < ?3';
  sql.run(
    `DELETE FROM embeddings WHERE key > ?2 AND key < ?3
     AND image_sha256 IN (${its}) AND image_sha256 NOT IN (${others})`,
    bind,
  );
  for (const table of ['draft_state', 'selections', 'inspections', 'samples', 'frames']) {
    sql.run(`DELETE FROM ${table} WHERE video = ?1 AND key > ?2 AND key < ?3`, bind);
  }
  dropUnusedImages(sql, project, { low, high });
}

/** Pictures that no frame shows any more; their bytes stay in the pack as unused room. */
function dropUnusedImages(
  sql: StoreContext['sql'],
  project: number,
  { low, high }: KeyRange,
): void {
  const shown = 'SELECT image_sha256 FROM frames WHERE key > ?1 AND key < ?2';
  sql.run(`DELETE FROM images WHERE project = ?3 AND image_sha256 NOT IN (${shown})`, [
    low,
    high,
    project,
  ]);
}

export function selectionsTable(context: StoreContext): Served<StorePort['selections']> {
  const { sql, terms } = context;
  return {
    put: (id, selection) =>
      sql.transaction(() => putSelection(context, projectOf(context, id), selection)),
    get: (id, videoId) => {
      const { low, high } = rangeOfProject(context, id);
      const json = sql.value<string>(
        'SELECT json FROM selections WHERE video = ? AND key > ? AND key < ?',
        [terms.find(videoId) ?? -1, low, high],
      );
      return json === null ? null : parse<Selection>(json);
    },
  };
}

export function putSelection(context: StoreContext, project: number, selection: Selection): void {
  const { sql, terms } = context;
  const { low, high } = rangeOf(project);
  const video = terms.make(selection.videoId);
  const there = sql.value<number>(
    'SELECT key FROM selections WHERE video = ? AND key > ? AND key < ?',
    [video, low, high],
  );
  sql.run(
    'INSERT INTO selections (key, video, json) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET json = ?3',
    [there ?? nextKey(context, 'selections', project), video, JSON.stringify(selection)],
  );
}
