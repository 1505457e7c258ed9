import { describe, expect, it } from 'vitest';
import type { Box, VideoFile } from '../core/flow.ts';
import { buildVideo, fakeSha256 } from '../testing/builders.ts';
import {
  cite,
  acceptedDraft as draft,
  exportedFiles,
  exportSourceOf as source,
} from '../testing/exports.ts';
import { datasetPreview } from './dataset-export.ts';
import { splitOf } from './export-source.ts';
import {
  videoEspressoTest,
  videoEspressoTrainImages,
  videoEspressoTrainVideo,
} from './video-espresso.ts';
import { TEST_RECORD } from './video-espresso-record.ts';

const FORMATS = { test: videoEspressoTest, train: videoEspressoTrainVideo };

const caption = (hash: string) => (hash === fakeSha256(2) ? 'Salted.' : undefined);

describe('rows 31 and 16: VideoEspresso export', () => {
  it('weaves steps and boxes, with frames in presentation order', async () => {
    const files = await exportedFiles(FORMATS.test, source([draft(1)], { caption }));
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
      'README.md',
    ]);
    expect(JSON.parse(files.get('manifest.json') ?? '')).toMatchObject({
      frames: 2,
      files: [{ path: 'videoespresso_test.json', records: 1 }],
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
      await exportedFiles(FORMATS.train, source(drafts)),
      await exportedFiles(FORMATS.train, source(drafts)),
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
    expect([...(await exportedFiles(FORMATS.test, again))]).toEqual([
      ...(await exportedFiles(FORMATS.test, plain)),
    ]);
  });

  it('leaves out what cannot be a record, and says why', async () => {
    const preview = await datasetPreview(
      FORMATS.test,
      source([
        draft(1),
        draft(2, { kind: 'caption', caption: 'A pan.' }),
        draft(3, { evidence: [cite(9)] }),
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
    await expect(exportedFiles(FORMATS.test, source([]))).rejects.toMatchObject({
      code: 'export/nothing-to-export',
    });
  });

  it('keeps a video in one split, near the shares asked for', async () => {
    const videos: VideoFile[] = Array.from({ length: 3000 }, (_, n) => buildVideo(n));
    const split = { train: 0.8, val: 0.1, test: 0.1, seed: 1 };
    const train = videos.filter((video) => splitOf(video.fingerprint, split) === 'train').length;
    expect(train / videos.length).toBeCloseTo(0.8, 1);
    const files = await exportedFiles(FORMATS.train, source([draft(1), draft(2)], { split }));
    const counts = ['train', 'val', 'test'].map(
      (name) => JSON.parse(files.get(`videoespresso_train_video.${name}.json`) ?? '').length,
    );
    expect(counts.toSorted()).toEqual([0, 0, 2]);
  });

  it('row 16: blocks a tag that leads to no frame or names nothing', async () => {
    const loose = { boxes: [{ label: 'cup', xyxy: [0, 0, 0.5, 0.5] as Box }] };
    const nameless = cite(1, ' ');
    const preview = await datasetPreview(
      FORMATS.test,
      source([
        draft(1, { steps: [{ text: 'A cup.', evidence: [loose] }] }),
        draft(2, { steps: [{ text: 'A cup.', evidence: [nameless] }] }),
        draft(3),
      ]),
    );
    expect(preview).toMatchObject({ records: 1, leftOut: 2 });
    expect(preview.problems.map(({ code }) => code)).toEqual(['box-without-frame', 'unnamed-box']);
  });

  it('row 32: gives both training views the same ids, frames and evidence', async () => {
    const chosen = source([draft(1), draft(2, { question: 'Why salt?' })], { caption });
    const video = await exportedFiles(videoEspressoTrainVideo, chosen);
    const images = await exportedFiles(videoEspressoTrainImages, chosen);
    const records = (files: Map<string, string>, name: string) => JSON.parse(files.get(name) ?? '');
    const byVideo = records(video, 'videoespresso_train_video.json');
    const byImages = records(images, 'videoespresso_train_multi_image.json');
    expect(byVideo.map(({ id }: { id: string }) => id)).toEqual(['1', '2']);
    expect(byImages).toEqual(
      byVideo.map((record: object) => ({ ...record, keyframes_captions: ['', 'Salted.'] })),
    );
    for (const path of byVideo[0].keyframes_path) expect(images.get(path)).toBe('<64 bytes>');
  });

  it('is read by the released scorer: it cuts options at "):" and takes the letter of the answer', async () => {
    const files = await exportedFiles(FORMATS.test, source([draft(1)]));
    const [record] = JSON.parse(files.get('videoespresso_test.json') ?? '');
    const texts = record.options.map((option: string) => option.split('):')[1]?.trim());
    const letter = /[A-D]/.exec(record.correct_answer)?.[0] ?? '';
    expect(texts['ABCD'.indexOf(letter)]).toBe(record.answer);
  });
});
