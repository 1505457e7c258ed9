import { FileVideo, FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../../state/studio.ts';
import { Button } from '../../../ui/Button.tsx';
import { cn } from '../../../ui/cn.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import type { Adding } from './use-add-files.ts';

/** The way in. The whole screen takes drops; this says so, and has the buttons. Big while the library is empty. */
export function DropZone({
  adding,
  isOver,
  isBig,
}: {
  adding: Adding;
  isOver: boolean;
  isBig: boolean;
}) {
  const { t } = useTranslation('library');
  const { files } = useStudio();
  const { progress } = adding;
  return (
    <div
      className={cn(
        'flex shrink-0 items-center gap-x-4 gap-y-2 rounded-lg border-2 border-dashed border-line-strong px-4',
        isBig ? 'flex-col py-12 text-center' : 'flex-wrap py-2.5',
        isOver && 'border-accent bg-accent-soft',
      )}
    >
      <div className={cn(!isBig && 'me-auto')}>
        <p className={cn('font-semibold', isBig && 'text-lg')}>
          {isOver ? t('drop.over') : t('drop.title')}
        </p>
        <p className="text-ink-2">{t('drop.text')}</p>
      </div>
      {progress ? (
        <div className="flex min-w-72 items-center gap-3">
          <div className="min-w-0 flex-1">
            <p className="truncate text-ink-2" role="status">
              {t('add.adding', { ...progress })}
            </p>
            <ProgressBar
              label={t('add.adding', { ...progress })}
              done={progress.done}
              total={progress.total}
            />
          </div>
          <Button size="sm" onClick={adding.stop}>
            {t('add.stop')}
          </Button>
        </div>
      ) : (
        <div className="flex gap-2">
          <Button
            variant={isBig ? 'primary' : 'secondary'}
            icon={<FileVideo size={16} aria-hidden="true" />}
            onClick={() => void adding.add(files.pick('files'))}
          >
            {t('drop.files')}
          </Button>
          <Button
            icon={<FolderOpen size={16} aria-hidden="true" />}
            onClick={() => void adding.add(files.pick('folder'))}
          >
            {t('drop.folder')}
          </Button>
        </div>
      )}
    </div>
  );
}
