import { describe, expect, it } from 'vitest';
import { unzipFile, zipEntries } from '../adapters/files/zip.ts';
import type { FileLike } from '../core/ports.ts';
import { buildFrame, buildJpeg, buildVideo } from '../testing/builders.ts';
import { createFakeFiles } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { byteTools } from './bytes.ts';
import { createDatasets } from './datasets.ts';

const asFile = (name: string, bytes: Uint8Array): FileLike =>
  Object.assign(new Blob([bytes.slice()]), { name });

const textFile = (name: string, value: unknown): FileLike =>
  asFile(name, byteTools.encode(JSON.stringify(value)));

async function zipOf(files: Record<string, string | Uint8Array>): Promise<FileLike> {
  async function* entries() {
    for (const [path, content] of Object.entries(files)) {
      const bytes = typeof content === 'string' ? byteTools.encode(content) : content;
      yield {
        path,
        bytes: (async function* () {
          yield bytes;
        })(),
      };
    }
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of zipEntries(entries())) parts.push(chunk.slice());
  return asFile('set.zip', new Uint8Array(await new Blob(parts).arrayBuffer()));
}

const record = (video_path: string, answer = 'The cat.', keyframes_path: string[] = []) => ({
  question: 'Who pushes the cup?',
  answer,
  task: 'causal',
  evidence: '',
  keyframes_path,
  video_path,
});

async function setUp() {
  const store = createMemoryStore();
  const files = { ...createFakeFiles(), zip: zipEntries, unzip: unzipFile };
  const datasets = createDatasets({ store, files, clock: { nowMs: () => 42 } });
  const { id } = await store.projects.create('Target');
  const drafts = () => store.drafts.page(id, {}, { limit: 50, afterSeq: -1 });
  return { store, datasets, id, drafts };
}

describe('importing records', () => {
  it('row 25: scores the answers of a model that the evaluation script appended', async () => {
    const { datasets, id } = await setUp();
    const options = ['(A): x', '(B): y', '(C): z', '(D): w'];
    const scored = (task: string, model_output: string) => ({
      ...{ question: 'q', answer: 'y', video_path: 'v.mp4', options, correct_answer: '(B)' },
      ...{ task, model_output },
    });
    const report = await datasets.import(
      id,
      textFile('out.json', [scored('s', 'B'), scored('s', 'Answer'), scored('t', '(B): y')]),
    );
    expect(report.scores).toEqual({ answers: 3, micro: 2 / 3, macro: 0.75 });
  });

  it('keeps videos of one name in different folders apart', async () => {
    const { datasets, id, store, drafts } = await setUp();
    await datasets.import(id, textFile('a.json', [record('a/1.mp4'), record('b/1.mp4')]));
    expect((await store.videos.list(id)).map(({ source }) => source)).toEqual([
      'a/1.mp4',
      'b/1.mp4',
    ]);
    expect(new Set((await drafts()).map(({ videoId }) => videoId)).size).toBe(2);
  });

  it('takes a video of the project by its name where only one has it', async () => {
    const { datasets, id, store, drafts } = await setUp();
    await store.videos.put(id, buildVideo(1, { name: '1.mp4' }));
    await store.videos.put(id, buildVideo(2, { name: 'twice.mp4' }));
    await store.videos.put(id, buildVideo(3, { name: 'twice.mp4' }));
    await datasets.import(
      id,
      textFile('a.json', [record('x/1.mp4'), record('x/twice.mp4'), record('x/1.mp4', 'Again.')]),
    );
    const videos = (await drafts()).map(({ videoId }) => videoId);
    expect(videos[0]).toBe('video:1');
    expect(videos[2]).toBe('video:1');
    expect(['video:2', 'video:3']).not.toContain(videos[1]);
  });

  it('keeps the records of all splits, and those of a corrected file', async () => {
    const { datasets, id, drafts } = await setUp();
    const split = (answer: string) => JSON.stringify([record('a.mp4', answer)]);
    const report = await datasets.import(
      id,
      await zipOf({
        'videoespresso_train.train.json': split('The cat.'),
        'videoespresso_train.val.json': split('The dog.'),
      }),
    );
    expect(report).toMatchObject({ records: 2, drafts: 2 });
    await datasets.import(id, textFile('fixed.json', [record('a.mp4', 'The wind.')]));
    expect((await drafts()).map(({ answer }) => answer)).toEqual([
      'The cat.',
      'The dog.',
      'The wind.',
    ]);
  });

  it('reports a list of frames that cannot be read, and pictures that are not what they say', async () => {
    const { datasets, id, store, drafts } = await setUp();
    const jpeg = buildJpeg(1);
    const good = buildFrame(1, { imageSha256: await byteTools.sha256(jpeg) });
    const lines = [
      JSON.stringify({ path: 'frames/good.jpg', ...good }),
      '{"path": "frames/broken.jpg"',
      JSON.stringify({ path: 'frames/other.jpg', ...buildFrame(2) }),
    ];
    const report = await datasets.import(
      id,
      await zipOf({
        'videoespresso_train.json': JSON.stringify([
          record('a.mp4', 'The cat.', ['frames/good.jpg', 'frames/other.jpg']),
        ]),
        'frames.jsonl': `${lines.join('\n')}\n`,
        'frames/good.jpg': jpeg,
        'frames/other.jpg': buildJpeg(3),
      }),
    );
    expect(report).toMatchObject({ records: 1, drafts: 1 });
    expect(
      report.problems.filter(({ path }) => path === 'frames.jsonl').map(({ line }) => line),
    ).toEqual([2, 3]);
    const [draft] = await drafts();
    expect(draft?.evidence.flatMap(({ frame }) => frame?.imageSha256 ?? [])).toEqual([
      good.imageSha256,
    ]);
    expect(await store.frames.byHash(id, buildFrame(2).imageSha256)).toBeNull();
  });
});
