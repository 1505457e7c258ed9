import { ImageOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../../ui/cn.ts';
import { formatTime } from '../../../ui/format.ts';
import { aspectOf } from '../model/picture-cache.ts';
import { usePicture, usePlayerState, useReview, useSession } from '../review-context.ts';
import { BoxLayer } from './BoxLayer.tsx';
import { BoxToolbar } from './BoxToolbar.tsx';
import { StageHud } from './StageHud.tsx';

/** The picture under review with its boxes; the playing video in the same place. */
export function Stage() {
  const { t } = useTranslation('review');
  const { player } = useReview();
  const shown = useSession((state) => state.shown);
  const video = useSession((state) => state.card?.video ?? null);
  const picture = usePicture(shown?.imageSha256 ?? null);
  const isMoving = usePlayerState((state) => state.isMoving);
  const url = usePlayerState((state) => state.url);
  const aspect = picture ? aspectOf(picture) : aspectOf(video);
  const name = video?.name ?? '';
  return (
    <section
      aria-label={t('stage.label')}
      className="relative grid size-full min-h-0 place-items-center overflow-hidden rounded-lg border border-line bg-black [container-type:size]"
    >
      <div
        className="relative overflow-hidden"
        style={{ aspectRatio: aspect, width: `min(100cqw, ${aspect * 100}cqh)` }}
      >
        {picture && shown ? (
          <img
            src={picture.url}
            alt={t('stage.frameAlt', { time: formatTime(shown.ptsSec, 3), video: name })}
            decoding="sync"
            draggable={false}
            className="absolute inset-0 size-full object-contain"
          />
        ) : null}
        <video
          ref={(element) => player.attach(element)}
          muted
          playsInline
          preload="auto"
          src={url ?? undefined}
          aria-label={t('stage.player', { video: name })}
          onEnded={() => player.pause()}
          onError={() => url && player.playbackFailed()}
          className={cn('absolute inset-0 size-full object-contain', !isMoving && 'invisible')}
        />
        {isMoving || !shown ? null : <BoxLayer imageSha256={shown.imageSha256} />}
      </div>
      {isMoving ? null : (
        <NoPicture state={shown ? picture : undefined} hasFrame={shown !== null} />
      )}
      <BoxToolbar />
      <StageHud />
    </section>
  );
}

/** What to do where there is nothing to see. */
function NoPicture({ state, hasFrame }: { state: object | null | undefined; hasFrame: boolean }) {
  const { t } = useTranslation('review');
  const access = usePlayerState((player) => player.access);
  if (hasFrame && state !== null) return null;
  const canStep = access === 'ready' || access === 'copied';
  const text = hasFrame ? 'stage.missing' : canStep ? 'stage.noFrame' : 'stage.noFrameNoVideo';
  return (
    <div className="absolute inset-0 grid place-items-center p-6 text-center text-[#cfc6bb]">
      <div className="flex max-w-sm flex-col items-center gap-2">
        <ImageOff size={22} aria-hidden="true" />
        <p>{t(text)}</p>
      </div>
    </div>
  );
}
