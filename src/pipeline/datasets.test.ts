import { describe, expect, it } from 'vitest';
import { unzipFile, zipEntries } from '../adapters/files/zip.ts';
import type { ProjectId } from '../core/flow.ts';
import type { FileLike } from '../core/ports.ts';
import { ARCHIVE_TABLES } from '../core/store-port.ts';
import {
  buildContext,
  buildDraft,
  buildFrame,
  buildJpeg,
  buildVideo,
} from '../testing/builders.ts';
import { createFakeFiles } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { byteTools } from './bytes.ts';
import { createDatasets } from './datasets.ts';

const asFile = (name: string, bytes: Uint8Array): FileLike =>
  Object.assign(new Blob([bytes.slice()]), { name });

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return new Uint8Array(await new Blob(parts.map((part) => part.slice())).arrayBuffer());
}

async function setUp() {
  const store = createMemoryStore();
  const saved: { name: string; bytes: Uint8Array }[] = [];
  const files = {
    ...createFakeFiles(),
    zip: zipEntries,
    unzip: unzipFile,
    save: async (name: string, bytes: AsyncIterable<Uint8Array>) => {
      const all = await collect(bytes);
      saved.push({ name, bytes: all });
      return { writtenBytes: all.length };
    },
  };
  const datasets = createDatasets({ store, files, clock: { nowMs: () => 42 } });
  const project = await store.projects.create('Kitchen clips');
  const jpegs = await Promise.all(
    [0, 1, 2].map(async (n) => ({
      jpeg: buildJpeg(n),
      sha256: await byteTools.sha256(buildJpeg(n)),
    })),
  );
  const frames = jpegs.map(({ sha256 }, n) => buildFrame(n, { imageSha256: sha256 }));
  await store.videos.put(project.id, buildVideo(1));
  await store.frames.put(
    project.id,
    frames.map((frame, n) => ({
      frame,
      jpeg: jpegs[n]?.jpeg ?? new Uint8Array(),
      asked: { longSidePx: 448, askedSec: n },
    })),
  );
  const cite = frames.map(({ ptsSec, imageSha256 }) => ({ frame: { ptsSec, imageSha256 } }));
  const drafts = [1, 2, 3, 4].map((n) =>
    buildDraft(n, {
      videoId: 'video:1',
      evidence: cite.slice(0, 2),
      steps: [{ text: `step ${n}`, evidence: cite.slice(0, 1) }],
    }),
  );
  await store.drafts.insert(project.id, drafts);
  const record = (n: number, verdict: 'accept' | 'reject' | 'edit') =>
    store.decisions.record(
      project.id,
      drafts[n]?.id ?? 'draft:',
      { verdict, ...(verdict === 'edit' ? { edit: { answer: 'Edited answer.' } } : {}) },
      buildContext({ atMs: 100 + n }),
    );
  await record(0, 'accept');
  await record(1, 'reject');
  await record(2, 'edit');
  await store.decisions.undo(project.id, buildContext({ atMs: 200 }));
  await store.decisions.redo(project.id, buildContext({ atMs: 201 }));
  return { store, datasets, project, saved };
}

async function dump(store: ReturnType<typeof createMemoryStore>, projectId: ProjectId) {
  const tables = await Promise.all(
    ARCHIVE_TABLES.map((table) => store.archive.rows(projectId, table, { after: 0, limit: 1000 })),
  );
  return { tables: tables.map(({ rows }) => rows), images: await store.archive.images(projectId) };
}

describe('the archive', () => {
  it('comes back as an equal project', async () => {
    const { datasets, project, store, saved } = await setUp();
    const { name } = await datasets.save(project.id, 'ristretto-archive');
    expect(name).toBe('Kitchen-clips.ristretto.zip');
    const report = await datasets.import(null, asFile(name, saved[0]?.bytes ?? new Uint8Array()));
    expect(report).toMatchObject({ format: 'ristretto-archive', drafts: 4 });
    expect(report.projectId).not.toBe(project.id);
    expect(await dump(store, report.projectId)).toEqual(await dump(store, project.id));
  });

  it('is the same bytes twice, and from the copy too', async () => {
    const { datasets, project, saved } = await setUp();
    await datasets.save(project.id, 'ristretto-archive');
    await datasets.save(project.id, 'ristretto-archive');
    const copy = await datasets.import(null, asFile('a.zip', saved[0]?.bytes ?? new Uint8Array()));
    await datasets.save(copy.projectId, 'ristretto-archive');
    expect(saved[1]?.bytes).toEqual(saved[0]?.bytes);
    expect(saved[2]?.bytes).toEqual(saved[0]?.bytes);
  });

  it('leaves nothing behind when it is damaged', async () => {
    const { datasets, project, saved, store } = await setUp();
    await datasets.save(project.id, 'ristretto-archive');
    const bytes = saved[0]?.bytes.slice() ?? new Uint8Array();
    const text = new TextDecoder('latin1').decode(bytes);
    const at = text.indexOf('step 3');
    bytes[at] = 'S'.charCodeAt(0);
    await expect(datasets.import(null, asFile('a.zip', bytes))).rejects.toMatchObject({
      code: 'import/bad-archive',
    });
    await expect(
      datasets.import(null, asFile('a.zip', bytes.slice(0, bytes.length / 2))),
    ).rejects.toMatchObject({ code: 'import/bad-archive' });
    expect(await store.projects.list()).toHaveLength(1);
  });
});

