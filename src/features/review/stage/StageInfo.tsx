import { useTranslation } from 'react-i18next';
import { useCopyLabels } from '../../../state/use-player-labels.ts';
import { PlayableCopy, type PlayableCopyProps } from '../../../ui/player/PlayableCopy.tsx';
import type { PlayerState } from '../model/player.ts';
import { usePlayerState, useReview, useSession } from '../review-context.ts';
import { VideoAccess } from './VideoAccess.tsx';

const DECODER_NAMES = { webcodecs: 'WebCodecs', ffmpeg: 'FFmpeg' };

/** Beside the player's clock: what kind of picture it is, and what stands in the way of a moving one. */
export function StageInfo() {
  const { t } = useTranslation('review');
  const fps = useSession((state) => state.card?.video?.averageFps ?? null);
  const { rate, isDecoding, decoder } = usePlayerState((state) => ({
    rate: state.rate,
    isDecoding: state.isDecoding,
    decoder: state.decoder,
  }));
  const still = decoder ? t('stage.exact', { decoder: DECODER_NAMES[decoder] }) : t('stage.stored');
  return (
    <>
      {fps ? (
        <span className="mono opacity-80">{t('stage.fps', { fps: Number(fps.toFixed(2)) })}</span>
      ) : null}
      <span className="rounded-sm bg-white/15 px-1.5 text-2xs">
        {isDecoding ? t('stage.decoding') : rate === 0 ? still : t('stage.rate', { rate })}
      </span>
      <StageCopy />
      <VideoAccess />
    </>
  );
}

/** A copy that plays, for the video of the card. While a still is shown it is the file's own, and nothing needs a mark. */
function StageCopy() {
  const { player } = useReview();
  const state = usePlayerState(copyState);
  const proxy = usePlayerState((now) => now.proxy);
  const labels = useCopyLabels(proxy?.status === 'failed' ? proxy.error : null);
  const { done, total } = proxy?.status === 'making' ? proxy : { done: 0, total: null };
  return (
    <PlayableCopy
      state={state}
      progress={{ done, total }}
      labels={labels}
      onMake={() => player.makeProxy()}
      onCancel={() => player.cancelProxy()}
    />
  );
}

function copyState({ proxy, canPlay }: PlayerState): PlayableCopyProps['state'] {
  if (proxy) return proxy.status;
  return canPlay === false ? 'offered' : 'none';
}
