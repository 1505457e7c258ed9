import { describe, expect, it } from 'vitest';
import { setText } from '../../../core/edit.ts';
import { StudioError } from '../../../core/errors.ts';
import type { ProjectId } from '../../../core/flow.ts';
import { buildContext, buildDraft } from '../../../testing/builders.ts';
import { createMemoryStore } from '../../../testing/memory-store.ts';
import { ReviewDecisions } from './decisions.ts';
import { createEditBuffer } from './edit-buffer.ts';
import { ReviewNavigator } from './navigator.ts';
import { createPictureCache } from './picture-cache.ts';
import { Prefetch } from './prefetch.ts';
import { createReviewSession } from './review-session.ts';
import { changeBody, hasUnsavedEdit } from './session-reducers.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A review of `count` drafts over a store that can be told to fail. */
async function setUp(count: number) {
  const store = createMemoryStore();
  const projectId: ProjectId = (await store.projects.create('Test')).id;
  await store.drafts.insert(
    projectId,
    Array.from({ length: count }, (_, n) => buildDraft(n + 1)),
  );
  const session = createReviewSession();
  const pictures = createPictureCache({
    read: async () => new Uint8Array(1),
    maker: {
      make: async (imageSha256) => ({ imageSha256, url: imageSha256, widthPx: 1, heightPx: 1 }),
      release: () => {},
    },
    capacity: 50,
  });
  const prefetch = new Prefetch({ store, projectId, pictures });
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const buffer = createEditBuffer(storage, projectId);
  const parts = {
    store,
    projectId,
    session,
    pictures,
    prefetch,
    buffer,
    dwell: { restart: () => {}, elapsedMs: () => 1234 },
    afterPaint: (work: () => void) => work(),
  };
  const navigator = new ReviewNavigator(parts);
  const decisions = new ReviewDecisions({
    ...parts,
    navigator,
    contextOf: (via, dwellMs) => buildContext({ via, dwellMs }),
    track: (write) => write,
    say: (done) => done,
    redraft: async (draft) => {
      const id = `${draft.id}-again` as const;
      await store.drafts.insert(projectId, [{ ...buildDraft(99), id }]);
      return id;
    },
  });
  const at = () => session.getState().card?.view.id;
  const statusOf = async (id: `draft:${string}`) => (await store.drafts.get(projectId, id))?.status;
  await navigator.start(undefined);
  await settled();
  return { store, projectId, session, navigator, decisions, buffer, at, statusOf };
}

describe('deciding', () => {
  it('writes, then shows the next card', async () => {
    const { decisions, session, at, statusOf } = await setUp(3);
    expect(at()).toBe('draft:1');
    const done = decisions.accept('key');
    expect(at()).toBe('draft:1');
    await done;
    expect(at()).toBe('draft:2');
    expect(await statusOf('draft:1')).toBe('accepted');
    expect(session.getState()).toMatchObject({
      announcement: { text: 'accept' },
      saving: null,
      position: { index: 2, total: 3 },
      counts: { pending: 2, accepted: 1 },
    });
  });
  it('ignores a second key press until the first is on disk', async () => {
    const { decisions, at, statusOf } = await setUp(3);
    await Promise.all([decisions.accept('key'), decisions.accept('key'), decisions.skip('key')]);
    expect(at()).toBe('draft:2');
    expect(await statusOf('draft:2')).toBe('pending');
  });
  it('keeps the card and what was typed when the disk is full', async () => {
    const { decisions, session, store, at } = await setUp(2);
    store.decisions.record = async () => {
      throw new StudioError('storage/quota', 'Full.');
    };
    session.setState((state) => changeBody(state, (body) => setText(body, 'answer', 'mine')));
    await decisions.accept('key');
    expect(at()).toBe('draft:1');
    expect(session.getState().problem?.code).toBe('storage/quota');
    expect(session.getState().edit?.answer).toBe('mine');
    expect(session.getState().saving).toBeNull();
  });
  it('accepts what is on screen: unsaved changes become an edit of those fields alone', async () => {
    const { decisions, session, store, projectId } = await setUp(2);
    session.setState((state) => changeBody(state, (body) => setText(body, 'answer', 'mine')));
    await decisions.accept('key');
    const [event] = await store.decisions.history(projectId, 'draft:1');
    expect(event).toMatchObject({ verdict: 'edit', edit: { answer: 'mine' }, dwellMs: 1234 });
  });
  it('keeps typed text for later when its card is skipped', async () => {
    const { decisions, session, navigator, buffer } = await setUp(2);
    session.setState((state) => changeBody(state, (body) => setText(body, 'answer', 'mine')));
    const { card, edit } = session.getState();
    if (card && edit) buffer.keep(card.view.id, card.view, edit);
    await decisions.skip('key');
    expect(hasUnsavedEdit(session.getState())).toBe(false);
    await navigator.step('backward');
    expect(session.getState().edit?.answer).toBe('mine');
  });
  it('ends with what is left, and goes through the skipped ones on request', async () => {
    const { decisions, session, navigator, at } = await setUp(2);
    await decisions.skip('key');
    await decisions.accept('key');
    expect(session.getState()).toMatchObject({ phase: 'queue-done', card: null });
    await navigator.review({ status: 'skipped' });
    expect(at()).toBe('draft:1');
    await decisions.reject(['V1'], ' no cat ', 'key');
    expect(session.getState().phase).toBe('queue-done');
  });
  it('comes round to what was left out before', async () => {
    const { decisions, navigator, at } = await setUp(3);
    await navigator.step('forward');
    await decisions.accept('key');
    await decisions.accept('key');
    expect(at()).toBe('draft:1');
  });
});

