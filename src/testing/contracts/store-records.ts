import { describe, expect, it } from 'vitest';
import {
  buildContext,
  buildDraft,
  buildFrame,
  buildJpeg,
  buildVideo,
  fakeSha256,
} from '../builders.ts';
import {
  fillProject,
  type StoreUnderTest,
  selectionOf,
  storedReply,
  verdictOf,
} from './store-fixtures.ts';

/** Projects, and who hears of changes. */
export function projectRules(current: () => StoreUnderTest): void {
  describe('projects', () => {
    it('are listed with counts, renamed and removed', async () => {
      await fillProject(current());
      const { store, projectId } = current();
      await store.projects.rename(projectId, '新名字');
      const listed = (await store.projects.list()).find((project) => project.id === projectId);
      expect(listed).toMatchObject({ id: projectId, name: '新名字', videos: 2, drafts: 4 });
      expect(listed?.byStatus).toEqual({
        pending: 2,
        accepted: 1,
        edited: 1,
        rejected: 0,
        skipped: 0,
        flagged: 0,
      });
      const other = await store.projects.create('Other');
      await store.projects.remove(projectId);
      const ids = (await store.projects.list()).map((project) => project.id);
      expect(ids).toContain(other.id);
      expect(ids).not.toContain(projectId);
      await expect(store.videos.list(projectId)).rejects.toMatchObject({
        code: 'storage/not-found',
      });
    });

    it('do not see each other', async () => {
      await fillProject(current());
      const { store } = current();
      const other = (await store.projects.create('Other')).id;
      expect(await store.drafts.count(other, {})).toBe(0);
      expect(await store.decisions.peekUndo(other)).toBeNull();
      await store.drafts.insert(other, [buildDraft(1, { answer: 'elsewhere' })]);
      expect((await store.drafts.get(other, 'draft:1'))?.answer).toBe('elsewhere');
      expect((await store.drafts.get(current().projectId, 'draft:1'))?.answer).not.toBe(
        'elsewhere',
      );
    });

    it('tell listeners what changed, after it did', async () => {
      const { store, projectId } = current();
      const heard: string[] = [];
      const stop = store.onChange((change) => {
        if (change.projectId === projectId) heard.push(...change.tables);
      });
      await store.videos.put(projectId, buildVideo(1));
      await expect.poll(() => heard).toContain('videos');
      stop();
      await store.drafts.insert(projectId, [buildDraft(1)]);
      expect(heard).not.toContain('drafts');
    });
  });
}

/** Videos and their pictures. */
export function mediaRules(current: () => StoreUnderTest): void {
  describe('videos', () => {
    it('come back as they were put, in order, and are replaced by id', async () => {
      const { store, projectId } = current();
      await store.videos.put(projectId, buildVideo(2));
      await store.videos.put(projectId, buildVideo(1));
      await store.videos.put(projectId, buildVideo(2, { name: 'renamed.mp4' }));
      expect(await store.videos.list(projectId)).toEqual([
        buildVideo(2, { name: 'renamed.mp4' }),
        buildVideo(1),
      ]);
      expect(await store.videos.get(projectId, 'video:1')).toEqual(buildVideo(1));
      expect(await store.videos.get(projectId, 'video:9')).toBeNull();
    });

    it('take everything of theirs along when they go, and nothing else', async () => {
      await fillProject(current());
      const { store, projectId } = current();
      await store.frames.put(projectId, [
        { frame: buildFrame(1, { videoId: 'video:2' }), jpeg: buildJpeg(1), asked: null },
      ]);
      await store.drafts.insert(projectId, [buildDraft(8, { videoId: 'video:2' })]);
      await store.decisions.record(projectId, 'draft:8', { verdict: 'flag' }, buildContext());
      const sentence = [{ imageSha256: 'of a sentence', vector: Float32Array.of(1, 0) }];
      await store.embeddings.put(projectId, 'texts', sentence);
      await store.videos.remove(projectId, 'video:1');
      expect((await store.videos.list(projectId)).map((video) => video.id)).toEqual(['video:2']);
      expect(await store.frames.list(projectId, 'video:1')).toEqual([]);
      expect(await store.selections.get(projectId, 'video:1')).toBeNull();
      expect(await store.drafts.count(projectId, {})).toBe(1);
      expect(await store.drafts.count(projectId, { text: 'cup' })).toBe(1);
      expect(await store.decisions.history(projectId, 'draft:2')).toEqual([]);
      expect((await store.decisions.peekUndo(projectId))?.draftId).toBe('draft:8');
      expect((await store.archive.images(projectId)).map((i) => i.imageSha256)).toEqual([
        fakeSha256(1),
      ]);
      expect(await store.frames.image(projectId, fakeSha256(1))).toEqual(buildJpeg(1));
      expect(await store.embeddings.get(projectId, 'model-a', [fakeSha256(2)])).toEqual([null]);
      expect(await store.embeddings.get(projectId, 'texts', ['of a sentence'])).toEqual([
        Float32Array.of(1, 0),
      ]);
    });
  });

  describe('frames', () => {
    it('keep picture bytes by hash, and the asked times of each size in order', async () => {
      const { store, projectId } = current();
      const put = (n: number, askedSec: number, longSidePx = 448) =>
        store.frames.put(projectId, [
          { frame: buildFrame(n), jpeg: buildJpeg(n, 5000), asked: { longSidePx, askedSec } },
        ]);
      await put(2, 2.5);
      await put(1, 1.5);
      await put(1, 1.75);
      await put(1, 1.5, 224);
      await put(2, 2.5);
      expect(await store.frames.sampled(projectId, 'video:1', 448)).toEqual([
        { askedSec: 1.5, frame: buildFrame(1) },
        { askedSec: 1.75, frame: buildFrame(1) },
        { askedSec: 2.5, frame: buildFrame(2) },
      ]);
      expect(await store.frames.sampled(projectId, 'video:1', 224)).toHaveLength(1);
      expect(await store.frames.list(projectId, 'video:1')).toEqual([buildFrame(1), buildFrame(2)]);
      expect(await store.frames.byHash(projectId, fakeSha256(2))).toEqual(buildFrame(2));
      expect(await store.frames.byHash(projectId, fakeSha256(9))).toBeNull();
      expect(await store.frames.image(projectId, fakeSha256(1))).toEqual(buildJpeg(1, 5000));
      await expect(store.frames.image(projectId, fakeSha256(9))).rejects.toMatchObject({
        code: 'storage/not-found',
      });
    });

    it('leave the bytes of the caller alone', async () => {
      const { store, projectId } = current();
      const jpeg = buildJpeg(1);
      await store.frames.put(projectId, [{ frame: buildFrame(1), jpeg, asked: null }]);
      expect(jpeg).toEqual(buildJpeg(1));
    });
  });
}

