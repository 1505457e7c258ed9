import { createReadStream, existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeSha256 } from '../testing/builders.ts';
import { readRecords } from './record-reader.ts';
import { collect, streamOf } from './stream.fixture.ts';
import { draftsFromRecord } from './video-espresso-draft.ts';
import { parseVideoEspresso } from './video-espresso-read.ts';
import {
  formatTestRecord,
  formatTrainVideoRecord,
  type VideoEspressoRecord,
} from './video-espresso-record.ts';

const read = (text: string) => collect(readRecords(streamOf(text), parseVideoEspresso));

const option = fc.string();
const record: fc.Arbitrary<VideoEspressoRecord> = fc
  .record({
    question: fc.string({ minLength: 1 }).filter((s) => s.trim() === s && s !== ''),
    answer: fc.string({ minLength: 1 }),
    options: fc.option(fc.array(option, { minLength: 2, maxLength: 6 })),
    evidence: fc.string(),
    task: fc.option(fc.string({ minLength: 1 })),
    videoPath: fc.string({ minLength: 1 }),
    frames: fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 4 }),
    at: fc.nat(),
  })
  .map(({ frames, at, options, ...rest }) => ({
    ...rest,
    options,
    correctOption: options === null ? null : at % options.length,
    framePaths: frames.map(([path]) => path),
    frameCaptions: frames.map(([, caption]) => caption),
    keyItems: Object.fromEntries(frames.map(([, label], i) => [String(i), [label]])),
  }));

describe('VideoEspresso records', () => {
  it('are read back as they were written (test)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 4 }), async (records) => {
        const items = await read(JSON.stringify(records.map((one) => formatTestRecord(one))));
        const warned = records.flatMap(({ options }) =>
          options && options.length !== 4 ? ['options'] : [],
        );
        expect(items.flatMap((item) => item.problems.map(({ path }) => path))).toEqual(warned);
        expect(items.map((item) => item.record)).toEqual(records);
      }),
    );
  });

  it('are read back as they were written (train)', async () => {
    await fc.assert(
      fc.asyncProperty(record, async (one) => {
        const [item] = await read(`[${JSON.stringify(formatTrainVideoRecord(one, 'id'))}]`);
        expect(item?.record).toEqual({
          ...one,
          options: null,
          correctOption: null,
          frameCaptions: [],
          keyItems: {},
        });
      }),
    );
  });

  it('carry exactly the released keys, in order', () => {
    const blank: VideoEspressoRecord = {
      question: 'q',
      answer: 'a',
      options: null,
      correctOption: null,
      evidence: '',
      task: null,
      videoPath: 'v',
      framePaths: [],
      frameCaptions: [],
      keyItems: {},
    };
    expect(Object.keys(formatTestRecord(blank))).toEqual([
      'core_frames_paths',
      'core_frames_captions',
      'question',
      'answer',
      'key_items',
      'evidence',
      'task',
      'correct_answer',
      'video_path',
      'options',
    ]);
    expect(Object.keys(formatTrainVideoRecord(blank, 'id'))).toEqual([
      'question',
      'answer',
      'keyframes_path',
      'evidence',
      'task',
      'video_path',
      'id',
    ]);
  });

  it('keep the good ones and place what is wrong', async () => {
    const text = `[
  {"question": "q1", "video_path": "v.mp4", "answer": "a", "evidence": 7},
  {"video_path": "v.mp4", "answer": "a"},
  {"question": "q3", "video_path": "v.mp4", "options": ["(A): x", "(B): y"], "correct_answer": "(E)", "answer": "y"},
  {"question": "q4", "video_path": "v.mp4", "options": ["(A): x",
     5], "answer": "y"},
  {"question": "q5" "video_path": "v.mp4"},
  {"question": "q6", "video_path": "v.mp4", "core_frame_path": ["f/480.jpg"], "answer": "z"}
]`;
    const items = await read(text);
    expect(items.map((item) => item.record?.question ?? null)).toEqual([
      'q1',
      null,
      'q3',
      'q4',
      null,
      'q6',
    ]);
    expect(
      items.flatMap((item) =>
        item.problems.map(({ line, column, path, isFatal }) => [line, column, path, isFatal]),
      ),
    ).toEqual([
      [2, 72, 'evidence', false],
      [3, 3, 'question', true],
      [4, 56, 'options', false],
      [4, 96, 'correct_answer', false],
      [6, 6, 'options[1]', false],
      [7, 21, '', true],
    ]);
    expect(items.at(-1)?.record?.framePaths).toEqual(['f/480.jpg']);
  });
});

describe('drafts from records', () => {
  const base: VideoEspressoRecord = {
    question: 'q',
    answer: 'a',
    options: null,
    correctOption: null,
    task: 'T',
    videoPath: 'v.mp4',
    evidence: 'A <obj_start>cup<obj_end><box_start>[20, 30, 20, 20]<box_end> falls.',
    framePaths: ['f/1.jpg'],
    frameCaptions: ['A cup.'],
    keyItems: {},
  };
  const cited = { ptsSec: 4, imageSha256: fakeSha256(4) };

  it('put boxes on the frame when there is only one', () => {
    const { bodies } = draftsFromRecord(base, () => cited);
    expect(bodies.map((body) => body.kind)).toEqual(['qa-open', 'caption']);
    expect(bodies[0]?.steps).toEqual([
      {
        text: 'A cup falls.',
        evidence: [{ frame: cited, boxes: [{ label: 'cup', xyxy: [0.1, 0.2, 0.3, 0.4] }] }],
      },
    ]);
    expect(bodies[1]).toMatchObject({ caption: 'A cup.', evidence: [{ frame: cited }] });
  });

  it('do not guess among several, and say what is missing', () => {
    const { bodies, problems } = draftsFromRecord(
      { ...base, framePaths: ['a', 'b'], frameCaptions: [] },
      (path) => (path === 'a' ? cited : null),
    );
    expect(bodies[0]?.steps[0]?.evidence[0]).not.toHaveProperty('frame');
    expect(problems).toEqual(['1 of 2 pictures are not in this file.']);
  });
});

const REAL = '../shared/data/annotations/derived/videoespresso_test_schema_from_nextqa_test.json';

describe('a real file', () => {
  it.skipIf(!existsSync(REAL))(
    `is read without loss (skips without ${REAL})`,
    async () => {
      const stream = createReadStream(REAL, { encoding: 'utf8' });
      const items = await collect(readRecords(stream, parseVideoEspresso));
      expect(items).toHaveLength(8564);
      // The trap of this file: five options, where the released scorer knows four letters.
      expect(new Set(items.flatMap(({ problems }) => problems.map(({ path }) => path)))).toEqual(
        new Set(['options']),
      );
      expect(items.every(({ problems }) => problems.length === 1)).toBe(true);
      for (const { record } of items)
        expect(record?.answer).toBe(record?.options?.[record.correctOption ?? -1]);
      expect(new Set(items.map(({ record }) => record?.options?.length))).toEqual(new Set([5]));
    },
    30_000,
  );
});
