import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection, VideoFile } from '../../../core/flow.ts';
import { motionCurve, similarityToKept } from '../../../core/selection/frame-curves.ts';
import type { SelectionSignals } from '../../../pipeline/selecting.ts';
import { cn } from '../../../ui/cn.ts';
import { formatTime } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import type { FramesPlayer } from '../model/frames-player.ts';
import { Curves } from './Curves.tsx';
import type { PlotContent } from './curve-plot.ts';

const CURVES = [
  { id: 'similarity', colour: '--ink-2', swatch: 'bg-ink-2' },
  { id: 'motion', colour: '--info', swatch: 'bg-info' },
  { id: 'relevance', colour: '--ok', swatch: 'bg-ok' },
] as const;

export interface TimelineProps {
  video: VideoFile;
  selection: Selection;
  signals: SelectionSignals | null;
  relevance: Float64Array | null;
  cuts: { cutsSec: readonly number[]; isEstimate: boolean };
  player: FramesPlayer;
}

/** Similarity, motion and relevance over time with cuts and core frames. It is the slider of the player. */
export const Timeline = memo(function Timeline(props: TimelineProps) {
  const { cuts, relevance, player } = props;
  const { t } = useTranslation('frames');
  const content = usePlot(props);
  return (
    <Panel
      title={t('timeline.title')}
      className="shrink-0"
      actions={
        <ul className="flex flex-wrap items-center gap-3 text-sm text-ink-2">
          {CURVES.filter(({ id }) => id !== 'relevance' || relevance).map(({ id, swatch }) => (
            <li key={id} className="flex items-center gap-1.5">
              <span className={cn('h-0.5 w-3', swatch)} aria-hidden="true" />
              {t(`timeline.curves.${id}`)}
            </li>
          ))}
          <li className="flex items-center gap-1.5">
            <span
              className="h-3 w-0 border-s border-dashed border-line-strong"
              aria-hidden="true"
            />
            {t(cuts.isEstimate ? 'timeline.cutsEstimated' : 'timeline.cutsExact', {
              count: content.cutsSec.length,
            })}
          </li>
          <li className="flex items-center gap-1.5">
            <span className="h-2.5 w-1 bg-accent" aria-hidden="true" />
            {t('timeline.core', { count: content.coreSec.length })}
          </li>
        </ul>
      }
    >
      <TimeSlider player={player} content={content}>
        <Curves content={content} />
      </TimeSlider>
      <div className="mono flex justify-between text-ink-3">
        <span>{formatTime(content.range.startSec)}</span>
        <span>{formatTime(content.range.endSec)}</span>
      </div>
    </Panel>
  );
});

function usePlot({ video, selection, signals, relevance, cuts }: TimelineProps): PlotContent {
  const motion = useMemo(() => (signals ? motionCurve(signals.sampled) : []), [signals]);
  const { cutsSec } = cuts;
  return useMemo(() => {
    const { sampledSec, core } = selection;
    const coreSec = core.map(({ frame }) => frame.ptsSec);
    const range = { startSec: video.startSec, endSec: video.startSec + video.durationSec };
    const timesSec = signals?.sampled.map(({ frame }) => frame.ptsSec) ?? sampledSec;
    const kept = new Set(coreSec);
    const places = timesSec.flatMap((timeSec, place) => (kept.has(timeSec) ? [place] : []));
    const values = {
      similarity: signals ? similarityToKept(signals.embeddings, places) : [],
      motion,
      relevance: relevance ? spread(relevance) : [],
    };
    const curves = CURVES.filter(({ id }) => id !== 'relevance' || relevance).map(
      ({ id, colour }) => ({ id, colour, values: values[id], isFilled: id === 'similarity' }),
    );
    return { timesSec, curves, cutsSec, coreSec, range };
  }, [selection, signals, relevance, motion, cutsSec, video.startSec, video.durationSec]);
}

/** Between the least and the most relevant frame: cosines to a text lie close together, and their height says little. */
function spread(values: Float64Array): number[] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const length = Math.max(1e-9, high - low);
  return Array.from(values, (value) => (value - low) / length);
}

/** The pointer and the arrow keys move the playhead; the line follows it without a new rendering. */
function TimeSlider({
  player,
  content,
  children,
}: {
  player: FramesPlayer;
  content: PlotContent;
  children: ReactNode;
}) {
  const { t } = useTranslation('frames');
  const slider = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLSpanElement>(null);
  const isDragging = useRef(false);
  const { startSec, endSec } = content.range;
  const lengthSec = Math.max(1e-3, endSec - startSec);
  useEffect(
    () =>
      player.frames.playhead.follow((timeSec) => {
        const share = Math.min(1, Math.max(0, (timeSec - startSec) / lengthSec));
        if (line.current) line.current.style.transform = `translateX(${share * 100}%)`;
        slider.current?.setAttribute('aria-valuenow', timeSec.toFixed(3));
        slider.current?.setAttribute('aria-valuetext', formatTime(timeSec, 3));
      }),
    [player, startSec, lengthSec],
  );
  const at = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return startSec + share * lengthSec;
  };
  const press = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 10 : 1;
    const now = player.frames.playhead.timeSec;
    const target = { ArrowLeft: now - by, ArrowRight: now + by, Home: startSec, End: endSec }[
      event.key
    ];
    if (target === undefined) return;
    event.preventDefault();
    player.goTo(Math.min(endSec, Math.max(startSec, target)));
  };
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.label')}
      aria-valuemin={startSec}
      aria-valuemax={endSec}
      aria-valuenow={startSec}
      aria-describedby="frames-timeline-facts"
      className="relative cursor-crosshair touch-none overflow-hidden rounded-sm"
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragging.current = true;
        player.scrub(at(event));
      }}
      onPointerMove={(event) => isDragging.current && player.scrub(at(event))}
      onPointerUp={(event) => {
        isDragging.current = false;
        player.goTo(at(event));
      }}
      onPointerCancel={() => {
        isDragging.current = false;
      }}
    >
      {children}
      <p id="frames-timeline-facts" className="sr-only">
        {t('timeline.facts', {
          sampled: content.timesSec.length,
          core: content.coreSec.length,
          cuts: content.cutsSec.length,
        })}
      </p>
      <span ref={line} aria-hidden="true" className="pointer-events-none absolute inset-0">
        <span className="absolute inset-y-0 left-0 w-px bg-ink" />
      </span>
    </div>
  );
}