/** Embeddings and what was selected by them. */
export function modelRules(current: () => StoreUnderTest): void {
  describe('embeddings and selections', () => {
    it('come back bit by bit, null where there is none', async () => {
      const { store, projectId } = current();
      const vector = Float32Array.of(0.1, -0, 1e-40);
      await store.embeddings.put(projectId, 'm', [{ imageSha256: 'a', vector }]);
      expect(await store.embeddings.get(projectId, 'm', ['b', 'a'])).toEqual([null, vector]);
      expect(await store.embeddings.get(projectId, 'other', ['a'])).toEqual([null]);
    });

    it('hold one selection for each video', async () => {
      const { store, projectId } = current();
      await store.selections.put(projectId, selectionOf([buildFrame(1)]));
      await store.selections.put(projectId, selectionOf([buildFrame(2)]));
      expect(await store.selections.get(projectId, 'video:1')).toEqual(
        selectionOf([buildFrame(2)]),
      );
      expect(await store.selections.get(projectId, 'video:2')).toBeNull();
    });
  });
}

/** Replies, jobs, prompts and settings. */
export function ledgerRules(current: () => StoreUnderTest): void {
  describe('replies, jobs, prompts and settings', () => {
    it('add up tokens and known prices', async () => {
      const { store, projectId } = current();
      expect(await store.replies.totals(projectId)).toEqual({
        calls: 0,
        tokensIn: 0,
        tokensOut: 0,
        usd: 0,
      });
      await store.replies.put(projectId, storedReply('a', null));
      expect(await store.replies.totals(projectId)).toMatchObject({ calls: 1, usd: null });
      await store.replies.put(projectId, storedReply('b', 0.5));
      await store.replies.put(projectId, storedReply('b', 0.25));
      expect(await store.replies.totals(projectId)).toEqual({
        calls: 2,
        tokensIn: 200,
        tokensOut: 40,
        usd: 0.25,
      });
      expect(await store.replies.get(projectId, 'b')).toEqual(storedReply('b', 0.25));
      expect(await store.replies.get(projectId, 'c')).toBeNull();
    });

    it('keep jobs by id and each version of a prompt for ever', async () => {
      await fillProject(current());
      const { store, projectId } = current();
      const [job] = await store.jobs.list(projectId);
      expect(job).toMatchObject({ id: 'job:1', projectId, state: { status: 'queued' } });
      if (job) await store.jobs.put({ ...job, usd: 1 });
      expect(await store.jobs.list(projectId)).toEqual([{ ...job, usd: 1 }]);
      await store.jobs.remove(projectId, 'job:1');
      expect(await store.jobs.list(projectId)).toEqual([]);

      const [prompt] = await store.prompts.list(projectId);
      if (!prompt) throw new Error('The prompt is missing.');
      await store.prompts.put(projectId, prompt);
      await store.prompts.put(projectId, { ...prompt, version: 2, text: 'b' });
      await expect(store.prompts.put(projectId, { ...prompt, text: 'c' })).rejects.toMatchObject({
        code: 'input/invalid',
      });
      expect((await store.prompts.list(projectId)).map((p) => p.text)).toEqual([
        'Ask {{what}}',
        'b',
      ]);
    });

    it('keep what was judged in its order, once, and forget it with the video', async () => {
      await fillProject(current());
      const { store, projectId } = current();
      const list = async () => (await store.inspections.list(projectId)).map(({ id }) => id);
      expect(await list()).toEqual(['event:v1', 'event:v2', 'event:v3', 'event:v4']);
      await store.inspections.append(projectId, [
        verdictOf('event:v1', 'video:1', { verdict: 'missed' }),
        verdictOf('event:v5', 'video:1'),
      ]);
      expect(await store.inspections.list(projectId)).toContainEqual(
        verdictOf('event:v1', 'video:1'),
      );
      await store.videos.remove(projectId, 'video:2');
      expect(await list()).toEqual(['event:v1', 'event:v4', 'event:v5']);
    });

    it('hold settings of any plain value', async () => {
      const { store } = current();
      expect(await store.settings.get('contract-test')).toBeUndefined();
      await store.settings.set('contract-test', { a: [1, null] });
      expect(await store.settings.get('contract-test')).toEqual({ a: [1, null] });
      await store.settings.set('contract-test', undefined);
      expect(await store.settings.get('contract-test')).toBeUndefined();
    });
  });
}
