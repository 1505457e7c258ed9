import { describe, expect, it } from 'vitest';
import {
  buildContext,
  buildDraft,
  buildFrame,
  buildJpeg,
  buildVideo,
} from '../testing/builders.ts';
import { createFakeFiles } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createBenchmarks, withLeakMarks } from './benchmarks.ts';
import { createDatasets } from './datasets.ts';

async function setUp() {
  const store = withLeakMarks(createMemoryStore());
  const benchmarks = createBenchmarks({ store, clock: { nowMs: () => 5 } });
  const { id: projectId } = await store.projects.create('Test');
  const [leaked, own] = [buildVideo(1), buildVideo(2)];
  for (const video of [leaked, own]) await store.videos.put(projectId, video);
  const insert = (n: number, videoId = leaked.id) =>
    store.drafts.insert(projectId, [buildDraft(n, { videoId })]);
  const f7 = async (n: number) =>
    (await store.drafts.get(projectId, `draft:${n}`))?.checks.find(({ code }) => code === 'F7');
  return { store, benchmarks, projectId, leaked, own, insert, f7 };
}

describe('F7: videos of public benchmarks', () => {
  it('marks drafts that are there and drafts that come, of these videos alone', async () => {
    const { benchmarks, insert, f7, own } = await setUp();
    await insert(1);
    await insert(2, own.id);
    await benchmarks.save({ name: 'Bench', videos: ['clip-1'] });
    await insert(3);
    const warning = { code: 'F7', verdict: 'warn', detail: 'Bench: clip-1' };
    expect([await f7(1), await f7(2), await f7(3)]).toEqual([warning, undefined, warning]);
  });

  it('a list of the same name takes the place of the first, and a removed one its marks', async () => {
    const { benchmarks, insert, f7, leaked, store, projectId } = await setUp();
    await benchmarks.save({ name: 'Bench', videos: ['clip-1'] });
    await insert(1);
    await benchmarks.save({ name: 'Bench', videos: ['clip-2', leaked.fingerprint] });
    expect(await benchmarks.lists()).toHaveLength(1);
    expect((await f7(1))?.verdict).toBe('fail');
    await benchmarks.remove('Bench');
    expect((await f7(1))?.verdict).toBe('pass');
    expect(await store.drafts.findings(projectId, 'draft:1')).toHaveLength(2);
    await insert(2);
    expect(await f7(2)).toBeUndefined();
  });

  it('two lists removed at a time are both gone', async () => {
    const { benchmarks } = await setUp();
    for (const name of ['A', 'B']) await benchmarks.save({ name, videos: ['clip-1'] });
    await Promise.all([benchmarks.remove('A'), benchmarks.remove('B')]);
    expect(await benchmarks.lists()).toEqual([]);
  });

  it('a removal that fails midway can be done again', async () => {
    const { benchmarks, insert, f7, store } = await setUp();
    await insert(1);
    await benchmarks.save({ name: 'Bench', videos: ['clip-1'] });
    const { addFindings } = store.drafts;
    store.drafts.addFindings = () => Promise.reject(new Error('The disk is full.'));
    await expect(benchmarks.remove('Bench')).rejects.toThrow('full');
    expect(await benchmarks.lists()).toHaveLength(1);
    store.drafts.addFindings = addFindings;
    await benchmarks.remove('Bench');
    expect((await f7(1))?.verdict).toBe('pass');
    expect(await benchmarks.lists()).toEqual([]);
  });

  it('an export warns of them, and writes them all the same', async () => {
    const { benchmarks, insert, store, projectId } = await setUp();
    await store.frames.put(projectId, [{ frame: buildFrame(1), jpeg: buildJpeg(1), asked: null }]);
    await benchmarks.save({ name: 'Bench', videos: ['clip-1'] });
    await insert(1);
    await store.decisions.record(projectId, 'draft:1', { verdict: 'accept' }, buildContext());
    const datasets = createDatasets({ store, files: createFakeFiles(), clock: { nowMs: () => 1 } });
    const warned = async () => {
      const preview = await datasets.preview(projectId, 'llava-video');
      expect(preview?.records).toBe(1);
      return preview?.problems.filter(({ code }) => code === 'benchmark-video');
    };
    expect(await warned()).toMatchObject([{ draftId: 'draft:1' }]);
    await benchmarks.remove('Bench');
    expect(await warned()).toEqual([]);
  });

  it('refuses a list without a name or videos, and reads damaged settings as none', async () => {
    const { benchmarks, store } = await setUp();
    for (const list of [
      { name: ' ', videos: ['a'] },
      { name: 'x', videos: [] },
    ])
      await expect(benchmarks.save(list)).rejects.toMatchObject({ code: 'input/invalid' });
    await store.settings.set('benchmarks', [{ name: 3 }]);
    expect(await benchmarks.lists()).toEqual([]);
  });
});
