import { letterIndex, optionLetter } from '../core/option-letter.ts';
import type { FormatSettings } from './format-settings.ts';

/** What the loader puts the frames in place of; exactly one, in the first turn. */
export const IMAGE_TOKEN = '<image>';

export const withoutImage = (text: string): string =>
  text.replaceAll(IMAGE_TOKEN, '').replace(/^\s*\n|\n\s*$/g, '');

const OPTION_LINE = /^\s*\(?([A-Z])(?:[.:)]|\))\s*:?\s*(.+)$/;

export interface Choice {
  question: string;
  options: string[];
}

/** A question with options a line each, `A. …` onwards without a gap; what follows them asks how to answer. `null` = an open question. */
export function parseChoice(text: string): Choice | null {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => OPTION_LINE.exec(line)?.[1] === 'A');
  if (first < 1) return null;
  const options: string[] = [];
  for (const line of lines.slice(first)) {
    const [, letter, option] = OPTION_LINE.exec(line) ?? [];
    if (letter !== optionLetter(options.length) || option === undefined) break;
    options.push(option.trim());
  }
  const question = lines.slice(0, first).join('\n').trim();
  return options.length < 2 || question === '' ? null : { question, options };
}

/** `B.`, `B. The left one.` or the option's own words; `null` = none of them. */
export function parseChoiceAnswer(text: string, options: readonly string[]): number | null {
  const bare = (words: string): string => words.trim().replace(/\.$/, '').toLowerCase();
  const same = options.findIndex((option) => bare(option) === bare(text));
  return same === -1 ? letterIndex(text, options.length) : same;
}

/** The human turn of a multiple-choice question. */
export function choiceQuestion(
  { question, options }: Choice,
  { choiceAnswer, letterSuffix, optionSuffix }: FormatSettings['llava'],
): string {
  const suffix = choiceAnswer === 'letter' ? letterSuffix : optionSuffix;
  const lines = options.map((option, i) => `${optionLetter(i)}. ${oneLine(option)}`);
  return [question.trim(), ...lines, ...(suffix === '' ? [] : [suffix])].join('\n');
}

/** The answer to it. */
export function choiceAnswer(
  options: readonly string[],
  correct: number,
  settings: FormatSettings['llava'],
): string {
  const letter = optionLetter(correct);
  if (settings.choiceAnswer === 'letter') return `${letter}.`;
  const option = oneLine(options[correct] ?? '');
  return `${letter}. ${option}${/[.!?…。！？]$/.test(option) ? '' : '.'}`;
}

/** A line is an option: one with a break in it would end the list. */
const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').trim();

/** A single question that asks for a description: its answer is a caption. */
export const asksForCaption = (text: string): boolean =>
  /\b(?:describe|description|caption|narrate|depict)\b/i.test(text) && !text.includes('?');
