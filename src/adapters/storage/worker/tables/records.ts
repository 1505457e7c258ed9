import type { PromptTemplate } from '../../../../core/chat.ts';
import { StudioError } from '../../../../core/errors.ts';
import type { Job } from '../../../../core/job.ts';
import type { StoredReply, StorePort } from '../../../../core/store-port.ts';
import {
  allJson,
  keyFor,
  nextKey,
  parse,
  projectOf,
  rangeOfProject,
  type StoreContext,
} from '../context.ts';
import { rangeOf } from '../keys.ts';
import type { Served } from '../served.ts';

export function repliesTable(context: StoreContext): Served<StorePort['replies']> {
  const { sql } = context;
  return {
    get: (id, key) => {
      const { low, high } = rangeOfProject(context, id);
      const json = sql.value<string>(
        'SELECT json FROM replies WHERE id = ? AND key > ? AND key < ?',
        [key, low, high],
      );
      return json === null ? null : parse<StoredReply>(json);
    },
    put: (id, reply) => sql.transaction(() => putReply(context, projectOf(context, id), reply)),
    totals: (id) => {
      const { low, high } = rangeOfProject(context, id);
      const row = sql.row<[number, number | null, number | null, number | null]>(
        'SELECT COUNT(*), SUM(tokens_in), SUM(tokens_out), SUM(usd) FROM replies WHERE key > ? AND key < ?',
        [low, high],
      );
      const [calls, tokensIn, tokensOut, usd] = row ?? [0, null, null, null];
      return {
        calls,
        tokensIn: tokensIn ?? 0,
        tokensOut: tokensOut ?? 0,
        usd: calls === 0 ? 0 : usd,
      };
    },
  };
}

export function putReply(context: StoreContext, project: number, stored: StoredReply): void {
  const { sql } = context;
  sql.run(
    `INSERT INTO replies (key, id, tokens_in, tokens_out, usd, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (key) DO UPDATE SET tokens_in = ?3, tokens_out = ?4, usd = ?5, json = ?6`,
    [
      keyFor(context, 'replies', { project, id: stored.key }),
      stored.key,
      stored.reply.tokensIn,
      stored.reply.tokensOut,
      stored.reply.usd,
      JSON.stringify(stored),
    ],
  );
}

export function jobsTable(context: StoreContext): Served<StorePort['jobs']> {
  const { sql } = context;
  return {
    put: (job) =>
      sql.transaction(() => {
        const { projectId, ...row } = job;
        putJob(context, projectOf(context, projectId), row);
      }),
    list: (id) =>
      allJson<Omit<Job, 'projectId'>>(context, 'jobs', id).map((row) => ({
        ...row,
        projectId: id,
      })),
    remove: (id, jobId) => {
      const { low, high } = rangeOfProject(context, id);
      sql.transaction(() =>
        sql.run('DELETE FROM jobs WHERE id = ? AND key > ? AND key < ?', [jobId, low, high]),
      );
    },
  };
}

export function putJob(context: StoreContext, project: number, job: Omit<Job, 'projectId'>): void {
  const { sql } = context;
  sql.run(
    'INSERT INTO jobs (key, id, json) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET json = ?3',
    [keyFor(context, 'jobs', { project, id: job.id }), job.id, JSON.stringify(job)],
  );
}

export function promptsTable(context: StoreContext): Served<StorePort['prompts']> {
  return {
    list: (id) => allJson<PromptTemplate>(context, 'prompts', id),
    put: (id, prompt) =>
      context.sql.transaction(() => putPrompt(context, projectOf(context, id), prompt)),
  };
}

/** Versions are immutable. @throws `input/invalid` when this one exists with another text */
export function putPrompt(context: StoreContext, project: number, prompt: PromptTemplate): void {
  const { sql } = context;
  const { low, high } = rangeOf(project);
  const there = sql.value<string>(
    'SELECT json FROM prompts WHERE id = ? AND version = ? AND key > ? AND key < ?',
    [prompt.id, prompt.version, low, high],
  );
  if (there !== null) {
    if (parse<PromptTemplate>(there).text === prompt.text) return;
    throw new StudioError('input/invalid', 'This version of the prompt exists with another text.');
  }
  sql.run('INSERT INTO prompts (key, id, version, json) VALUES (?, ?, ?, ?)', [
    nextKey(context, 'prompts', project),
    prompt.id,
    prompt.version,
    JSON.stringify(prompt),
  ]);
}

export function settingsTable({ sql }: StoreContext): Served<StorePort['settings']> {
  return {
    get: (name) => {
      const json = sql.value<string>('SELECT json FROM settings WHERE name = ?', [name]);
      return json === null ? undefined : parse<unknown>(json);
    },
    set: (name, value) =>
      sql.transaction(() => {
        if (value === undefined) sql.run('DELETE FROM settings WHERE name = ?', [name]);
        else
          sql.run('INSERT OR REPLACE INTO settings (name, json) VALUES (?, ?)', [
            name,
            JSON.stringify(value),
          ]);
      }),
  };
}
