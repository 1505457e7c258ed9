import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { cardRange } from '../model/card.ts';
import { useReview, useSession } from '../review-context.ts';
import { useStageActions } from '../use-stage-actions.ts';
import { TimelineMarks } from './TimelineMarks.tsx';
import { shareAt, type TimeRange, timeAt } from './timeline-math.ts';

const EMPTY: TimeRange = { startSec: 0, endSec: 1 };

/** Where in the video everything is: samples, core frames, cited frames, spans and the playhead. */
export function Timeline() {
  const { t } = useTranslation('review');
  const range = useSession((state) => (state.card ? cardRange(state.card) : EMPTY));
  const hasCurve = useSession((state) => state.card?.selection !== null);
  const mark = useSession((state) => state.spanMark);
  const pending = mark
    ? t(mark.end === 'in' ? 'timeline.inPoint' : 'timeline.outPoint', {
        time: formatTime(mark.timeSec),
      })
    : null;
  return (
    <Panel
      title={t('timeline.label')}
      meta={pending ?? t(hasCurve ? 'timeline.meta' : 'timeline.metaPlain')}
      actions={
        <span className="mono text-ink-3">
          {t('timeline.range', {
            start: formatTime(range.startSec),
            end: formatTime(range.endSec),
          })}
        </span>
      }
      padded={false}
      className="h-full"
      bodyClassName="px-3 pb-2"
    >
      <Track range={range} />
    </Panel>
  );
}

/** The draggable area. A slider for the keyboard: arrows go a second, with Shift ten, Home and End to the ends. */
function Track({ range }: { range: TimeRange }) {
  const { t } = useTranslation('review');
  const { player } = useReview();
  const { goTo } = useStageActions();
  const track = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const isDragging = useRef(false);
  useEffect(
    () =>
      player.playhead.follow((timeSec) => {
        const share = shareAt(range, timeSec);
        if (head.current) head.current.style.left = `${share * 100}%`;
        track.current?.setAttribute('aria-valuenow', timeSec.toFixed(3));
        track.current?.setAttribute('aria-valuetext', formatTime(timeSec, 3));
      }),
    [player, range],
  );

  const at = (event: PointerEvent): number => {
    const area = event.currentTarget.getBoundingClientRect();
    return timeAt(range, (event.clientX - area.left) / area.width);
  };
  const press = (event: KeyboardEvent): void => {
    const by = event.shiftKey ? 10 : 1;
    const target = {
      ArrowLeft: player.playhead.timeSec - by,
      ArrowRight: player.playhead.timeSec + by,
      Home: range.startSec,
      End: range.endSec,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    goTo(target);
  };
  return (
    <div
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.slider')}
      aria-valuemin={range.startSec}
      aria-valuemax={range.endSec}
      aria-valuenow={range.startSec}
      className="relative h-full min-h-12 cursor-pointer touch-none"
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragging.current = true;
        player.scrub(at(event));
      }}
      onPointerMove={(event) => isDragging.current && player.scrub(at(event))}
      onPointerUp={(event) => {
        isDragging.current = false;
        goTo(at(event));
      }}
    >
      <TimelineMarks range={range} />
      <div ref={head} className="pointer-events-none absolute inset-y-0 w-px bg-accent">
        <span className="absolute -left-[3px] -top-0.5 size-[7px] rounded-full bg-accent" />
      </div>
    </div>
  );
}
