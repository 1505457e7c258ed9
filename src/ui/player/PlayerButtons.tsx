import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { Kbd } from '../Kbd.tsx';
import type { FramePlayer } from './frame-player.ts';
import type { ExactFrame } from './frame-source.ts';

/** What each button is called, and the key that does the same; `null` = none. */
export interface PlayerButtonLabels {
  back: { text: string; keys: string | null };
  play: { text: string; keys: string | null };
  pause: { text: string; keys: string | null };
  forward: { text: string; keys: string | null };
}

export function PlayerButtons<F extends ExactFrame>({
  player,
  rate,
  labels,
}: {
  player: FramePlayer<F>;
  rate: number;
  labels: PlayerButtonLabels;
}) {
  const toggle = rate === 0 ? labels.play : labels.pause;
  const buttons = [
    { id: 'back', ...labels.back, icon: StepBack, press: () => void player.step(-1) },
    { id: 'toggle', ...toggle, icon: rate === 0 ? Play : Pause, press: () => player.togglePlay() },
    { id: 'forward', ...labels.forward, icon: StepForward, press: () => void player.step(1) },
  ];
  return (
    <div className="ms-auto flex items-center gap-1">
      {buttons.map(({ id, text, keys, icon: Icon, press }) => (
        <button
          key={id}
          type="button"
          aria-label={text}
          title={text}
          onClick={press}
          className="flex h-6 items-center gap-1 rounded-sm bg-white/15 px-1.5 hover:bg-white/30"
        >
          <Icon size={13} aria-hidden="true" />
          {keys ? <Kbd keys={keys} inherit /> : null}
        </button>
      ))}
    </div>
  );
}
