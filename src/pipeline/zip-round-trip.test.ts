import { describe, expect, it } from 'vitest';
import { unzipFile, zipEntries } from '../adapters/files/zip.ts';
import type { DraftBody } from '../core/flow.ts';
import { RECORD_FORMATS } from '../formats/record-formats.ts';
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

/* Row 36 with pictures: a zip of ours, read into a project without its videos and written again, says the same. */

async function setUp() {
  const store = createMemoryStore();
  const files = { ...createFakeFiles(), zip: zipEntries, unzip: unzipFile };
  const datasets = createDatasets({ store, files, clock: { nowMs: () => 42 } });
  const { id } = await store.projects.create('First');
  await store.videos.put(id, buildVideo(1));
  const cited: { ptsSec: number; imageSha256: string }[] = [];
  for (const n of [1, 2, 3]) {
    const jpeg = buildJpeg(n);
    const frame = buildFrame(n, { imageSha256: await byteTools.sha256(jpeg) });
    await store.frames.put(id, [{ frame, jpeg, asked: null }]);
    cited.push({ ptsSec: frame.ptsSec, imageSha256: frame.imageSha256 });
  }
  return { store, datasets, id, cited };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

const CAPTION = { kind: 'caption' as const, question: null, answer: null, steps: [] };

async function acceptAll({ store, id, cited }: SetUp): Promise<void> {
  const [one, two, three] = cited;
  if (!one || !two || !three) throw new Error('three frames were stored');
  const box = (label: string) => ({
    label,
    xyxy: [0.1, 0.2, 0.3, 0.4] as [number, number, number, number],
  });
  const bodies: Partial<DraftBody>[] = [
    {
      task: 'Causal Inference',
      steps: [
        { text: 'The cat comes.', evidence: [{ frame: one, boxes: [box('cat')] }] },
        { text: 'The cup falls.', evidence: [{ frame: two, boxes: [box('cup')] }] },
      ],
      evidence: [{ frame: one }, { frame: two }],
    },
    {
      kind: 'qa-choice',
      task: 'Spatial',
      options: ['Left', 'Right', 'Above', 'Below'],
      correctOption: 1,
      answer: 'Right',
      steps: [],
      evidence: [{ frame: three }],
    },
    { ...CAPTION, task: 'frame-caption', caption: 'A cat.', evidence: [{ frame: one }] },
    ...[one, two, three].map((frame, i) => ({
      ...CAPTION,
      task: 'window-caption',
      caption: `Window ${i}.`,
      evidence: [{ span: { startSec: i, endSec: i + 1 } }, { frame }],
    })),
    { ...CAPTION, task: 'video-caption', caption: 'All of it.', evidence: [] },
  ];
  const drafts = bodies.map((body, n) => buildDraft(n, { ...body, videoId: 'video:1' }));
  await store.drafts.insert(id, drafts);
  for (const draft of drafts)
    await store.decisions.record(id, draft.id, { verdict: 'accept' }, buildContext());
}

async function exported(
  { datasets }: SetUp,
  projectId: SetUp['id'],
  format: string,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const out = new Map<string, Uint8Array<ArrayBuffer>>();
  for await (const { path, bytes } of datasets.entries(projectId, format)) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const part of bytes) parts.push(part.slice());
    out.set(path, new Uint8Array(await new Blob(parts).arrayBuffer()));
  }
  return out;
}

async function asZip(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) {
  async function* entries() {
    for (const [path, bytes] of files) {
      yield {
        path,
        bytes: (async function* () {
          yield bytes;
        })(),
      };
    }
  }
  const parts: BlobPart[] = [];
  for await (const part of zipEntries(entries())) parts.push(part.slice());
  return Object.assign(new Blob(parts), { name: 'set.zip' });
}

describe('row 36: a zip of ours', () => {
  it.each(Object.keys(RECORD_FORMATS))('%s comes back with its pictures', async (format) => {
    const studio = await setUp();
    await acceptAll(studio);
    const first = await exported(studio, studio.id, format);
    const { store, datasets } = studio;
    const second = await store.projects.create('Second');
    const report = await datasets.import(second.id, await asZip(first));
    expect(report).toMatchObject({ format, problems: [] });
    const drafts = await store.drafts.page(second.id, {}, { limit: 50, afterSeq: -1 });
    for (const { id } of drafts)
      await store.decisions.record(second.id, id, { verdict: 'accept' }, buildContext());
    const again = await exported(studio, second.id, format);
    // The YAML, the records and the pictures; LLaVA's records name none, so theirs go to the folder of the place holder.
    const names = /^(?!records|frames\.|manifest).*\.(?:jsonl?|yaml|jpg)$/;
    const shown = [...first.keys()].filter(
      (path) => names.test(path) && !(format === 'llava-video' && path.endsWith('.jpg')),
    );
    expect(shown.length).toBeGreaterThan(1);
    for (const path of shown) expect(again.get(path), path).toEqual(first.get(path));
  });
});