describe('jobs in an archive', () => {
  it('come back as they ended, and begin nothing that was under way', async () => {
    const { datasets, project, store, saved } = await setUp();
    const spec = { kind: 'draft' as const, videoId: 'video:1' as const, recipeId: 'r', params: {} };
    const base = { projectId: project.id, spec, usd: 0 };
    await store.jobs.put({
      ...base,
      id: 'job:1',
      createdAtMs: 1,
      state: { status: 'done', startedAtMs: 1, finishedAtMs: 2, summary: {} },
    });
    await store.jobs.put({ ...base, id: 'job:2', createdAtMs: 2, state: { status: 'queued' } });
    await datasets.save(project.id, 'ristretto-archive');
    const copy = await datasets.import(null, asFile('a.zip', saved[0]?.bytes ?? new Uint8Array()));
    const states = (await store.jobs.list(copy.projectId)).map(({ state }) => state.status);
    expect(states).toEqual(['done', 'cancelled']);
  });
});

describe('VideoEspresso', () => {
  it('carries what was accepted and edited, with the pictures, and nothing else', async () => {
    const { datasets, project } = await setUp();
    const files = new Map<string, Uint8Array>();
    for await (const { path, bytes } of datasets.entries(project.id, 'videoespresso-train'))
      files.set(path, await collect(bytes));
    const records = JSON.parse(
      new TextDecoder().decode(files.get('videoespresso_train_video.json')),
    );
    expect(records).toHaveLength(2);
    expect(Object.keys(records[0]).sort()).toEqual([
      'answer',
      'evidence',
      'id',
      'keyframes_path',
      'question',
      'task',
      'video_path',
    ]);
    expect(records[1].answer).toBe('Edited answer.');
    for (const path of records[0].keyframes_path) expect(files.has(path)).toBe(true);
  });

  it('is the same bytes twice', async () => {
    const { datasets, project, saved } = await setUp();
    await datasets.save(project.id, 'videoespresso-test');
    await datasets.save(project.id, 'videoespresso-test');
    expect(saved[0]?.bytes.length).toBeGreaterThan(500);
    expect(saved[1]?.bytes).toEqual(saved[0]?.bytes);
  });

  it('reads what it wrote, pictures included', async () => {
    const { datasets, project, saved, store } = await setUp();
    await datasets.save(project.id, 'videoespresso-train');
    const target = await store.projects.create('Other');
    const report = await datasets.import(
      target.id,
      asFile('set.zip', saved[0]?.bytes ?? new Uint8Array()),
    );
    expect(report).toMatchObject({
      format: 'video-espresso-train-video',
      records: 2,
      problems: [],
    });
    const drafts = await store.drafts.page(target.id, {}, { limit: 10, afterSeq: -1 });
    expect(drafts.map(({ answer }) => answer)).toContain('Edited answer.');
    const cited = drafts[0]?.evidence[0]?.frame?.imageSha256 ?? '';
    expect((await store.frames.image(target.id, cited)).length).toBeGreaterThan(0);
    // The same file again changes nothing.
    expect(
      await datasets.import(target.id, asFile('set.zip', saved[0]?.bytes ?? new Uint8Array())),
    ).toMatchObject({ drafts: 0 });
  });

  it('refuses an empty choice, an unknown format and a file that is neither', async () => {
    const { datasets, project } = await setUp();
    const none = datasets.entries(project.id, 'videoespresso-test', {
      filter: { status: 'flagged' },
    });
    await expect(
      collect(
        (async function* () {
          for await (const { bytes } of none) yield* bytes;
        })(),
      ),
    ).rejects.toMatchObject({ code: 'export/nothing-to-export' });
    await expect(datasets.preview(project.id, 'coco')).rejects.toMatchObject({
      code: 'input/invalid',
    });
    await expect(
      datasets.import(project.id, asFile('x.json', new TextEncoder().encode('<html>'))),
    ).rejects.toMatchObject({ code: 'import/not-recognised' });
  });
});
