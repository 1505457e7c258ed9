/** VideoEspresso, both ways: the released test file and the two views of the training set (`docs/formats/videoespresso.md`). */
import { letterIndex } from '../core/option-letter.ts';
import {
  eachAlone,
  firstPart,
  oneFile,
  type ReadRecord,
  type RecordFormat,
  type WriteContext,
} from './dataset-format.ts';
import { checkVideoEspresso, draftsFromRecord, recordFromDraft } from './video-espresso-draft.ts';
import { parseVideoEspresso } from './video-espresso-read.ts';
import {
  formatTestRecord,
  formatTrainImagesRecord,
  formatTrainVideoRecord,
  type VideoEspressoFlavour,
  type VideoEspressoRecord,
} from './video-espresso-record.ts';

type Format = (record: VideoEspressoRecord, id: string) => Record<string, unknown>;

const readRecord: RecordFormat['read'] = (json, report, frameOf): ReadRecord | null => {
  const record = parseVideoEspresso(json, report);
  if (!record) return null;
  const { bodies, problems } = draftsFromRecord(record, frameOf);
  return {
    videoPath: record.videoPath,
    drafts: bodies.map((body, i) => ({
      body,
      json: i === 0 ? (json as Record<string, unknown>) : null,
    })),
    framePaths: record.framePaths,
    notes: problems,
    ...scoreOf(record, json),
  };
};

/** What the evaluation script appends: the answer of a model, of which only a letter that stands as one counts. */
function scoreOf(
  { options, correctOption, task }: VideoEspressoRecord,
  json: unknown,
): Pick<ReadRecord, 'scored'> {
  const output: unknown = Object(json).model_output;
  if (typeof output !== 'string' || !options || correctOption === null) return {};
  return { scored: { task, isRight: letterIndex(output, options.length) === correctOption } };
}

function videoEspresso(
  flavour: VideoEspressoFlavour,
  { stem, format }: { stem: string; format: Format },
): RecordFormat {
  return {
    id: `video-espresso-${flavour}`,
    version: 2,
    stem,
    layout: 'array',
    files: [''],
    grouping: 'draft',
    writesSpans: false,
    conventions: {
      box_format:
        'cx, cy, w, h, each times 100, of the displayed picture (records); x1, y1, x2, y2 in 0-1 (records.jsonl)',
      escaping: 'a backslash after < in evidence marks a tag that is text',
    },
    read: readRecord,
    check: (draft, report) => checkVideoEspresso(draft, flavour, report),
    split: eachAlone,
    fileOf: oneFile,
    write: ([draft], context: WriteContext) =>
      draft ? format(recordFromDraft(draft, context), context.id) : {},
    join: firstPart,
  };
}

export const videoEspressoTest = videoEspresso('test', {
  stem: 'videoespresso_test',
  format: formatTestRecord,
});

export const videoEspressoTrainVideo = videoEspresso('train-video', {
  stem: 'videoespresso_train_video',
  format: formatTrainVideoRecord,
});

export const videoEspressoTrainImages = videoEspresso('train-images', {
  stem: 'videoespresso_train_multi_image',
  format: formatTrainImagesRecord,
});
