import { expect, it, vi } from 'vitest';
import { buildDraft } from '../../../testing/builders.ts';
import { createMemoryStore } from '../../../testing/memory-store.ts';
import { keepCardFresh } from './card-refresh.ts';
import { createReviewSession } from './review-session.ts';

it('shows what is found out about the draft on screen, and nothing of others', async () => {
  const store = createMemoryStore();
  const { id: projectId } = await store.projects.create('Test');
  await store.drafts.insert(projectId, [buildDraft(1), buildDraft(2)]);
  const view = await store.drafts.get(projectId, 'draft:1');
  if (!view) throw new Error('no draft');
  const session = createReviewSession();
  session.setState({ card: { view, video: null, selection: null } });
  const stop = keepCardFresh(session, store, projectId);
  const find = (draftId: 'draft:1' | 'draft:2') =>
    store.drafts.addFindings(projectId, [
      {
        draftId,
        check: { code: 'stale', verdict: 'warn' },
        recipe: 'llava',
        step: null,
        model: null,
        replyKey: null,
        atMs: 1,
      },
    ]);
  await find('draft:2');
  await vi.waitFor(async () => expect(await store.drafts.get(projectId, 'draft:2')).toBeTruthy());
  expect(session.getState().card?.view).toBe(view);
  await find('draft:1');
  await vi.waitFor(() =>
    expect(session.getState().card?.view.checks).toContainEqual({ code: 'stale', verdict: 'warn' }),
  );
  stop();
});
