import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStartJobs } from '../../../state/start-jobs.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { useFindShots } from '../../../state/use-find-shots.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatPercent } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, type MenuItem } from '../../../ui/Menu.tsx';
import { notify, notifyError } from '../../../ui/toasts.tsx';
import { type StageFacts, stageOf } from '../model/filter.ts';
import type { VideoCardProps } from './card-props.ts';

type CardActionsProps = VideoCardProps & { stage: StageFacts | null };

/** The next step as a button, frames beside it, and the rest in a menu. */
export function CardActions(props: CardActionsProps) {
  const { projectId, video, stage } = props;
  const { t } = useTranslation('library');
  const { id: videoId, name } = video;
  const copying = useCopyIn(props);
  const items = useMenuItems(props, copying.start);
  return (
    <div className="flex items-center gap-1.5 pt-1">
      <NextStep {...props} />
      {stage && stage.sampled > 0 ? (
        <Link
          to="/p/$projectId/frames/$videoId"
          params={{ projectId, videoId }}
          aria-label={t('card.open', { name })}
          className="inline-flex h-7 items-center rounded-md px-2 text-sm font-medium text-ink-2 hover:bg-hover hover:text-ink"
        >
          {t('actions.frames')}
        </Link>
      ) : null}
      <span role="status" className="min-w-0 flex-1 truncate text-sm text-ink-3">
        {copying.text}
      </span>
      <Menu
        trigger={
          <IconButton
            size="sm"
            label={t('actions.more', { name })}
            icon={<Ellipsis size={16} aria-hidden="true" />}
          />
        }
        items={items}
      />
    </div>
  );
}

function NextStep({ projectId, video, stage, job }: CardActionsProps) {
  const { t } = useTranslation('library');
  const navigate = useNavigate();
  const ask = useStartJobs((state) => state.ask);
  if (!stage) return null;
  const { id: videoId, name } = video;
  const next = stageOf(stage);
  if (next === 'new') {
    return (
      <Button
        size="sm"
        variant="primary"
        disabled={job !== null}
        aria-label={`${t('actions.prepare')}: ${name}`}
        onClick={() => ask('prepare', [videoId])}
      >
        {t('actions.prepare')}
      </Button>
    );
  }
  if (next === 'prepared') {
    return (
      <Button
        size="sm"
        variant="primary"
        disabled={job !== null}
        aria-label={`${t('actions.draft')} ${name}`}
        onClick={() => ask('draft', [videoId])}
      >
        {t('actions.draft')}
      </Button>
    );
  }
  return (
    <Button
      size="sm"
      variant={next === 'pending' ? 'primary' : 'secondary'}
      aria-label={`${t('actions.review')}: ${name}`}
      onClick={() =>
        void navigate({ to: '/p/$projectId/review', params: { projectId }, search: { videoId } })
      }
    >
      {t('actions.review')}
    </Button>
  );
}

function useMenuItems(
  { projectId, video, access, job, onRelink, onRemove }: CardActionsProps,
  copyIn: () => void,
): MenuItem[] {
  const { t } = useTranslation('library');
  const ask = useStartJobs((state) => state.ask);
  const findShots = useFindShots(projectId);
  const isBusy = job !== null;
  return [
    {
      id: 'again',
      label: t('actions.again'),
      disabled: isBusy,
      onSelect: () => ask('prepare', [video.id]),
    },
    {
      id: 'draft',
      label: t('actions.draft'),
      disabled: isBusy,
      onSelect: () => ask('draft', [video.id]),
    },
    {
      id: 'shots',
      label: t('actions.shots'),
      disabled: isBusy,
      onSelect: () => void findShots([video.id]),
    },
    { kind: 'separator', id: 'file' },
    {
      id: 'copy',
      label: t('actions.copyIn'),
      disabled: access !== 'ready',
      onSelect: copyIn,
    },
    { id: 'relink', label: t('actions.relink'), onSelect: onRelink },
    { kind: 'separator', id: 'end' },
    { id: 'remove', label: t('actions.remove'), danger: true, onSelect: onRemove },
  ];
}

/** Copies the bytes into the browser's storage, with its progress in words. */
function useCopyIn({ video, onCopied }: CardActionsProps): { text: string; start: () => void } {
  const { t, i18n } = useTranslation('library');
  const { files } = useStudio();
  const errorText = useErrorText();
  const [share, setShare] = useState<number | null>(null);
  const { id, name } = video;
  const copy = async () => {
    setShare(0);
    try {
      await files.copyIn(id, (done, total) => setShare(total > 0 ? done / total : 0));
      notify(t('actions.copied', { name }));
      onCopied();
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
    } finally {
      setShare(null);
    }
  };
  const percent = share === null ? '' : formatPercent(share, i18n.language);
  return {
    text: share === null ? '' : t('actions.copying', { name, percent }),
    start: () => void copy(),
  };
}
