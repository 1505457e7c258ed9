import { describe, expect, it } from 'vitest';
import type { DraftView, Frame, VideoFile } from '../core/flow.ts';
import { buildFrame, buildJpeg, buildVideo, fakeSha256 } from '../testing/builders.ts';
import { type ExportFile, type ExportSource, splitOf } from './export-source.ts';
import { collect, streamOf } from './stream.fixture.ts';
import { videoEspressoExport, videoEspressoPreview } from './video-espresso.ts';
import { TEST_RECORD } from './video-espresso-record.ts';

const frame = (n: number, label?: string) => ({
  frame: { ptsSec: n, imageSha256: fakeSha256(n) },
  ...(label === undefined
    ? {}
    : { boxes: [{ label, xyxy: [0.1, 0.2, 0.3, 0.4] as [number, number, number, number] }] }),
});

function draft(n: number, changes: Partial<DraftView> = {}): DraftView {
  return {
    id: `draft:${n}`,
    videoId: 'video:1',
    seq: n,
    status: 'accepted',
    isEdited: false,
    createdAtMs: 1,
    checks: [],
    provenance: { origin: 'hand', author: 'test' },
    kind: 'qa-choice',
    task: 'Cooking Process',
    question: 'Why press?',
    answer: 'To dry it.',
    caption: null,
    options: ['To cool it.', 'To dry it.', 'To salt it.', 'To cut it.'],
    correctOption: 1,
    steps: [
      { text: 'Salt lies on the eggplant.', evidence: [frame(2, 'eggplant')] },
      { text: 'A towel presses it.', evidence: [frame(1, 'Towel')] },
    ],
    evidence: [frame(1)],
    ...changes,
  };
}

function source(drafts: DraftView[], changes: Partial<ExportSource> = {}): ExportSource {
  const frames = new Map<string, Frame>([1, 2, 3].map((n) => [fakeSha256(n), buildFrame(n)]));
  return {
    drafts: () => streamOf(...drafts),
    videos: [buildVideo(1, { name: 'pan cake.mp4' })],
    frame: async (hash) => frames.get(hash) ?? null,
    image: async () => buildJpeg(1),
    ...changes,
  };
}

async function readFiles(files: AsyncIterable<ExportFile>): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  for await (const { path, chunks } of files) {
    const parts = await collect(chunks);
    out.set(
      path,
      parts
        .map((part) => (typeof part === 'string' ? part : `<${part.byteLength} bytes>`))
        .join(''),
    );
  }
  return out;
}

describe('VideoEspresso export', () => {
  it('weaves steps and boxes, with frames in presentation order', async () => {
    const files = await readFiles(
      videoEspressoExport(
        'test',
        source([draft(1)], { caption: (hash) => (hash === fakeSha256(2) ? 'Salted.' : undefined) }),
      ),
    );
    const [written] = JSON.parse(files.get('videoespresso_test.json') ?? '');
    expect(TEST_RECORD.parse(written)).toEqual({
      core_frames_paths: [1, 2].map(
        (n) =>
          `frames/pan cake-${fakeSha256(1).slice(0, 8)}/000${n}.000s-${fakeSha256(n).slice(0, 12)}.jpg`,
      ),
      core_frames_captions: ['', 'Salted.'],
      question: 'Why press?',
      answer: 'To dry it.',
      key_items: { 0: ['Towel'], 1: ['eggplant'] },
      evidence:
        'Salt lies on the <obj_start>eggplant<obj_end><box_start>[[20, 30, 20, 20]]<box_end>.\n' +
        'A towel presses it. (<obj_start>Towel<obj_end><box_start>[[20, 30, 20, 20]]<box_end>)',
      task: 'Cooking Process',
      correct_answer: '(B)',
      video_path: 'videos/pan cake.mp4',
      options: ['(A): To cool it.', '(B): To dry it.', '(C): To salt it.', '(D): To cut it.'],
    });
    expect([...files.keys()].slice(1)).toEqual([
      'records.jsonl',
      'frames.jsonl',
      ...written.core_frames_paths.toReversed().toSorted(),
      'manifest.json',
    ]);
    expect(JSON.parse(files.get('manifest.json') ?? '')).toMatchObject({
      frames: 2,
      files: { 'videoespresso_test.json': 1 },
    });
    const times = files
      .get('frames.jsonl')
      ?.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(times?.[0]).toMatchObject({
      ptsSec: 1,
      ptsTicks: 90_000,
      timescale: 90_000,
      imageSha256: fakeSha256(1),
    });
  });

  it('gives the same text twice', async () => {
    const drafts = [draft(1), draft(2, { options: null, correctOption: null, kind: 'qa-open' })];
    const [once, twice] = [
      await readFiles(videoEspressoExport('train', source(drafts))),
      await readFiles(videoEspressoExport('train', source(drafts))),
    ];
    expect([...once]).toEqual([...twice]);
  });

  it('does not depend on the order in which stored rows have their keys', async () => {
    const turned = <T extends object>(row: T): T =>
      JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(row).toReversed())));
    const plain = source([draft(1)]);
    const again = source([turned(draft(1))], {
      videos: plain.videos.map(turned),
      frame: async (hash) => {
        const found = await plain.frame(hash);
        return found && turned(found);
      },
    });
    expect([...(await readFiles(videoEspressoExport('test', again)))]).toEqual([
      ...(await readFiles(videoEspressoExport('test', plain))),
    ]);
  });

  it('leaves out what cannot be a record, and says why', async () => {
    const preview = await videoEspressoPreview(
      'test',
      source([
        draft(1),
        draft(2, { kind: 'caption', caption: 'A pan.' }),
        draft(3, { evidence: [frame(9)] }),
        draft(4, { correctOption: null }),
        draft(5, {
          options: null,
          correctOption: null,
          kind: 'qa-open',
          steps: [{ text: 'So.', evidence: [] }],
        }),
      ]),
    );
    expect(preview).toMatchObject({ records: 2, leftOut: 3 });
    expect(preview.samples).toHaveLength(2);
    expect(preview.problems.map(({ draftId, code }) => `${draftId} ${code}`)).toEqual([
      'draft:2 not-a-question',
      'draft:3 missing-picture',
      'draft:4 no-correct-option',
      'draft:5 no-options',
      'draft:5 unlinked-step',
    ]);
  });

  it('refuses to write nothing', async () => {
    await expect(readFiles(videoEspressoExport('test', source([])))).rejects.toMatchObject({
      code: 'export/nothing-to-export',
    });
  });

  it('keeps a video in one split, near the shares asked for', async () => {
    const videos: VideoFile[] = Array.from({ length: 3000 }, (_, n) => buildVideo(n));
    const split = { train: 0.8, val: 0.1, test: 0.1, seed: 1 };
    const train = videos.filter((video) => splitOf(video.fingerprint, split) === 'train').length;
    expect(train / videos.length).toBeCloseTo(0.8, 1);
    const files = await readFiles(
      videoEspressoExport('train', source([draft(1), draft(2)], { split })),
    );
    const counts = ['train', 'val', 'test'].map(
      (name) => JSON.parse(files.get(`videoespresso_train.${name}.json`) ?? '').length,
    );
    expect(counts.toSorted()).toEqual([0, 0, 2]);
  });
});
