import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { toStudioError } from '../../../core/errors.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { useCopyLabels } from '../../../state/use-player-labels.ts';
import { PlayableCopy, type PlayableCopyProps } from '../../../ui/player/PlayableCopy.tsx';
import type { FramesPlayer } from '../model/frames-player.ts';

const DECODER_NAMES = { webcodecs: 'WebCodecs', ffmpeg: 'FFmpeg' };

/** Beside the player's clock: what kind of picture it is, and what stands in the way of a moving one. */
export function PlayerInfo({ player }: { player: FramesPlayer }) {
  const { t } = useTranslation('frames');
  const exact = useStore(player.state, (state) => state.exact);
  const access = useStore(player.state, (state) => state.access);
  const { rate, isDecoding } = useStore(player.frames.state);
  const still = exact
    ? t('player.exact', { decoder: DECODER_NAMES[exact.decoder] })
    : t('player.stored');
  return (
    <>
      <span className="rounded-sm bg-white/15 px-1.5 text-2xs">
        {isDecoding ? t('player.decoding') : rate === 0 ? still : t('player.rate', { rate })}
      </span>
      <Copy player={player} />
      <Problem player={player} />
      {access === 'needs-permission' ? (
        <button
          type="button"
          className="inline-flex h-6 items-center gap-1.5 rounded-sm bg-white/20 px-2 text-xs font-medium hover:bg-white/35"
          onClick={() => void player.grant()}
        >
          <FolderOpen size={13} aria-hidden="true" />
          {t('grant')}
        </button>
      ) : null}
      {access === 'missing' ? <span className="text-xs">{t('player.missing')}</span> : null}
    </>
  );
}

function Copy({ player }: { player: FramesPlayer }) {
  const proxy = useStore(player.state, (state) => state.proxy);
  const canPlay = useStore(player.frames.state, (state) => state.canPlay);
  const labels = useCopyLabels(proxy?.status === 'failed' ? proxy.error : null);
  const state: PlayableCopyProps['state'] =
    proxy?.status ?? (canPlay === false ? 'offered' : 'none');
  const { done, total } = proxy?.status === 'making' ? proxy : { done: 0, total: null };
  return (
    <PlayableCopy
      {...{ state, labels }}
      progress={{ done, total }}
      onMake={() => player.makeProxy()}
      onCancel={() => player.cancelProxy()}
    />
  );
}

function Problem({ player }: { player: FramesPlayer }) {
  const errorText = useErrorText();
  const problem = useStore(player.frames.state, (state) => state.problem);
  if (problem === null) return null;
  return (
    <span role="status" className="text-xs text-[#ffb9b0]">
      {errorText(toStudioError(problem, 'video/decode-failed')).title}
    </span>
  );
}
