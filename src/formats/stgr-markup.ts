/**
 * Grounded reasoning text of STGR (Open-o3-Video): `<obj>label</obj><box>[x1,y1,x2,y2]</box>at<t>seconds</t>s`. A line is a step, as
 * in VideoEspresso; an object that is not in the words follows in brackets. A tag that a person typed gets a backslash after its
 * `<`, which reading removes.
 */
import type { Box, Evidence, ReasoningStep } from '../core/flow.ts';
import { oneLine } from './evidence-markup.ts';

const TYPED_TAG = /<(\\*)(?=\/?(?:obj|box|t)>)/g;
const ESCAPED_TAG = /<\\(?=\\*\/?(?:obj|box|t)>)/g;
const TAGGED =
  /<obj>([\s\S]*?)<\/obj>((?:\s*<box>[\s\S]*?<\/box>)*)(?:\s*at\s*<t>([\s\S]*?)<\/t>\s*s)?/g;
const BOX = /<box>([\s\S]*?)<\/box>/g;
const BARE_TIME = /<t>([\d.\s]*)<\/t>/g;

const escapeTags = (text: string): string => text.replace(TYPED_TAG, '<\\$1');
const unescapeTags = (text: string): string => text.replace(ESCAPED_TAG, '<');

const boxText = (box: Box): string => `<box>[${box.join(',')}]</box>`;

interface TimedBoxes {
  label: string;
  boxes: Box[];
  timeSec: number;
}

function groups(step: ReasoningStep): TimedBoxes[] {
  const found: TimedBoxes[] = [];
  for (const { frame, boxes = [] } of step.evidence) {
    if (!frame) continue;
    for (const { label, xyxy } of boxes) {
      const name = oneLine(label);
      const known = found.find((one) => one.label === name && one.timeSec === frame.ptsSec);
      if (known) known.boxes.push(xyxy);
      else found.push({ label: name, boxes: [xyxy], timeSec: frame.ptsSec });
    }
  }
  return found;
}

const tagged = ({ label, boxes, timeSec }: TimedBoxes): string =>
  `<obj>${escapeTags(label)}</obj>${boxes.map(boxText).join('')}at<t>${timeSec}</t>s`;

/** One step as one line. */
export function formatGroundedStep(step: ReasoningStep): string {
  const tags = groups(step).map(tagged);
  const words = escapeTags(oneLine(step.text));
  return [words, tags.length > 0 ? `(${tags.join(', ')})` : ''].filter(Boolean).join(' ');
}

function parseBox(text: string): Box | null {
  const numbers = text
    .replace(/[[\]\s]/g, '')
    .split(',')
    .map((part) => (part === '' ? Number.NaN : Number(part)));
  const [x1 = Number.NaN, y1 = Number.NaN, x2 = Number.NaN, y2 = Number.NaN] = numbers;
  if (numbers.length !== 4 || numbers.some((one) => !Number.isFinite(one))) return null;
  return [x1, y1, x2, y2];
}

/** The key frame at a time; `null` = there is none. */
export type FrameAt = (timeSec: number) => Evidence['frame'] | null;

/** Steps with their boxes, each on the key frame of its time, and what could not be read. */
export function parseGroundedText(
  text: string,
  frameAt: FrameAt,
): { steps: ReasoningStep[]; problems: string[] } {
  const problems: string[] = [];
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const steps = lines
    .filter((line) => line !== '')
    .map((line) => parseLine(line, frameAt, problems));
  return { steps, problems };
}

function parseLine(line: string, frameAt: FrameAt, problems: string[]): ReasoningStep {
  const evidence: Evidence[] = [];
  const take = (label: string, list: string, time: string | undefined): string => {
    const name = unescapeTags(label);
    const boxes = [...list.matchAll(BOX)].flatMap(([, inner = '']) => {
      const xyxy = parseBox(inner);
      if (!xyxy) problems.push(`The box of "${name}" is not four numbers: ${inner}`);
      return xyxy ? [{ label: name, xyxy }] : [];
    });
    const frame = time === undefined ? null : frameAt(Number(time));
    if (time !== undefined && !frame)
      problems.push(`"${name}" is placed at ${time} s, where no key frame with a picture is.`);
    if (boxes.length > 0) evidence.push(frame ? { frame, boxes } : { boxes });
    else if (frame) evidence.push({ frame });
    return label;
  };
  const trailing = /(?:^|\s)\((<obj>.*<\/obj>.*)\)$/.exec(line);
  const isList = trailing?.[1]?.replace(TAGGED, '').replace(/[,\s]/g, '') === '';
  const sentence = trailing && isList ? line.slice(0, trailing.index) : line;
  const words = sentence
    .replace(TAGGED, (...found) => take(found[1], found[2], found[3]))
    .replace(BARE_TIME, '$1');
  if (isList)
    for (const [, label = '', list = '', time] of trailing?.[1]?.matchAll(TAGGED) ?? [])
      take(label, list, time);
  return { text: unescapeTags(words), evidence };
}
