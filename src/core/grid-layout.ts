import type { Size } from './picture/geometry.ts';

/**
 * How several frames become one picture for a model that is shown one. All lengths in pixels.
 *
 * Known layouts: ShareGPT4Video's fast captioning (a 5 × 6 grid squeezed to 800 × 600, or one tall column with labelled rows),
 * its inference (a square grid with white bands of 50 px, long side at most 1,920) and its sliding captioner (two frames, one
 * above the other, 50 px apart).
 */
export interface GridLayout {
  columns: number;
  /** White space between cells, in pixels of the frames. */
  gapPx: number;
  /** A black line in the middle of each gap between rows. */
  lines: boolean;
  /** `left` = a white margin with the place of the frame, from 0, beside each row's first cell. */
  labels: 'none' | 'left';
  /** `fit`: shrunk so that the long side is at most `longSidePx`. `exact`: made this size, whatever the shape. */
  size: { kind: 'fit'; longSidePx: number } | { kind: 'exact'; widthPx: number; heightPx: number };
}

export interface Rect {
  xPx: number;
  yPx: number;
  widthPx: number;
  heightPx: number;
}

export interface PlacedGrid extends Size {
  /** One for each frame, row by row. */
  cells: Rect[];
  lines: Rect[];
  labels: { text: string; xPx: number; yPx: number; sizePx: number }[];
}

/** The margin of labels is a quarter of a frame, and at least this. */
const LEAST_MARGIN_PX = 100;
const LINE_PX = 2;

/** Where everything goes. @param cell size of the frames, which are all alike; `count` at least 1 */
export function placeGrid(count: number, cell: Size, layout: GridLayout): PlacedGrid {
  const { columns, gapPx } = layout;
  const rows = Math.ceil(count / columns);
  const marginPx = layout.labels === 'left' ? Math.max(cell.widthPx / 4, LEAST_MARGIN_PX) : 0;
  const full = {
    widthPx: marginPx + columns * cell.widthPx + (columns - 1) * gapPx,
    heightPx: rows * cell.heightPx + (rows - 1) * gapPx,
  };
  const size = scaledSize(full, layout.size);
  const sx = size.widthPx / full.widthPx;
  const sy = size.heightPx / full.heightPx;
  const scaled = (xPx: number, yPx: number, { widthPx, heightPx }: Size): Rect => ({
    xPx: xPx * sx,
    yPx: yPx * sy,
    widthPx: widthPx * sx,
    heightPx: heightPx * sy,
  });
  const xOf = (place: number) => marginPx + (place % columns) * (cell.widthPx + gapPx);
  const yOf = (place: number) => Math.floor(place / columns) * (cell.heightPx + gapPx);
  const places = Array.from({ length: count }, (_, place) => place);
  const firsts = places.filter((place) => place % columns === 0);
  return {
    ...size,
    cells: places.map((place) => scaled(xOf(place), yOf(place), cell)),
    lines: layout.lines
      ? firsts.slice(1).map((place) =>
          scaled(0, yOf(place) - gapPx / 2 - LINE_PX / 2, {
            widthPx: full.widthPx,
            heightPx: LINE_PX,
          }),
        )
      : [],
    labels:
      layout.labels === 'left'
        ? firsts.map((place) => ({
            text: String(place),
            xPx: (marginPx / 2) * sx,
            yPx: (yOf(place) + cell.heightPx / 2) * sy,
            sizePx: (marginPx / 2.5) * sx,
          }))
        : [],
  };
}

function scaledSize(full: Size, size: GridLayout['size']): Size {
  if (size.kind === 'exact') return { widthPx: size.widthPx, heightPx: size.heightPx };
  const scale = Math.min(1, size.longSidePx / Math.max(full.widthPx, full.heightPx));
  return {
    widthPx: Math.max(1, Math.round(full.widthPx * scale)),
    heightPx: Math.max(1, Math.round(full.heightPx * scale)),
  };
}
