import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ProjectId, VideoFile } from '../../../core/flow.ts';
import { usePlayerLabels } from '../../../state/use-player-labels.ts';
import { formatTime } from '../../../ui/format.ts';
import { VideoPlayer } from '../../../ui/player/VideoPlayer.tsx';
import type { FrameCell } from '../model/cells.ts';
import type { FramesPlayer } from '../model/frames-player.ts';
import { useStill } from '../model/use-still.ts';
import { PlayerInfo } from './PlayerInfo.tsx';

/** The video at rest on the frame in focus, or moving. */
export function Stage({
  projectId,
  player,
  video,
  cell,
}: {
  projectId: ProjectId;
  player: FramesPlayer;
  video: VideoFile;
  cell: FrameCell;
}) {
  const { t } = useTranslation('frames');
  const isMoving = useStore(player.frames.state, (state) => state.isMoving);
  const stored = useStill(projectId, cell.frame, isMoving);
  const exact = useStore(player.state, (state) => state.exact);
  const access = useStore(player.state, (state) => state.access);
  const labels = usePlayerLabels({ stage: t('player.stage'), video: video.name });
  const shown = exact ?? stored;
  const time = formatTime(shown?.ptsSec ?? cell.frame.ptsSec, 3);
  const aspect = video.widthPx / video.heightPx;
  return (
    <div className="w-full shrink-0" style={{ aspectRatio: Math.max(aspect, 1.2) }}>
      <VideoPlayer
        player={player.frames}
        picture={shown && { url: shown.url, alt: t('inspector.alt', { time }) }}
        aspect={aspect}
        labels={labels}
        canStep={access === 'ready' || access === 'copied'}
        info={<PlayerInfo player={player} />}
      />
    </div>
  );
}
