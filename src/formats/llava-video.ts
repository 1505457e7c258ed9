/** LLaVA-Video-178K: conversations about videos, and the YAML that the trainer loads (`docs/formats/llava-video.md`). */
import type { DraftBody, DraftView, ImportedRecord } from '../core/flow.ts';
import { z } from '../core/zod.ts';
import type { ReadRecord, RecordFormat, ReportProblem, WriteContext } from './dataset-format.ts';
import { answerOf, checkOptions } from './draft-checks.ts';
import {
  asksForCaption,
  choiceAnswer,
  choiceQuestion,
  IMAGE_TOKEN,
  parseChoice,
  parseChoiceAnswer,
  withoutImage,
} from './llava-text.ts';
import { parseLenient, type ReportFinding } from './record-reader.ts';

const TURN = z.looseObject({ from: z.string(), value: z.string() });
type Turn = z.infer<typeof TURN>;

const LENIENT = z.looseObject({
  id: z.union([z.string(), z.number()]).nullable().optional(),
  data_source: z.string().nullable().optional(),
  video: z.string().min(1),
  conversations: z.array(TURN).min(2),
});

const HUMAN: ReadonlySet<string> = new Set(['human', 'user']);
/** Captions of the whole video, by the tasks of `core/tasks.ts`. */
const WHOLE: ReadonlySet<string | null> = new Set(['caption-l3', 'video-caption']);

interface Pair {
  /** Turns from this question up to the next one. */
  turns: Turn[];
  human: string;
  answer: string;
}

/** Questions with their answers; what breaks the rules of the loader is reported, and the rest is read. */
function pairsOf(turns: readonly Turn[], report: ReportFinding): Pair[] {
  const pairs: Pair[] = [];
  let open: Turn[] = [];
  turns.forEach((turn, i) => {
    const isHuman = HUMAN.has(turn.from);
    const expected = i % 2 === 0;
    if (isHuman !== expected) {
      const message = `Turn ${i + 1} is from "${turn.from}": turns alternate, a human begins.`;
      report({ path: ['conversations', i, 'from'], message });
    }
    open.push(turn);
    if (isHuman) return;
    const question = open.findLast(({ from }) => HUMAN.has(from));
    if (!question) return;
    pairs.push({ turns: open, human: withoutImage(question.value), answer: turn.value });
    open = [];
  });
  const last = pairs.at(-1);
  if (last) last.turns.push(...open);
  checkImages(turns, report);
  return pairs;
}

function checkImages(turns: readonly Turn[], report: ReportFinding): void {
  const counts = turns.map(({ value }) => value.split(IMAGE_TOKEN).length - 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 1 && counts[0] === 1) return;
  const message = `${IMAGE_TOKEN} must stand once, in the first turn; it stands ${total} times.`;
  const at = Math.max(
    0,
    counts.findIndex((count, i) => (i === 0 ? count > 1 : count > 0)),
  );
  report({ path: ['conversations', at, 'value'], message });
}

const BLANK = { steps: [], evidence: [], options: null, correctOption: null, caption: null };

function bodyOf(
  { human, answer }: Pair,
  { isOnly, report, at }: { isOnly: boolean; report: ReportFinding; at: number },
): DraftBody {
  const choice = parseChoice(human);
  if (choice) {
    const correctOption = parseChoiceAnswer(answer, choice.options);
    if (correctOption === null) {
      const message = `"${answer}" names none of the ${choice.options.length} options.`;
      report({ path: ['conversations', at], message });
    }
    const words = correctOption === null ? answer : (choice.options[correctOption] ?? answer);
    return { ...BLANK, ...choice, kind: 'qa-choice', task: null, answer: words, correctOption };
  }
  if (isOnly && asksForCaption(human)) {
    const words = { question: null, answer: null, caption: answer };
    return { ...BLANK, ...words, kind: 'caption', task: 'video-caption' };
  }
  return { ...BLANK, kind: 'qa-open', task: null, question: human, answer };
}

