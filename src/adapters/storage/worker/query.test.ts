import { beforeAll, describe, expect, it } from 'vitest';
import type { DraftFilter } from '../../../core/store-port.ts';
import { buildDraft } from '../../../testing/builders.ts';
import type { StoreContext } from './context.ts';
import { rangeOf } from './keys.ts';
import { openMemoryContext } from './open-memory.fixture.ts';
import { draftQuery, ftsQuery } from './query.ts';
import { serveStore } from './store.ts';

let context: StoreContext;

beforeAll(async () => {
  context = await openMemoryContext();
  const store = serveStore(context);
  const { id } = await store.projects.create('Test');
  await store.drafts.insert(id, [buildDraft(1)]);
});

function planOf(filter: DraftFilter, direction: 'ASC' | 'DESC'): string {
  const query = draftQuery(context.terms, filter, rangeOf(1));
  if (!query) throw new Error('The filter names a word that no draft has.');
  const order = filter.text ? 't.rowid' : 's.key';
  return context.sql
    .rows<[number, number, number, string]>(
      `EXPLAIN QUERY PLAN SELECT s.key, d.json FROM ${query.source} CROSS JOIN drafts d ON d.key = s.key
       WHERE ${query.where} ORDER BY ${order} ${direction} LIMIT 1`,
      query.bind,
    )
    .map(([, , , detail]) => detail)
    .join('\n');
}

describe('every filter reads one range of an index, already in order', () => {
  it.each<[DraftFilter, string]>([
    [{}, 'SEARCH s USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
    [{ status: 'pending' }, 'draft_state_by_status (status=? AND rowid>? AND rowid<?)'],
    [
      { status: 'pending', task: 'causal' },
      'draft_state_by_status_task (status=? AND task=? AND rowid>?',
    ],
    [
      { status: 'pending', recipe: 'video-espresso' },
      'draft_state_by_status_recipe (status=? AND recipe=? AND rowid>?',
    ],
    [{ task: 'causal' }, 'draft_state_by_task (task=? AND rowid>? AND rowid<?)'],
    [{ recipe: 'video-espresso' }, 'draft_state_by_recipe (recipe=? AND rowid>? AND rowid<?)'],
    [
      { videoId: 'video:1', status: 'accepted' },
      'draft_state_by_video (video=? AND rowid>? AND rowid<?)',
    ],
    [{ text: 'cat', status: 'accepted' }, 'SCAN t VIRTUAL TABLE'],
  ])('%j', (filter, expected) => {
    for (const direction of ['ASC', 'DESC'] as const) {
      const plan = planOf(filter, direction);
      expect(plan).toContain(expected);
      expect(plan).not.toContain('TEMP B-TREE');
      expect(plan).not.toMatch(/SCAN [sd]\b/);
    }
  });
});

describe('ftsQuery', () => {
  it.each([
    ['', null],
    ['?! "', null],
    ['cat', '"cat"*'],
    ['小猫 Cat-flap', '"小 猫" AND "cat flap"*'],
    ['NOT "a" OR *', '"not"* AND "a"* AND "or"*'],
  ])('%j becomes %j', (text, expected) => {
    expect(ftsQuery(text)).toBe(expected);
  });
});
