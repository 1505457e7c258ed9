import { ImageOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePlayerLabels } from '../../../state/use-player-labels.ts';
import { formatTime } from '../../../ui/format.ts';
import { VideoPlayer } from '../../../ui/player/VideoPlayer.tsx';
import { aspectOf } from '../model/picture-cache.ts';
import { usePicture, usePlayerState, useReview, useSession } from '../review-context.ts';
import { BoxLayer } from './BoxLayer.tsx';
import { BoxToolbar } from './BoxToolbar.tsx';
import { StageInfo } from './StageInfo.tsx';

/** The picture under review with its boxes; the playing video in the same place. */
export function Stage() {
  const { t } = useTranslation('review');
  const { player } = useReview();
  const shown = useSession((state) => state.shown);
  const video = useSession((state) => state.card?.video ?? null);
  const picture = usePicture(shown?.imageSha256 ?? null);
  const isMoving = usePlayerState((state) => state.isMoving);
  const isReachable = usePlayerState(({ access }) => access === 'ready' || access === 'copied');
  const name = video?.name ?? '';
  const labels = usePlayerLabels({ stage: t('stage.label'), video: name });
  const alt = shown ? t('stage.frameAlt', { time: formatTime(shown.ptsSec, 3), video: name }) : '';
  return (
    <VideoPlayer
      player={player.frames}
      picture={picture && shown ? { url: picture.url, alt } : null}
      aspect={picture ? aspectOf(picture) : aspectOf(video)}
      labels={labels}
      canStep={isReachable}
      info={<StageInfo />}
      overlay={shown ? <BoxLayer imageSha256={shown.imageSha256} /> : null}
    >
      {isMoving ? null : (
        <NoPicture state={shown ? picture : undefined} hasFrame={shown !== null} />
      )}
      <BoxToolbar />
    </VideoPlayer>
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