function read(json: unknown, report: ReportFinding): ReadRecord | null {
  const data = parseLenient(LENIENT, json, { required: ['video', 'conversations'], report });
  if (!data) return null;
  const pairs = pairsOf(data.conversations, report);
  if (pairs.length === 0) {
    const message = 'No question is followed by an answer.';
    report({ path: ['conversations'], message, isFatal: true });
    return null;
  }
  const empty = pairs.findIndex(({ answer, human }) => answer.trim() === '' || human === '');
  if (empty !== -1) {
    const message = `Question ${empty + 1} or its answer is empty.`;
    report({ path: ['conversations'], message });
  }
  let at = 0;
  const drafts = pairs.map((pair) => {
    const body = bodyOf(pair, { isOnly: pairs.length === 1, report, at });
    at += pair.turns.length;
    return { body, json: { ...(json as object), conversations: pair.turns } };
  });
  return { videoPath: data.video, drafts, framePaths: [], notes: [] };
}

function check(draft: DraftView, report: ReportProblem): void {
  const words = [draft.question, draft.answer, draft.caption, ...(draft.options ?? [])];
  if (words.some((text) => text?.includes(IMAGE_TOKEN)))
    report('image-token', `The words contain ${IMAGE_TOKEN}, which stands for the video.`);
  if (draft.kind === 'caption') {
    if (!draft.caption?.trim()) report('no-caption', 'There is no caption.');
    if (!WHOLE.has(draft.task))
      report('partial-caption', 'This caption describes a part of the video only.');
    return;
  }
  if (!draft.question?.trim()) report('no-question', 'There is no question.');
  if (!answerOf(draft)) report('no-answer', 'There is no answer.');
  if (draft.kind === 'qa-choice') checkOptions(draft, report);
}

const FILES = { caption: 'cap', 'qa-open': 'oe', 'qa-choice': 'mc' } as const;

const fileOf = (drafts: readonly DraftBody[]): string => FILES[drafts[0]?.kind ?? 'qa-open'];

/** A caption is a conversation of its own; the open questions of a video are one, and so are its choices. */
function split(drafts: readonly DraftView[]): DraftView[][] {
  const of = (kind: DraftBody['kind']) => drafts.filter((draft) => draft.kind === kind);
  return [
    ...of('caption').map((caption) => [caption]),
    ...[of('qa-open'), of('qa-choice')].filter((group) => group.length > 0),
  ];
}

function turnsOf(draft: DraftBody, settings: WriteContext['settings']['llava']): [string, string] {
  if (draft.kind === 'caption') return [settings.captionPrompt, draft.caption?.trim() ?? ''];
  const question = draft.question?.trim() ?? '';
  const { options, correctOption } = draft;
  if (draft.kind !== 'qa-choice' || !options || correctOption === null)
    return [question, answerOf(draft)];
  const answer = choiceAnswer(options, correctOption, settings);
  return [choiceQuestion({ question, options }, settings), answer];
}

function write(drafts: readonly DraftBody[], { settings, video, videoPath, id }: WriteContext) {
  const file = fileOf(drafts);
  const suffix = file === 'cap' ? `-${id.slice(0, 8)}` : '';
  return {
    id: `${video.fingerprint.slice(0, 16)}-${file}${suffix}`,
    data_source: settings.llava.dataSource,
    video: videoPath,
    conversations: drafts.flatMap((draft, i) => {
      const [human, gpt] = turnsOf(draft, settings.llava);
      return [
        { from: 'human', value: i === 0 ? `${IMAGE_TOKEN}\n${human}` : human },
        { from: 'gpt', value: gpt },
      ];
    }),
  };
}

/** All parts in order; the first turn that is left carries the video. */
function join(parts: readonly ImportedRecord[]): Record<string, unknown> {
  const [first] = parts;
  const turns = parts.flatMap(({ json }) => json.conversations as Turn[]);
  const [head, ...rest] = turns;
  const hasImage = head?.value.includes(IMAGE_TOKEN) ?? true;
  const opened =
    head && !hasImage && first?.part !== 0
      ? [{ ...head, value: `${IMAGE_TOKEN}\n${head.value}` }, ...rest]
      : turns;
  return { ...first?.json, conversations: opened };
}

export const llavaVideo: RecordFormat = {
  id: 'llava-video',
  version: 1,
  stem: 'llava_video',
  layout: 'array',
  files: ['cap', 'oe', 'mc'],
  grouping: 'video',
  writesSpans: false,
  conventions: {
    video_folder: '`video` is relative to the folder that the trainer is given',
  },
  read,
  check,
  split,
  fileOf,
  write,
  join,
};