describe('taking back', () => {
  it('goes to the card that it changed, as far as decisions go, and forth again', async () => {
    const { decisions, session, at, statusOf } = await setUp(4);
    await decisions.accept('key');
    await decisions.reject(['A1'], '', 'mouse');
    await decisions.undo('key');
    expect(at()).toBe('draft:2');
    await decisions.undo('key');
    expect(at()).toBe('draft:1');
    expect(session.getState().undoable).toBeNull();
    expect(await statusOf('draft:1')).toBe('pending');
    await decisions.redo('key');
    expect(at()).toBe('draft:1');
    expect(await statusOf('draft:1')).toBe('accepted');
  });
  it('says so anew each time, also in the words of the last time', async () => {
    const { decisions, session } = await setUp(2);
    await decisions.flag('key');
    await decisions.accept('key');
    await decisions.undo('key');
    const { announcement, card } = session.getState();
    await decisions.undo('key');
    const again = session.getState();
    expect(again.card?.view.id).toBe(card?.view.id);
    expect(again.announcement.text).toBe(announcement.text);
    expect(again.announcement.nth).toBeGreaterThan(announcement.nth);
  });
  it('works when every card is done', async () => {
    const { decisions, session, at } = await setUp(1);
    await decisions.accept('key');
    expect(session.getState().phase).toBe('queue-done');
    await decisions.undo('key');
    expect(at()).toBe('draft:1');
    expect(session.getState().phase).toBe('card');
  });
});

describe('flagging', () => {
  it('stays on the card, and a second time takes the flag back', async () => {
    const { decisions, at, statusOf } = await setUp(2);
    expect(await decisions.flag('key')).toBe('flagged');
    expect(at()).toBe('draft:1');
    expect(await decisions.flag('key')).toBe('unflagged');
    expect(await statusOf('draft:1')).toBe('pending');
  });
  it('does not take back another decision for an old flag', async () => {
    const { decisions, navigator, statusOf } = await setUp(3);
    await decisions.flag('key');
    await navigator.step('forward');
    await decisions.accept('key');
    await navigator.step('backward');
    await navigator.step('backward');
    expect(await decisions.flag('key')).toBe('older');
    expect(await statusOf('draft:2')).toBe('accepted');
  });
  it('takes back a flag only while nothing was decided after it, by whomever', async () => {
    const { decisions, store, projectId, statusOf, at } = await setUp(3);
    await decisions.flag('key');
    await store.decisions.record(
      projectId,
      'draft:3',
      { verdict: 'accept' },
      buildContext({ via: 'script' }),
    );
    expect(await decisions.flag('key')).toBe('older');
    expect(await statusOf('draft:3')).toBe('accepted');
    expect(await statusOf('draft:1')).toBe('flagged');
    expect(at()).toBe('draft:1');
  });
});

describe('redrafting', () => {
  it('opens the new draft and leaves the old one alone', async () => {
    const { decisions, session, at, statusOf } = await setUp(2);
    await decisions.redraft({ note: 'name the cat', signal: new AbortController().signal });
    expect(at()).toBe('draft:1-again');
    expect(session.getState()).toMatchObject({ showDiff: true, redraftOf: { id: 'draft:1' } });
    expect(await statusOf('draft:1')).toBe('pending');
  });
});

it('an empty project says so', async () => {
  const { session } = await setUp(0);
  expect(session.getState().phase).toBe('no-drafts');
});
