import { describe, expect, it } from 'vitest';
import { fakeSha256 } from '../testing/builders.ts';
import {
  acceptedCaption,
  acceptedDraft,
  cite,
  exportedFiles,
  exportSourceOf as source,
} from '../testing/exports.ts';
import { datasetPreview } from './dataset-export.ts';
import { readRecords } from './record-reader.ts';
import { shareGpt4Video } from './sharegpt4video.ts';
import { collect, streamOf } from './stream.fixture.ts';

const window = (n: number, startSec: number, endSec: number, frames: number[] = [endSec]) =>
  acceptedCaption(n, {
    task: 'window-caption',
    evidence: [{ span: { startSec, endSec } }, ...frames.map((at) => cite(at))],
  });

describe('row 34: ShareGPT4Video export', () => {
  it('lists windows in order and the whole video last, with times inside the video', async () => {
    const drafts = [
      acceptedCaption(9, { caption: 'All of it.' }),
      window(3, 2, 3, [2, 3]),
      window(1, 1, 2, [1]),
      window(2, 1, 2, [1, 2]),
    ];
    const files = await exportedFiles(shareGpt4Video, source(drafts));
    const [line, rest] = (files.get('sharegpt4video.jsonl') ?? '').split('\n');
    expect(rest).toBe('');
    const record = JSON.parse(line ?? '');
    expect(record).toMatchObject({
      video_path: 'videos/pan cake.mp4',
      keyframe: [25, 50, 75],
      timestamp: [1, 2, 3],
      captions: [
        { idx: '0', content: 'Caption 1.' },
        { idx: '1', content: 'Caption 2.' },
        { idx: '2', content: 'Caption 3.' },
        { idx: '-1', content: 'All of it.' },
      ],
    });
    for (const path of record.keyframe_path) expect(files.get(path)).toBe('<64 bytes>');
    expect(record.keyframe_path[0]).toContain(fakeSha256(1).slice(0, 12));
  });

  it('leaves out questions, other captions and times beyond the video', async () => {
    const preview = await datasetPreview(
      shareGpt4Video,
      source([
        acceptedDraft(1),
        acceptedCaption(2, { task: 'frame-caption' }),
        window(3, 29, 40, []),
        acceptedCaption(4, { task: 'window-caption' }),
        window(5, 1, 2),
      ]),
    );
    expect(preview).toMatchObject({ records: 1, leftOut: 4 });
    expect(preview.problems.map(({ draftId, code }) => `${draftId} ${code}`)).toEqual([
      'draft:1 not-a-caption',
      'draft:2 partial-caption',
      'draft:3 outside-video',
      'draft:4 no-timed-frame',
      'draft:5 no-whole-caption',
    ]);
  });
});

describe('ShareGPT4Video import', () => {
  it('reads windows with their spans, and times in either spelling', async () => {
    const record = {
      video_id: 'demo',
      video_path: 'panda/demo.mp4',
      keyframe: [0, 4, 10],
      timestamp: ['00:00:00.000', '00:00:04.5', 10],
      captions: [
        { idx: '0', content: 'First.' },
        { idx: '1', content: 'Then.' },
        { idx: '-1', content: 'Whole.' },
      ],
    };
    const [item] = await collect(
      readRecords(streamOf(JSON.stringify(record)), (json, report) =>
        shareGpt4Video.read(json, report, () => null),
      ),
    );
    expect(item?.problems).toEqual([]);
    expect(
      item?.record?.drafts.map(({ body }) => [body.task, body.caption, body.evidence]),
    ).toEqual([
      ['window-caption', 'First.', [{ span: { startSec: 0, endSec: 0 } }]],
      ['window-caption', 'Then.', [{ span: { startSec: 0, endSec: 4.5 } }]],
      ['video-caption', 'Whole.', []],
    ]);
  });

  it('reports a whole caption that is missing or not last, and times that go back', async () => {
    const text = [
      '{"video_path": "a.mp4", "captions": [{"idx": "-1", "content": "W"}, {"idx": "0", "content": "F"}]}',
      '{"video_path": "a.mp4", "timestamp": [0, 5, 3], "captions": [{"idx": "0", "content": "F"}]}',
      '{"video_path": "a.mp4", "captions": "none"}',
    ].join('\n');
    const items = await collect(
      readRecords(streamOf(text), (json, report) => shareGpt4Video.read(json, report, () => null)),
    );
    expect(items.map(({ record }) => record !== null)).toEqual([true, true, false]);
    expect(
      items.flatMap(({ problems }) => problems.map(({ line, path }) => `${line} ${path}`)),
    ).toEqual(['1 captions[0]', '2 timestamp[2]', '2 captions', '3 captions']);
  });
});
