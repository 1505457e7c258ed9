import { type PointerEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../../core/flow.ts';
import { formatTime } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { curvePath } from '../model/curve.ts';

const HEIGHT = 64;

/** How alike each sampled frame is to the core frame that stands for it, with the core frames below. Click to go there. */
export function Timeline({
  selection,
  range,
  focusedSec,
  onSeek,
}: {
  selection: Selection;
  /** `[startSec, endSec)` of the video. */
  range: { startSec: number; endSec: number };
  focusedSec: number | null;
  onSeek: (timeSec: number) => void;
}) {
  const { t } = useTranslation('frames');
  const { startSec, endSec } = range;
  const lengthSec = Math.max(1e-3, endSec - startSec);
  const percent = (timeSec: number) => `${((timeSec - startSec) / lengthSec) * 100}%`;
  const { sampledSec, similarity, core } = selection;
  const path = useMemo(
    () => curvePath(sampledSec, similarity, { startSec, endSec, height: HEIGHT }),
    [sampledSec, similarity, startSec, endSec],
  );
  const seek = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(startSec + ((event.clientX - box.left) / box.width) * lengthSec);
  };
  return (
    <Panel title={t('timeline.title')} meta={t('timeline.meta')} className="shrink-0">
      <div
        role="img"
        aria-label={t('timeline.label', {
          sampled: sampledSec.length,
          core: core.length,
          start: formatTime(startSec),
          end: formatTime(endSec),
        })}
        className="relative cursor-crosshair pb-5"
        onPointerDown={seek}
        onPointerMove={(event) => event.buttons === 1 && seek(event)}
      >
        <svg
          viewBox={`0 0 1000 ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className="block h-16 w-full overflow-visible border-b border-line"
        >
          <path d={path.area} className="fill-hover" />
          <path
            d={path.line}
            vectorEffect="non-scaling-stroke"
            className="fill-none stroke-ink-2"
            strokeWidth={1.4}
          />
        </svg>
        {core.map(({ frame }) => (
          <span
            key={frame.ptsSec}
            className="absolute top-[70px] h-3 w-1 -translate-x-1/2 rounded-full bg-accent"
            style={{ left: percent(frame.ptsSec) }}
          />
        ))}
        {focusedSec === null ? null : (
          <span
            className="pointer-events-none absolute inset-y-0 w-px bg-ink"
            style={{ left: percent(focusedSec) }}
          />
        )}
      </div>
      <div className="mono flex justify-between text-ink-3">
        <span>{formatTime(startSec)}</span>
        <span>{formatTime(endSec)}</span>
      </div>
    </Panel>
  );
}
