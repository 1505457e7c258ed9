import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyHint } from '../../../state/use-hotkeys.ts';
import { formatTime } from '../../../ui/format.ts';
import { Kbd } from '../../../ui/Kbd.tsx';
import { usePlayerState, useReview, useSession } from '../review-context.ts';
import { VideoAccess } from './VideoAccess.tsx';

const DECODER_NAMES = { webcodecs: 'WebCodecs', ffmpeg: 'FFmpeg' };

/** Over the lower edge of the picture: time, what kind of picture it is, and the player's buttons. */
export function StageHud() {
  const { t } = useTranslation('review');
  const fps = useSession((state) => state.card?.video?.averageFps ?? null);
  const { rate, isDecoding, decoder, isReachable } = usePlayerState((state) => ({
    rate: state.rate,
    isDecoding: state.isDecoding,
    decoder: state.decoder,
    isReachable: state.access === 'ready' || state.access === 'copied',
  }));
  const still = decoder ? t('stage.exact', { decoder: DECODER_NAMES[decoder] }) : t('stage.stored');
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-0 flex flex-wrap items-center gap-x-2.5 gap-y-1 bg-linear-to-t from-black/85 to-transparent px-3 pt-7 pb-2 text-[#f3ece3] *:pointer-events-auto">
      <Clock />
      {fps ? (
        <span className="mono opacity-80">{t('stage.fps', { fps: Number(fps.toFixed(2)) })}</span>
      ) : null}
      <span className="rounded-sm bg-white/15 px-1.5 text-2xs">
        {isDecoding ? t('stage.decoding') : rate === 0 ? still : t('stage.rate', { rate })}
      </span>
      <VideoAccess />
      {isReachable ? <PlayerButtons rate={rate} /> : null}
    </div>
  );
}

/** Follows the playhead without rendering: the text changes with every frame. */
function Clock() {
  const { player } = useReview();
  const text = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      player.playhead.follow((timeSec) => {
        if (text.current) text.current.textContent = formatTime(timeSec, 3);
      }),
    [player],
  );
  return <span ref={text} className="mono" />;
}

function PlayerButtons({ rate }: { rate: number }) {
  const { t } = useTranslation('review');
  const { player } = useReview();
  const hint = useKeyHint();
  const buttons = [
    {
      label: t('stage.back'),
      keys: hint('frame-back'),
      icon: StepBack,
      press: () => void player.stepFrame(-1),
    },
    {
      label: rate === 0 ? t('stage.play') : t('stage.pause'),
      keys: hint('play-pause'),
      icon: rate === 0 ? Play : Pause,
      press: () => player.togglePlay(),
    },
    {
      label: t('stage.forward'),
      keys: hint('frame-forward'),
      icon: StepForward,
      press: () => void player.stepFrame(1),
    },
  ];
  return (
    <div className="ms-auto flex items-center gap-1">
      {buttons.map(({ label, keys, icon: Icon, press }) => (
        <button
          key={label}
          type="button"
          aria-label={label}
          title={label}
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
