import { Link } from '@tanstack/react-router';
import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VideoFile } from '../../../core/flow.ts';
import type { FileAccess } from '../../../core/ports.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { cn } from '../../../ui/cn.ts';
import { formatBytes, formatTime } from '../../../ui/format.ts';
import { useStage } from '../model/use-library.ts';
import { CardActions } from './CardActions.tsx';
import type { VideoCardProps } from './card-props.ts';
import { LeakChip } from './LeakChip.tsx';
import { Poster } from './Poster.tsx';
import { Remarks } from './Remarks.tsx';
import { ShotLine } from './ShotLine.tsx';
import { StageLine } from './StageLine.tsx';

const ACCESS_TONES: Record<FileAccess, Tone> = {
  ready: 'neutral',
  copied: 'info',
  'needs-permission': 'warn',
  missing: 'bad',
};

/** One video: what it is, how far it has come, and what to do next. */
export function VideoCard(props: VideoCardProps) {
  const { projectId, video, access, job, isChosen, onChoose } = props;
  const { t } = useTranslation('library');
  const stage = useStage(projectId, video.id);
  const { id: videoId, name } = video;
  return (
    <article
      aria-label={name}
      className={cn(
        'flex h-full flex-col overflow-hidden rounded-lg border bg-surface',
        isChosen ? 'border-accent' : 'border-line',
      )}
    >
      <div className="relative">
        <Link
          to="/p/$projectId/frames/$videoId"
          params={{ projectId, videoId }}
          aria-label={t('card.open', { name })}
          data-card-link
          className="block"
        >
          <Poster projectId={projectId} video={video} access={access} />
        </Link>
        <Checkbox
          label={t('select.one', { name })}
          hideLabel
          checked={isChosen}
          onCheckedChange={onChoose}
          className="absolute left-2 top-2"
        />
        <Remarks remarks={video.remarks} />
        <span className="mono absolute bottom-1.5 right-1.5 rounded-xs bg-scrim px-1 text-white">
          {formatTime(video.durationSec, 0)}
        </span>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-1.5 p-2.5">
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 flex-1 truncate font-semibold" title={name}>
            {name}
          </h2>
          <LeakChip video={video} />
          {access ? <Chip tone={ACCESS_TONES[access]}>{t(`access.${access}`)}</Chip> : null}
        </div>
        <Facts video={video} />
        <ShotLine video={video} />
        <StageLine name={name} stage={stage} job={job} />
        <CardActions {...props} stage={stage} />
      </div>
    </article>
  );
}

function Facts({ video }: { video: VideoFile }) {
  const { t, i18n } = useTranslation(['facts', 'library']);
  const fps = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 }).format(
    video.averageFps,
  );
  const rate = video.isVariableFrameRate
    ? t('facts:variableFps', { fps })
    : t('facts:fps', { fps });
  const facts = [
    video.codec,
    `${video.widthPx}×${video.heightPx}`,
    rate,
    formatBytes(video.sizeBytes, i18n.language),
  ];
  return (
    <p className="mono flex items-center gap-1.5 truncate text-ink-2">
      {facts.join(' · ')}
      {video.hasAudio ? (
        <Volume2 size={12} aria-label={t('library:card.audio')} className="shrink-0 text-ink-3" />
      ) : null}
    </p>
  );
}
