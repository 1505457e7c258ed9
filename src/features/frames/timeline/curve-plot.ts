import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** One line over time; `null` = nothing is known there. */
export interface Curve {
  id: string;
  values: readonly (number | null)[];
  /** CSS variable that colours it. */
  colour: string;
  /** The area below is filled. */
  isFilled?: boolean;
}

export interface PlotContent {
  timesSec: readonly number[];
  curves: readonly Curve[];
  cutsSec: readonly number[];
  coreSec: readonly number[];
  /** `[startSec, endSec)` of the video. */
  range: { startSec: number; endSec: number };
}

const HEIGHT_PX = 92;
/** Of the strip for core frames below the curves. */
const MARKS_PX = 16;

const cssColour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * Curves of one video in a uPlot without axes: x is presentation time over the whole width, y a share or a cosine, 0–1. Cuts are dashed lines
 * over the height, core frames bars below. Colours are read at every drawing, so that `redraw` follows a change of theme.
 */
export class CurvePlot {
  readonly #plot: uPlot;
  #content: PlotContent;

  constructor(host: HTMLElement, widthPx: number, content: PlotContent) {
    this.#content = content;
    this.#plot = new uPlot(this.#options(widthPx), dataOf(content), host);
  }

  resize(widthPx: number): void {
    this.#plot.setSize({ width: widthPx, height: HEIGHT_PX });
  }

  redraw(): void {
    this.#plot.redraw(false);
  }

  /** Takes other values. The curves stay the same ones, in the same order. */
  show(content: PlotContent): void {
    this.#content = content;
    this.#plot.setData(dataOf(content), true);
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #options(widthPx: number): uPlot.Options {
    return {
      width: widthPx,
      height: HEIGHT_PX,
      padding: [4, 0, MARKS_PX, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: {
          time: false,
          range: () => [this.#content.range.startSec, this.#content.range.endSec],
        },
        y: { range: [0, 1] },
      },
      axes: [{ show: false }, { show: false }],
      series: [{}, ...this.#content.curves.map(seriesOf)],
      hooks: { drawClear: [(plot) => this.#drawMarks(plot)] },
    };
  }

  #drawMarks({ ctx, bbox, valToPos }: uPlot): void {
    const { cutsSec, coreSec } = this.#content;
    const pixel = devicePixelRatio;
    const bottom = bbox.top + bbox.height;
    ctx.save();
    ctx.fillStyle = cssColour('--line');
    ctx.fillRect(bbox.left, bottom, bbox.width, pixel);
    ctx.strokeStyle = cssColour('--line-strong');
    ctx.lineWidth = pixel;
    ctx.setLineDash([3 * pixel, 3 * pixel]);
    ctx.beginPath();
    for (const timeSec of cutsSec) {
      const x = Math.round(valToPos(timeSec, 'x', true));
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bottom);
    }
    ctx.stroke();
    ctx.fillStyle = cssColour('--accent');
    for (const timeSec of coreSec) {
      const x = valToPos(timeSec, 'x', true);
      ctx.fillRect(Math.round(x - 1.5 * pixel), bottom + 3 * pixel, 3 * pixel, 10 * pixel);
    }
    ctx.restore();
  }
}

const dataOf = ({ timesSec, curves }: PlotContent): uPlot.AlignedData => [
  [...timesSec],
  ...curves.map(({ values }) => [...values]),
];

const seriesOf = ({ colour, isFilled = false }: Curve): uPlot.Series => ({
  stroke: () => cssColour(colour),
  ...(isFilled ? { fill: () => cssColour('--hover') } : {}),
  width: 1.4,
  points: { show: false },
  spanGaps: true,
});
