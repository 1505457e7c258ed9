import type { RecordFormat } from './dataset-format.ts';
import { llavaVideo } from './llava-video.ts';
import { shareGpt4Video } from './sharegpt4video.ts';
import type { RecordFormatId } from './sniff.ts';
import { stgr } from './stgr.ts';
import {
  videoEspressoTest,
  videoEspressoTrainImages,
  videoEspressoTrainVideo,
} from './video-espresso.ts';

/** Every format of records, by its id. */
export const RECORD_FORMATS: Readonly<Record<RecordFormatId, RecordFormat>> = {
  'video-espresso-test': videoEspressoTest,
  'video-espresso-train-video': videoEspressoTrainVideo,
  'video-espresso-train-images': videoEspressoTrainImages,
  'llava-video': llavaVideo,
  sharegpt4video: shareGpt4Video,
  stgr,
};
