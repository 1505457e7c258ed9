import { letterIndex, optionLetter } from '../core/option-letter.ts';
import { z } from '../core/zod.ts';
import { parseLenient, type ReportFinding } from './record-reader.ts';
import type { KeyItems, VideoEspressoRecord } from './video-espresso-record.ts';

const texts = z.array(z.string());

/** Either spelling of the frame list, and fields that some copies lack. */
const LENIENT = z.looseObject({
  question: z.string().trim().min(1),
  video_path: z.string().min(1).optional(),
  answer: z.string().optional(),
  options: texts.nullable().optional(),
  correct_answer: z.string().nullable().optional(),
  evidence: z.string().nullable().optional(),
  task: z.string().nullable().optional(),
  core_frames_paths: texts.optional(),
  core_frame_path: texts.optional(),
  keyframes_path: texts.optional(),
  core_frames_captions: texts.optional(),
  keyframes_captions: texts.optional(),
  key_items: z.unknown().optional(),
});
type Lenient = z.infer<typeof LENIENT>;

/** `(A): text` without its letter, if it is the letter of its place. */
function bareOption(option: string, index: number): string {
  const match = /^\(([A-Z])\): ?|^([A-Z])[.:)] /.exec(option);
  const letter = match?.[1] ?? match?.[2];
  return match && letter === optionLetter(index) ? option.slice(match[0].length) : option;
}

/** Index of the option that `(C)`, `C`, `C.` or `(C): text` names; `null` = it names none. */
function correctIndex(answer: string, options: readonly string[]): number | null {
  const isLetter = /^\s*(?:\([A-Z]\)|[A-Z])\s*$/.test(answer);
  const same = isLetter ? -1 : options.indexOf(answer.trim());
  return same === -1 ? letterIndex(answer, options.length) : same;
}

function readChoice(data: Lenient, report: ReportFinding) {
  if (!data.options?.length) return { options: null, correctOption: null };
  const options = data.options.map(bareOption);
  if (options.length !== 4) {
    const message = `The released set has 4 options, this record has ${options.length}; its scorer knows A to D only.`;
    report({ path: ['options'], message });
  }
  const told = data.correct_answer ?? '';
  const correctOption = told === '' ? null : correctIndex(told, options);
  if (correctOption === null) {
    const message = `"${told}" names none of the ${options.length} options.`;
    report({ path: ['correct_answer'], message });
  }
  return { options, correctOption };
}

/** Labels by frame, where the field has the plain shape that our own exports give it. */
function keyItemsOf(value: unknown): KeyItems {
  const parsed = z.record(z.string(), texts).safeParse(value);
  return parsed.success ? parsed.data : {};
}

/** The folder of the pictures, where a view of pictures names no video. */
const folderOf = (path: string | undefined): string => path?.replace(/\/[^/]*$/, '') ?? '';

function normalise(data: Lenient, report: ReportFinding): VideoEspressoRecord | null {
  const framePaths = data.core_frames_paths ?? data.core_frame_path ?? data.keyframes_path ?? [];
  const videoPath = data.video_path ?? folderOf(framePaths[0]);
  if (videoPath === '') {
    const message = 'There is neither a video path nor a picture.';
    report({ path: ['video_path'], message, isFatal: true });
    return null;
  }
  const { options, correctOption } = readChoice(data, report);
  const answer = data.answer || (correctOption === null ? '' : (options?.[correctOption] ?? ''));
  if (answer === '') {
    const message = 'There is no answer, and no option to take it from.';
    report({ path: ['answer'], message, isFatal: true });
    return null;
  }
  const captionKey = data.core_frames_captions ? 'core_frames_captions' : 'keyframes_captions';
  const captions = data[captionKey] ?? [];
  if (captions.length > 0 && captions.length !== framePaths.length) {
    const message = `There are ${captions.length} captions for ${framePaths.length} frames.`;
    report({ path: [captionKey], message });
  }
  return {
    question: data.question,
    answer,
    options,
    correctOption,
    evidence: data.evidence ?? '',
    task: data.task || null,
    videoPath,
    framePaths,
    frameCaptions: captions.length === framePaths.length ? captions : [],
    keyItems: keyItemsOf(data.key_items),
  };
}

/** A record of the test file or of either training file; optional keys of a wrong type are dropped and reported. */
export function parseVideoEspresso(
  json: unknown,
  report: ReportFinding,
): VideoEspressoRecord | null {
  const data = parseLenient(LENIENT, json, { required: ['question', 'video_path'], report });
  return data && normalise(data, report);
}
