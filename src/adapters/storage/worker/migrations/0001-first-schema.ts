import type { Migration } from './migration.ts';

/**
 * Facts (`drafts`, `journal`) are written once. What is derived from them (`draft_state`, `draft_text`, `draft_counts`, and
 * `journal.stands`) is kept in the same transactions and can be made anew from the facts. Row keys: see `keys.ts`.
 * Words that repeat (video, kind, task, recipe, model) are numbers into `terms`; 0 means none.
 */
export const firstSchema: Migration = {
  version: 1,
  name: 'first schema',
  up: (sql) =>
    sql.script(`
      CREATE TABLE settings (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE terms (term INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE projects (
        project INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        created_at_ms REAL NOT NULL
      ) STRICT;

      CREATE TABLE videos (key INTEGER PRIMARY KEY, id TEXT NOT NULL, json TEXT NOT NULL) STRICT;
      CREATE INDEX videos_by_id ON videos (id);

      CREATE TABLE images (
        project INTEGER NOT NULL,
        image_sha256 TEXT NOT NULL,
        offset_bytes INTEGER NOT NULL,
        size_bytes INTEGER NOT NULL,
        PRIMARY KEY (project, image_sha256)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX images_by_offset ON images (project, offset_bytes);

      CREATE TABLE frames (
        key INTEGER PRIMARY KEY,
        video INTEGER NOT NULL,
        pts_sec REAL NOT NULL,
        pts_ticks REAL NOT NULL,
        timescale REAL NOT NULL,
        image_sha256 TEXT NOT NULL,
        json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX frames_by_video ON frames (video, pts_sec);
      CREATE INDEX frames_by_image ON frames (image_sha256);

      CREATE TABLE samples (
        key INTEGER PRIMARY KEY,
        video INTEGER NOT NULL,
        long_side_px REAL NOT NULL,
        asked_sec REAL NOT NULL,
        frame INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX samples_by_video ON samples (video, long_side_px, asked_sec);

      CREATE TABLE embeddings (
        key INTEGER PRIMARY KEY,
        model INTEGER NOT NULL,
        image_sha256 TEXT NOT NULL,
        vector BLOB NOT NULL
      ) STRICT;
      CREATE INDEX embeddings_by_image ON embeddings (image_sha256, model);

      CREATE TABLE selections (key INTEGER PRIMARY KEY, video INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
      CREATE INDEX selections_by_video ON selections (video);

      CREATE TABLE prompts (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX prompts_by_id ON prompts (id, version);

      CREATE TABLE replies (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        tokens_in REAL NOT NULL,
        tokens_out REAL NOT NULL,
        usd REAL,
        json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX replies_by_id ON replies (id);

      CREATE TABLE jobs (key INTEGER PRIMARY KEY, id TEXT NOT NULL, json TEXT NOT NULL) STRICT;
      CREATE INDEX jobs_by_id ON jobs (id);

      CREATE TABLE drafts (key INTEGER PRIMARY KEY, id TEXT NOT NULL, json TEXT NOT NULL) STRICT;
      CREATE INDEX drafts_by_id ON drafts (id);
      CREATE TRIGGER drafts_are_facts BEFORE UPDATE ON drafts
        BEGIN SELECT RAISE(ABORT, 'a draft is never changed'); END;

      CREATE TABLE journal (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        draft INTEGER NOT NULL,
        type TEXT NOT NULL CHECK (type IN ('decision', 'undo', 'redo')),
        stands INTEGER NOT NULL DEFAULT 1,
        json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX journal_by_id ON journal (id);
      CREATE INDEX journal_by_draft ON journal (draft);
      CREATE INDEX journal_by_type ON journal (type, stands);
      CREATE TRIGGER journal_is_append_only BEFORE UPDATE OF key, id, draft, type, json ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END;

      CREATE TABLE draft_state (
        key INTEGER PRIMARY KEY,
        project INTEGER NOT NULL,
        video INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        task INTEGER NOT NULL,
        recipe INTEGER NOT NULL,
        status TEXT NOT NULL,
        is_edited INTEGER NOT NULL,
        edits TEXT
      ) STRICT;
      CREATE INDEX draft_state_by_video ON draft_state (video);
      CREATE INDEX draft_state_by_task ON draft_state (task);
      CREATE INDEX draft_state_by_recipe ON draft_state (recipe);
      CREATE INDEX draft_state_by_status ON draft_state (status);
      CREATE INDEX draft_state_by_status_task ON draft_state (status, task);
      CREATE INDEX draft_state_by_status_recipe ON draft_state (status, recipe);

      CREATE VIRTUAL TABLE draft_text USING fts5 (
        tokens, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
      );

      CREATE TABLE draft_counts (
        project INTEGER NOT NULL,
        video INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        task INTEGER NOT NULL,
        recipe INTEGER NOT NULL,
        status TEXT NOT NULL,
        n INTEGER NOT NULL,
        PRIMARY KEY (project, video, kind, task, recipe, status)
      ) STRICT, WITHOUT ROWID;
      ${countTrigger('inserted', 'AFTER INSERT ON draft_state', add('NEW', 1))}
      ${countTrigger('deleted', 'AFTER DELETE ON draft_state', add('OLD', -1))}
      ${countTrigger(
        'moved',
        `AFTER UPDATE OF project, video, kind, task, recipe, status ON draft_state
         WHEN (OLD.project, OLD.video, OLD.kind, OLD.task, OLD.recipe, OLD.status)
          <> (NEW.project, NEW.video, NEW.kind, NEW.task, NEW.recipe, NEW.status)`,
        add('OLD', -1) + add('NEW', 1),
      )}
      CREATE TRIGGER draft_counts_emptied AFTER UPDATE ON draft_counts WHEN NEW.n = 0 BEGIN
        DELETE FROM draft_counts WHERE n = 0 AND project = NEW.project AND video = NEW.video AND kind = NEW.kind
          AND task = NEW.task AND recipe = NEW.recipe AND status = NEW.status;
      END;
    `),
};

function countTrigger(name: string, when: string, what: string): string {
  return `CREATE TRIGGER draft_state_${name} ${when} BEGIN ${what} END;`;
}

function add(row: 'OLD' | 'NEW', n: 1 | -1): string {
  const values = ['project', 'video', 'kind', 'task', 'recipe', 'status'].map(
    (column) => `${row}.${column}`,
  );
  return `INSERT INTO draft_counts VALUES (${values.join(', ')}, ${n}) ON CONFLICT DO UPDATE SET n = n + ${n};`;
}
