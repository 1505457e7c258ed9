/**
 * Records of the released VideoEspresso files (test set `bench_hard.json`, training set `videoespresso_train_video.json`):
 * exactly their keys, in their order. What those keys cannot carry goes into files beside the records, never into them.
 */
import { optionLetter } from '../core/option-letter.ts';
import { z } from '../core/zod.ts';

export const TEST_RECORD = z.strictObject({
  core_frames_paths: z.array(z.string()),
  core_frames_captions: z.array(z.string()),
  question: z.string().min(1),
  answer: z.string().min(1),
  /** Labels of the boxes on each core frame, by its 0-based place in `core_frames_paths`. */
  key_items: z.record(z.string(), z.array(z.string())),
  evidence: z.string(),
  task: z.string(),
  /** `(A)` … `(Z)`; empty for a question without options. */
  correct_answer: z.string(),
  video_path: z.string().min(1),
  options: z.array(z.string()),
});

const TRAIN_VIDEO_RECORD = z.strictObject({
  question: z.string().min(1),
  answer: z.string().min(1),
  keyframes_path: z.array(z.string()),
  evidence: z.string(),
  task: z.string(),
  video_path: z.string().min(1),
  /** Not in the release: the same in both training views, so that they can be joined. */
  id: z.string(),
});

/** The release documents no key list for this view; these are the keys of the video view and the captions of its frames. */
const TRAIN_IMAGES_RECORD = z.strictObject({
  ...TRAIN_VIDEO_RECORD.shape,
  keyframes_captions: z.array(z.string()),
});

export type TestRecord = z.infer<typeof TEST_RECORD>;
export type TrainVideoRecord = z.infer<typeof TRAIN_VIDEO_RECORD>;
export type TrainImagesRecord = z.infer<typeof TRAIN_IMAGES_RECORD>;

export type VideoEspressoFlavour = 'test' | 'train-video' | 'train-images';

/** A record of any of the files, whichever way it was spelt. */
export interface VideoEspressoRecord {
  question: string;
  answer: string;
  /** Texts without their letters; `null` = open question. */
  options: string[] | null;
  correctOption: number | null;
  /** With its markup. */
  evidence: string;
  task: string | null;
  videoPath: string;
  framePaths: string[];
  /** As many as `framePaths`, or none. */
  frameCaptions: string[];
  keyItems: KeyItems;
}

const optionText = (text: string, index: number): string => `(${optionLetter(index)}): ${text}`;

/** Labels of the boxes of each frame, in the order of the frames; the release does not say more about this field. */
export type KeyItems = Record<string, string[]>;

export function formatTestRecord(record: VideoEspressoRecord): TestRecord {
  return {
    core_frames_paths: record.framePaths,
    core_frames_captions: record.frameCaptions,
    question: record.question,
    answer: record.answer,
    key_items: record.keyItems,
    evidence: record.evidence,
    task: record.task ?? '',
    correct_answer: record.correctOption === null ? '' : `(${optionLetter(record.correctOption)})`,
    video_path: record.videoPath,
    options: (record.options ?? []).map(optionText),
  };
}

export function formatTrainVideoRecord(record: VideoEspressoRecord, id: string): TrainVideoRecord {
  return {
    question: record.question,
    answer: record.answer,
    keyframes_path: record.framePaths,
    evidence: record.evidence,
    task: record.task ?? '',
    video_path: record.videoPath,
    id,
  };
}

export function formatTrainImagesRecord(
  record: VideoEspressoRecord,
  id: string,
): TrainImagesRecord {
  return { ...formatTrainVideoRecord(record, id), keyframes_captions: record.frameCaptions };
}
