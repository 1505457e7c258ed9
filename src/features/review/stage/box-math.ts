import type { Box } from '../../../core/flow.ts';

/** Smallest side of a box, as a share of the picture: large enough to grab again. */
export const MIN_SIDE = 0.01;

export interface Point {
  x: number;
  y: number;
}

/** Which sides a drag moves: -1 = left or top, 1 = right or bottom, 0 = neither. */
export interface Handle {
  x: -1 | 0 | 1;
  y: -1 | 0 | 1;
}

export const HANDLES: readonly Handle[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
];

/** The box of a keyboard user who has not dragged anything: the middle ninth. */
export const STARTING_BOX: Box = [1 / 3, 1 / 3, 2 / 3, 2 / 3];

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));
/** 1/10,000 of a side: finer than a pixel of any frame that is stored, and short in a file. */
const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const rounded = ([x1, y1, x2, y2]: Box): Box => [round(x1), round(y1), round(x2), round(y2)];

/** The box between two corners in any order, inside the picture. `null` when it is too small to be meant. */
export function boxBetween(from: Point, to: Point): Box | null {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)].map((x) => clamp(x, 0, 1));
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)].map((y) => clamp(y, 0, 1));
  const box: Box = [left ?? 0, top ?? 0, right ?? 0, bottom ?? 0];
  return box[2] - box[0] < MIN_SIDE || box[3] - box[1] < MIN_SIDE ? null : rounded(box);
}

/** Moves a box without changing its size; it stops at the edges of the picture. */
export function moveBox([x1, y1, x2, y2]: Box, by: Point): Box {
  const dx = clamp(by.x, -x1, 1 - x2);
  const dy = clamp(by.y, -y1, 1 - y2);
  return rounded([x1 + dx, y1 + dy, x2 + dx, y2 + dy]);
}

/** Moves the sides that a handle holds; a side stops at the edge and at the smallest size. */
export function resizeBox([x1, y1, x2, y2]: Box, handle: Handle, by: Point): Box {
  return rounded([
    handle.x === -1 ? clamp(x1 + by.x, 0, x2 - MIN_SIDE) : x1,
    handle.y === -1 ? clamp(y1 + by.y, 0, y2 - MIN_SIDE) : y1,
    handle.x === 1 ? clamp(x2 + by.x, x1 + MIN_SIDE, 1) : x2,
    handle.y === 1 ? clamp(y2 + by.y, y1 + MIN_SIDE, 1) : y2,
  ]);
}

const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What an arrow key does to a box: moves it by a hundredth of the picture, with Shift its lower right corner. `null` = not an arrow. */
export function nudge(box: Box, press: { key: string; shiftKey: boolean }): Box | null {
  const arrow = ARROWS[press.key];
  if (!arrow) return null;
  const by = { x: arrow.x / 100, y: arrow.y / 100 };
  return press.shiftKey ? resizeBox(box, { x: 1, y: 1 }, by) : moveBox(box, by);
}

/** Where a box sits, as CSS percentages. */
export function boxStyle([x1, y1, x2, y2]: Box): {
  left: string;
  top: string;
  width: string;
  height: string;
} {
  const percent = (share: number): string => `${share * 100}%`;
  return { left: percent(x1), top: percent(y1), width: percent(x2 - x1), height: percent(y2 - y1) };
}

/** Readable on any picture in both themes; text on them is dark. */
const COLOURS = ['#e0a869', '#8ab6e8', '#9bd39e', '#f2a59d', '#ecd27c', '#cfaaf0'];

/** The same label has the same colour all over a card; `labels` are those of the card in a fixed order. */
export function boxColour(label: string, labels: readonly string[]): string {
  const index = Math.max(0, labels.indexOf(label));
  return COLOURS[index % COLOURS.length] ?? '#e0a869';
}
