import { z } from '../core/zod.ts';
import { type JsonItem, JsonItemSplitter, type TextPosition } from './json-items.ts';
import { type JsonPath, offsetOfPath, pathText, positionInFile } from './json-position.ts';
import { syntaxErrorOffset } from './json-syntax.ts';
import { optionLetter, type VideoEspressoRecord } from './video-espresso-record.ts';

/** Something in a dataset file that could not be used. `isFatal` = the record was left out; else only that field. */
interface ReadProblem extends TextPosition {
  path: string;
  message: string;
  isFatal: boolean;
}

export interface ReadItem extends TextPosition {
  record: VideoEspressoRecord | null;
  problems: ReadProblem[];
}

const texts = z.array(z.string());

/** Either spelling of the frame list, and fields that some copies lack. */
const LENIENT = z.looseObject({
  question: z.string().trim().min(1),
  video_path: z.string().min(1),
  answer: z.string().optional(),
  options: texts.optional(),
  correct_answer: z.string().optional(),
  evidence: z.string().optional(),
  task: z.string().nullable().optional(),
  core_frames_paths: texts.optional(),
  core_frame_path: texts.optional(),
  keyframes_path: texts.optional(),
  core_frames_captions: texts.optional(),
});
type Lenient = z.infer<typeof LENIENT>;
const REQUIRED: ReadonlySet<PropertyKey | undefined> = new Set([
  undefined,
  'question',
  'video_path',
]);

interface Finding {
  path: JsonPath;
  message: string;
  isFatal: boolean;
}

/** Drops optional fields of a wrong type and keeps the rest; `null` when the record cannot be kept. */
function validate(json: unknown, findings: Finding[]): Lenient | null {
  const first = LENIENT.safeParse(json);
  if (first.success) return first.data;
  for (const { path, message } of first.error.issues) {
    findings.push({ path, message, isFatal: REQUIRED.has(path[0]) });
  }
  if (findings.some((finding) => finding.isFatal)) return null;
  const broken = new Set(findings.map((finding) => finding.path[0]));
  const kept = Object.entries(Object(json)).filter(([key]) => !broken.has(key));
  return LENIENT.parse(Object.fromEntries(kept));
}

/** `(A): text` without its letter, if it is the letter of its place. */
function bareOption(option: string, index: number): string {
  const match = /^\(([A-Z])\): ?|^([A-Z])[.:)] /.exec(option);
  const letter = match?.[1] ?? match?.[2];
  return match && letter === optionLetter(index) ? option.slice(match[0].length) : option;
}

/** Index of the option that `(C)`, `C`, `C.` or `(C): text` names; `null` = it names none. */
function correctIndex(answer: string, options: readonly string[]): number | null {
  const letter = /^\s*(?:\(([A-Z])\)|([A-Z])(?=[.:)\s]|$))/.exec(answer);
  const named = (letter?.[1] ?? letter?.[2])?.charCodeAt(0);
  if (named !== undefined && named - 65 < options.length) return named - 65;
  const same = options.indexOf(answer.trim());
  return same === -1 ? null : same;
}

function readChoice(data: Lenient, findings: Finding[]) {
  if (!data.options?.length) return { options: null, correctOption: null };
  const options = data.options.map(bareOption);
  const told = data.correct_answer ?? '';
  const correctOption = told === '' ? null : correctIndex(told, options);
  if (correctOption === null) {
    const message = `"${told}" names none of the ${options.length} options.`;
    findings.push({ path: ['correct_answer'], message, isFatal: false });
  }
  return { options, correctOption };
}

function normalise(data: Lenient, findings: Finding[]): VideoEspressoRecord | null {
  const { options, correctOption } = readChoice(data, findings);
  const answer = data.answer || (correctOption === null ? '' : (options?.[correctOption] ?? ''));
  if (answer === '') {
    findings.push({
      path: ['answer'],
      message: 'There is no answer, and no option to take it from.',
      isFatal: true,
    });
    return null;
  }
  const framePaths = data.core_frames_paths ?? data.core_frame_path ?? data.keyframes_path ?? [];
  const captions = data.core_frames_captions ?? [];
  if (captions.length > 0 && captions.length !== framePaths.length) {
    const message = `There are ${captions.length} captions for ${framePaths.length} frames.`;
    findings.push({ path: ['core_frames_captions'], message, isFatal: false });
  }
  return {
    question: data.question,
    answer,
    options,
    correctOption,
    evidence: data.evidence ?? '',
    task: data.task || null,
    videoPath: data.video_path,
    framePaths,
    frameCaptions: captions.length === framePaths.length ? captions : [],
  };
}

const place = (item: JsonItem, { path, message, isFatal }: Finding): ReadProblem => ({
  ...positionInFile(item, offsetOfPath(item.text, path)),
  path: pathText(path),
  message,
  isFatal,
});

/** One element of the file. Never throws: what is wrong with it is a value. */
function readItem(item: JsonItem): ReadItem {
  const { line, column } = item;
  let json: unknown;
  try {
    json = JSON.parse(item.text);
  } catch {
    const at = positionInFile(item, syntaxErrorOffset(item.text) ?? 0);
    const problem = { ...at, path: '', message: 'This is not valid JSON.', isFatal: true };
    return { line, column, record: null, problems: [problem] };
  }
  const findings: Finding[] = [];
  const data = validate(json, findings);
  const record = data && normalise(data, findings);
  return { line, column, record, problems: findings.map((finding) => place(item, finding)) };
}

/** Records of a VideoEspresso file as its text streams in; the test file, the training file, as an array or as JSON lines. */
export async function* readVideoEspresso(chunks: AsyncIterable<string>): AsyncGenerator<ReadItem> {
  const splitter = new JsonItemSplitter();
  let last: TextPosition = { line: 1, column: 1 };
  for await (const chunk of chunks) {
    for (const item of splitter.push(chunk)) {
      last = item;
      yield readItem(item);
    }
  }
  const { items, isComplete } = splitter.end();
  for (const item of items) {
    last = item;
    yield readItem(item);
  }
  if (isComplete) return;
  const message = 'The file ends before its list does: something may be missing.';
  const { line, column } = last;
  yield {
    line,
    column,
    record: null,
    problems: [{ line, column, path: '', message, isFatal: false }],
  };
}
