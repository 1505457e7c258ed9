import { type ReactNode, useCallback } from 'react';
import { useStore } from 'zustand';
import { cn } from '../cn.ts';
import type { FramePlayer } from './frame-player.ts';
import type { ExactFrame } from './frame-source.ts';
import { type PlayerButtonLabels, PlayerButtons } from './PlayerButtons.tsx';
import { PlayerClock } from './PlayerClock.tsx';
import { type Marker, Scrubber } from './Scrubber.tsx';

export interface VideoPlayerProps<F extends ExactFrame> {
  /** Plays and steps; the screen's keys call it too. */
  player: FramePlayer<F>;
  /** The still on the stage, which is the decoder's own picture; `null` = there is none. */
  picture: { url: string; alt: string } | null;
  /** Width over height. */
  aspect: number;
  labels: PlayerLabels;
  /** Beside the clock: facts, what kind of picture it is, what can be done. */
  info?: ReactNode;
  /** Drawn over the picture, in its box, while a still is shown. */
  overlay?: ReactNode;
  /** Over the whole stage: toolbars, what to do where there is no picture. */
  children?: ReactNode;
  /** Without buttons where the video cannot be reached. */
  canStep: boolean;
  /** With these the player has a time line of its own. */
  markers?: readonly Marker[];
}

export interface PlayerLabels extends PlayerButtonLabels {
  stage: string;
  video: string;
  scrubber: string;
}

/** A picture of a video in its own proportions, with the playing video in the same place, and the buttons below. */
export function VideoPlayer<F extends ExactFrame>({
  player,
  picture,
  aspect,
  labels,
  info,
  overlay,
  children,
  canStep,
  markers,
}: VideoPlayerProps<F>) {
  const isMoving = useStore(player.state, (state) => state.isMoving);
  const attach = useCallback(
    (element: HTMLVideoElement | null) => player.attach(element),
    [player],
  );
  const rate = useStore(player.state, (state) => state.rate);
  return (
    <section
      aria-label={labels.stage}
      className="relative grid size-full min-h-0 place-items-center overflow-hidden rounded-lg border border-line bg-black [container-type:size]"
    >
      <div
        className="relative overflow-hidden"
        style={{ aspectRatio: aspect, width: `min(100cqw, ${aspect * 100}cqh)` }}
      >
        {picture ? (
          <img
            src={picture.url}
            alt={picture.alt}
            decoding="sync"
            draggable={false}
            className="absolute inset-0 size-full object-contain"
          />
        ) : null}
        <video
          ref={attach}
          muted
          playsInline
          preload="auto"
          aria-label={labels.video}
          onEnded={() => player.pause()}
          onError={() => player.playbackFailed()}
          className={cn('absolute inset-0 size-full object-contain', !isMoving && 'invisible')}
        />
        {isMoving ? null : overlay}
      </div>
      {children}
      <div className="pointer-events-none absolute inset-x-0 bottom-0 bg-linear-to-t from-black/85 to-transparent px-3 pt-7 pb-2 text-[#f3ece3]">
        {markers && canStep ? (
          <Scrubber player={player} markers={markers} label={labels.scrubber} />
        ) : null}
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 *:pointer-events-auto">
          <PlayerClock playhead={player.playhead} />
          {info}
          {canStep ? <PlayerButtons player={player} rate={rate} labels={labels} /> : null}
        </div>
      </div>
    </section>
  );
}
