import { useEffect, useRef } from 'react';
import { formatTime } from '../format.ts';
import type { Playhead } from './playhead.ts';

/** Follows the playhead without rendering: the text changes with every frame. */
export function PlayerClock({ playhead }: { playhead: Playhead }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      playhead.follow((timeSec) => {
        if (text.current) text.current.textContent = formatTime(timeSec, 3);
      }),
    [playhead],
  );
  return <span ref={text} className="mono" />;
}
