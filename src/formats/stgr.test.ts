import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, ReasoningStep } from '../core/flow.ts';
import { fakeSha256 } from '../testing/builders.ts';
import { acceptedDraft, exportedFiles, exportSourceOf as source } from '../testing/exports.ts';
import { readRecords } from './record-reader.ts';
import { stgr } from './stgr.ts';
import { formatGroundedStep, parseGroundedText } from './stgr-markup.ts';
import { collect, streamOf } from './stream.fixture.ts';

describe('row 35: STGR export', () => {
  it('has key frames with idx, time and path, and boxes in 0–1 by frame and object', async () => {
    const files = await exportedFiles(stgr, source([acceptedDraft(1)]));
    const [record] = JSON.parse(files.get('stgr.json') ?? '');
    expect(record).toMatchObject({
      task: 'General video QA MCQ',
      question: 'Why press?\nA. To cool it.\nB. To dry it.\nC. To salt it.\nD. To cut it.',
      answer: 'B',
      image_size: [1280, 720],
      key_items: { 0: { Towel: [[0.1, 0.2, 0.3, 0.4]] }, 1: { eggplant: [[0.1, 0.2, 0.3, 0.4]] } },
      reasoning_process:
        'Salt lies on the eggplant. (<obj>eggplant</obj><box>[0.1,0.2,0.3,0.4]</box>at<t>2</t>s)\n' +
        'A towel presses it. (<obj>Towel</obj><box>[0.1,0.2,0.3,0.4]</box>at<t>1</t>s)',
    });
    expect(
      record.key_frames.map(({ idx, time }: { idx: number; time: number }) => [idx, time]),
    ).toEqual([
      [0, 1],
      [1, 2],
    ]);
    for (const { path } of record.key_frames) expect(files.get(path)).toBe('<64 bytes>');
  });

  it('names every object and time of its text in key_frames and key_items', async () => {
    const files = await exportedFiles(stgr, source([acceptedDraft(1)]));
    const [record] = JSON.parse(files.get('stgr.json') ?? '');
    const tags = record.reasoning_process.matchAll(/<obj>(.*?)<\/obj>.*?<t>(.*?)<\/t>/g);
    for (const [, label, time] of tags) {
      const frame = record.key_frames.find((one: { time: number }) => one.time === Number(time));
      expect(record.key_items[frame.idx]).toHaveProperty(label);
    }
  });
});

describe('grounded text', () => {
  const corner = fc.integer({ min: 0, max: 500 }).map((n) => n / 1000);
  const box = fc.tuple(corner, corner).map(([x, y]): Box => [x, y, x + 0.5, y + 0.5]);
  const label = fc
    .string({ minLength: 1 })
    .map((s) => s.trim())
    .filter((s) => s !== '');
  const step = fc.record({
    text: fc
      .string({ minLength: 1 })
      .map((s) => s.trim())
      .filter((s) => s !== '' && !s.endsWith(')')),
    at: fc.integer({ min: 0, max: 20 }),
    boxes: fc.array(fc.record({ label, xyxy: box }), { minLength: 1, maxLength: 1 }),
  });

  it('is read back as it was written, whatever people type', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
        const written = steps.map(({ text, at, boxes }): ReasoningStep => {
          const frame = { ptsSec: at, imageSha256: fakeSha256(at) };
          return { text, evidence: [{ frame, boxes }] };
        });
        const { steps: read, problems } = parseGroundedText(
          written.map(formatGroundedStep).join('\n'),
          (timeSec) => ({ ptsSec: timeSec, imageSha256: fakeSha256(timeSec) }),
        );
        expect(problems).toEqual([]);
        expect(read).toEqual(written);
      }),
    );
  });
});

describe('STGR import', () => {
  it('reads times, boxes and choices, and reports what leads nowhere', async () => {
    const text = JSON.stringify([
      {
        question: 'Who falls?\nA. A man\nB. A cat',
        answer: 'B',
        video_path: 'v.mp4',
        task: 'General video QA MCQ',
        key_frames: [{ idx: 0, time: 3.2, path: 'f/0.jpg' }],
        key_items: { 0: { cat: [[0.1, 0.1, 0.5, 0.5]] }, 7: { dog: [[0, 0, 2, 1]] } },
        reasoning_process:
          'The <obj>cat</obj><box>[0.1, 0.1, 0.5, 0.5]</box>at<t>3.2</t>s falls at <t>9</t>s.',
      },
    ]);
    const frame = { ptsSec: 3.2, imageSha256: fakeSha256(3) };
    const [item] = await collect(
      readRecords(streamOf(text), (json, report) => stgr.read(json, report, () => frame)),
    );
    expect(item?.problems.map(({ path }) => path)).toEqual(['key_items.7', 'key_items.7.dog']);
    const boxes = [{ label: 'cat', xyxy: [0.1, 0.1, 0.5, 0.5] }];
    expect(item?.record?.drafts[0]?.body).toMatchObject({
      kind: 'qa-choice',
      question: 'Who falls?',
      answer: 'A cat',
      correctOption: 1,
      steps: [{ text: 'The cat falls at 9s.', evidence: [{ frame, boxes }] }],
      evidence: [{ frame, boxes }],
    });
  });
});
