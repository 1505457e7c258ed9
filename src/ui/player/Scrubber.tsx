import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { formatTime } from '../format.ts';
import type { FramePlayer } from './frame-player.ts';
import type { ExactFrame } from './frame-source.ts';

/** A place worth going to. */
export interface Marker {
  timeSec: number;
  label: string;
}

/** The time line of a player. A slider for the keyboard: arrows go a second, with Shift ten, Home and End to the ends. */
export function Scrubber<F extends ExactFrame>({
  player,
  markers,
  label,
}: {
  player: FramePlayer<F>;
  markers: readonly Marker[];
  label: string;
}) {
  const track = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const isDragging = useRef(false);
  const { startSec, endSec } = player.range;
  const lengthSec = Math.max(endSec - startSec, 1e-3);
  const placeOf = (timeSec: number) => `${((timeSec - startSec) / lengthSec) * 100}%`;
  useEffect(
    () =>
      player.playhead.follow((timeSec) => {
        if (head.current) head.current.style.left = `${((timeSec - startSec) / lengthSec) * 100}%`;
        track.current?.setAttribute('aria-valuenow', timeSec.toFixed(3));
        track.current?.setAttribute('aria-valuetext', formatTime(timeSec, 3));
      }),
    [player, startSec, lengthSec],
  );
  const at = (event: PointerEvent): number => {
    const area = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - area.left) / area.width));
    return startSec + share * lengthSec;
  };
  /** Also where the system takes the pointer away: what rests on the screen is a decoded frame again. */
  const release = (event: PointerEvent): void => {
    isDragging.current = false;
    void player.goTo(at(event));
  };
  const press = (event: KeyboardEvent): void => {
    const target = targetOf(event, player);
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    void player.goTo(target);
  };
  return (
    <div
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={startSec}
      aria-valuemax={endSec}
      aria-valuenow={startSec}
      className="pointer-events-auto relative mb-1.5 h-4 cursor-pointer touch-none"
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragging.current = true;
        player.scrub(at(event));
      }}
      onPointerMove={(event) => isDragging.current && player.scrub(at(event))}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-white/25" />
      {markers.map(({ timeSec, label: name }) => (
        <span
          key={timeSec}
          title={name}
          className="absolute inset-y-0.5 w-0.5 -translate-x-1/2 rounded-full bg-white/70"
          style={{ left: placeOf(timeSec) }}
        />
      ))}
      <div
        ref={head}
        className="pointer-events-none absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full bg-accent"
      />
    </div>
  );
}

/** Where a key leads; `undefined` = nowhere. */
function targetOf<F extends ExactFrame>(
  { key, shiftKey }: KeyboardEvent,
  { playhead, range }: FramePlayer<F>,
): number | undefined {
  const by = shiftKey ? 10 : 1;
  return {
    ArrowLeft: playhead.timeSec - by,
    ArrowRight: playhead.timeSec + by,
    Home: range.startSec,
    End: range.endSec,
  }[key];
}
