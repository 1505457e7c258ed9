import { type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { EmbeddingMatrix } from '../../../core/flow.ts';
import { darkestCosine, type MapRange } from '../../../core/similarity-map.ts';
import { useWidth } from '../../../ui/use-width.ts';
import { useTheme } from '../model/use-theme.ts';
import { drawMap, rgbOf } from './draw-map.ts';

export interface SimilarityMapProps {
  embeddings: EmbeddingMatrix;
  range: MapRange;
  /** Places of the core frames; they are drawn as lines. */
  core: readonly number[];
  focusedPlace: number;
  label: string;
  /** The places under the pointer, across and down; `null` = it left. */
  onPair: (pair: [number, number] | null) => void;
  onZoom: (factor: number, anchor: number) => void;
  /** A click; the frame across. */
  onPick: (place: number) => void;
}

/** The map as a canvas: the wheel zooms around the pointer, a click goes to the frame. The keyboard has the buttons above it. */
export function SimilarityMap(props: SimilarityMapProps) {
  const { embeddings, range, core, focusedPlace, label, onPair, onZoom, onPick } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const widthPx = useWidth(box);
  const { from, to } = range;
  const isDrawn = useMapDrawing(canvas, { embeddings, range, widthPx });
  const placeAt = (offset: number, size: number): number =>
    Math.min(to - 1, Math.max(from, from + Math.floor((offset / size) * (to - from))));
  const pairAt = (event: PointerEvent<HTMLElement>): [number, number] => {
    const area = event.currentTarget.getBoundingClientRect();
    return [
      placeAt(event.clientX - area.left, area.width),
      placeAt(event.clientY - area.top, area.height),
    ];
  };
  useWheelZoom(box, range, onZoom);
  const percent = (place: number) => `${((place + 0.5 - from) / (to - from)) * 100}%`;
  const isInside = (place: number) => place >= from && place < to;
  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      aria-busy={!isDrawn}
      className="relative aspect-square w-full cursor-crosshair overflow-hidden rounded-md border border-line"
      onPointerMove={(event) => onPair(pairAt(event))}
      onPointerLeave={() => onPair(null)}
      onPointerDown={(event) => onPick(pairAt(event)[0])}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full [image-rendering:pixelated]" />
      {core.filter(isInside).map((place) => (
        <span
          key={place}
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 w-px bg-ink/40"
          style={{ left: percent(place) }}
        />
      ))}
      {isInside(focusedPlace) ? (
        <>
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 w-px bg-info"
            style={{ left: percent(focusedPlace) }}
          />
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-x-0 h-px bg-info"
            style={{ top: percent(focusedPlace) }}
          />
        </>
      ) : null}
    </div>
  );
}

/** Draws again whenever something that the picture depends on changes. @returns whether the drawing is done */
function useMapDrawing(
  canvas: RefObject<HTMLCanvasElement | null>,
  {
    embeddings,
    range,
    widthPx,
  }: Pick<SimilarityMapProps, 'embeddings' | 'range'> & { widthPx: number },
): boolean {
  const theme = useTheme();
  const darkest = useMemo(() => darkestCosine(embeddings), [embeddings]);
  const [isDrawn, setDrawn] = useState(false);
  const { from, to } = range;
  useEffect(() => {
    const target = canvas.current;
    const sizePx = Math.round(widthPx * devicePixelRatio);
    if (!target || sizePx === 0 || theme === null) return;
    if (target.width !== sizePx) {
      target.width = sizePx;
      target.height = sizePx;
    }
    const stop = new AbortController();
    const look = { range: { from, to }, low: rgbOf('--surface'), high: rgbOf('--accent'), darkest };
    setDrawn(false);
    void drawMap(target, embeddings, { look, signal: stop.signal }).then(
      (isWhole) => isWhole && setDrawn(true),
    );
    return () => stop.abort();
  }, [canvas, embeddings, from, to, widthPx, darkest, theme]);
  return isDrawn;
}

/** React listens for the wheel passively, so that the page would scroll along: this does not. */
function useWheelZoom(
  box: RefObject<HTMLElement | null>,
  { from, to }: MapRange,
  onZoom: SimilarityMapProps['onZoom'],
): void {
  const zoom = useRef(onZoom);
  useEffect(() => {
    zoom.current = onZoom;
  });
  useEffect(() => {
    const target = box.current;
    if (!target) return;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const area = target.getBoundingClientRect();
      const share = (event.clientX - area.left) / area.width;
      zoom.current(event.deltaY < 0 ? 1.25 : 0.8, from + share * (to - from));
    };
    target.addEventListener('wheel', turn, { passive: false });
    return () => target.removeEventListener('wheel', turn);
  }, [box, from, to]);
}
