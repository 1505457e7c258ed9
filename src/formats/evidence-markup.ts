/**
 * The `evidence` field of VideoEspresso: reasoning text with objects and boxes marked inline,
 * `<obj_start>label<obj_end><box_start>[[cx, cy, w, h], …]<box_end>` (`docs/formats/videoespresso.md`).
 *
 * One reasoning step is one line. A label that stands in the step's words is marked where it stands; the others follow in
 * brackets at the end of the line. A tag that a person typed is written with a backslash after its `<`, which reading removes.
 */
import { boxFromCentrePercent, boxToCentrePercent } from '../core/boxes.ts';
import type { Box } from '../core/flow.ts';

interface LabelledBox {
  label: string;
  xyxy: Box;
}

export interface MarkedStep {
  text: string;
  boxes: LabelledBox[];
}

const TYPED_TAG = /<(\\*)(?=(?:obj|box)_(?:start|end)>)/g;
const ESCAPED_TAG = /<\\(?=\\*(?:obj|box)_(?:start|end)>)/g;
const OBJECT = /<obj_start>([\s\S]*?)<obj_end>(?:\s*<box_start>([\s\S]*?)<box_end>)?/g;
const BRACKETED =
  /(?:^|\s)\((<obj_start>(?:(?!<obj_end>).)*<obj_end><box_start>[^<]*<box_end>(?:, <obj_start>(?:(?!<obj_end>).)*<obj_end><box_start>[^<]*<box_end>)*)\)$/;
/** Letters of scripts that put spaces between words: there a label must be a whole word. */
const WORD = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}_]/u;

const escapeTags = (text: string): string => text.replace(TYPED_TAG, '<\\$1');
const unescapeTags = (text: string): string => text.replace(ESCAPED_TAG, '<');

/** As a step is written: line breaks become spaces, because a line is a step. */
export const oneLine = (text: string): string =>
  text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();

function markup(label: string, boxes: readonly Box[]): string {
  const list = boxes.map((box) => `[${boxToCentrePercent(box).join(', ')}]`).join(', ');
  return `<obj_start>${escapeTags(label)}<obj_end><box_start>[${list}]<box_end>`;
}

function byLabel(boxes: readonly LabelledBox[]): Map<string, Box[]> {
  const groups = new Map<string, Box[]>();
  for (const { label, xyxy } of boxes) {
    const name = oneLine(label);
    groups.set(name, [...(groups.get(name) ?? []), xyxy]);
  }
  return groups;
}

interface Place {
  start: number;
  end: number;
  label: string | null;
}

/** Tags that a person typed: no label may be marked inside one, or the two would melt into each other. */
const typedTags = (text: string): Place[] =>
  [...text.matchAll(/<\\*(?:obj|box)_(?:start|end)>/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: null,
  }));

const isFree = (place: Place, taken: readonly Place[]): boolean =>
  taken.every((other) => place.end <= other.start || place.start >= other.end);

/** First whole-word place of the label that nothing else has taken; not behind a bracket, which would read as a trailing list. */
function findPlace(text: string, label: string, taken: readonly Place[]): Place | null {
  if (label === '') return null;
  for (let start = text.indexOf(label); start !== -1; start = text.indexOf(label, start + 1)) {
    const place = { start, end: start + label.length, label };
    const [before, after] = [text[start - 1] ?? ' ', text[place.end] ?? ' '];
    const splitsWord =
      (WORD.test(before) && WORD.test(label[0] ?? '')) ||
      (WORD.test(after) && WORD.test(label.at(-1) ?? ''));
    if (!splitsWord && before !== '(' && isFree(place, taken)) return place;
  }
  return null;
}

/** One step as one line of markup. Boxes of one label share a list. */
export function formatStep(step: MarkedStep): string {
  const text = oneLine(step.text);
  const groups = byLabel(step.boxes);
  const taken = typedTags(text);
  for (const label of [...groups.keys()].sort((a, b) => b.length - a.length)) {
    const place = findPlace(text, label, taken);
    if (place) taken.push(place);
  }
  const places = taken.sort((a, b) => a.start - b.start);
  let line = '';
  let at = 0;
  for (const { start, end, label } of places) {
    if (label === null) continue;
    line += escapeTags(text.slice(at, start)) + markup(label, groups.get(label) ?? []);
    at = end;
  }
  line += escapeTags(text.slice(at));
  const inText = new Set(places.map((place) => place.label));
  const rest = [...groups]
    .filter(([label]) => !inText.has(label))
    .map(([label, boxes]) => markup(label, boxes));
  if (rest.length === 0) return line;
  return `${line}${line === '' ? '' : ' '}(${rest.join(', ')})`;
}

/** All steps, a line each. */
export const formatEvidence = (steps: readonly MarkedStep[]): string =>
  steps
    .map(formatStep)
    .filter((line) => line !== '')
    .join('\n');

/** Lists in lists in lists were seen; a list without end must not fill the stack. */
const BOX_LIST_DEPTH = 8;

/** `[]`, `[cx, cy, w, h]`, `[[…], […]]` and deeper; `null` for anything else. */
function parseBoxes(list: string): Box[] | null {
  let value: unknown;
  try {
    value = JSON.parse(list);
  } catch {
    return null;
  }
  if (!Array.isArray(value)) return null;
  const numbers: unknown[] = value.flat(BOX_LIST_DEPTH);
  const boxes: Box[] = [];
  for (let i = 0; i < numbers.length; i += 4) {
    const [cx, cy, w, h] = numbers.slice(i, i + 4);
    if (![cx, cy, w, h].every((n) => typeof n === 'number' && Number.isFinite(n))) return null;
    boxes.push(boxFromCentrePercent([Number(cx), Number(cy), Number(w), Number(h)]));
  }
  return boxes;
}

function parseLine(line: string, problems: string[]): MarkedStep {
  const boxes: LabelledBox[] = [];
  const take = (label: string, list: string | undefined): string => {
    const name = unescapeTags(label);
    const parsed = list === undefined || list.trim() === '' ? [] : parseBoxes(list);
    if (parsed === null)
      problems.push(`The box list of "${name}" is not numbers in fours: ${list?.slice(0, 80)}`);
    for (const xyxy of parsed ?? []) boxes.push({ label: name, xyxy });
    return label;
  };
  const trailing = BRACKETED.exec(line);
  const sentence = trailing ? line.slice(0, trailing.index) : line;
  const text = sentence.replace(OBJECT, (_all, label: string, list: string | undefined) =>
    take(label, list),
  );
  for (const [, label = '', list] of trailing?.[1]?.matchAll(OBJECT) ?? []) take(label, list);
  return { text: unescapeTags(text), boxes };
}

/** Steps of an `evidence` field, and what in it could not be read; the readable rest is kept. */
export function parseEvidence(evidence: string): { steps: MarkedStep[]; problems: string[] } {
  const problems: string[] = [];
  const steps = evidence
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => parseLine(line, problems));
  return { steps, problems };
}
