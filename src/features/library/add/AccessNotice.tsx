import { FileQuestion, KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VideoId } from '../../../core/flow.ts';
import type { FileAccess } from '../../../core/ports.ts';
import { useStudio } from '../../../state/studio.ts';
import { Button } from '../../../ui/Button.tsx';
import type { Adding } from './use-add-files.ts';

/** One click for all files that the browser wants permission for again, and one for those that must be linked again. */
export function AccessNotice({
  access,
  refresh,
  adding,
}: {
  access: ReadonlyMap<VideoId, FileAccess>;
  refresh: () => void;
  adding: Adding;
}) {
  const { t } = useTranslation('library');
  const { files } = useStudio();
  const withAccess = (wanted: FileAccess) =>
    [...access].flatMap(([id, found]) => (found === wanted ? [id] : []));
  const [locked, missing] = [withAccess('needs-permission'), withAccess('missing')];
  return (
    <>
      {locked.length > 0 ? (
        <Notice
          icon={<KeyRound size={16} aria-hidden="true" />}
          title={t('access.grantTitle', { count: locked.length })}
          action={
            <Button
              variant="primary"
              size="sm"
              onClick={() => void files.grant(locked).then(refresh, refresh)}
            >
              {t('access.grant')}
            </Button>
          }
        />
      ) : null}
      {missing.length > 0 ? (
        <Notice
          icon={<FileQuestion size={16} aria-hidden="true" />}
          title={t('access.missingTitle', { count: missing.length })}
          text={t('access.missingText')}
          action={
            <Button size="sm" onClick={() => void adding.add(files.pick('files'))}>
              {t('access.link')}
            </Button>
          }
        />
      ) : null}
    </>
  );
}

function Notice({
  icon,
  title,
  text,
  action,
}: {
  icon: ReactNode;
  title: string;
  text?: string;
  action: ReactNode;
}) {
  return (
    <div className="flex shrink-0 items-center gap-3 rounded-lg border border-line bg-warn-soft px-3 py-2">
      <span className="text-warn">{icon}</span>
      <p className="flex-1">
        <strong className="font-semibold">{title}</strong>{' '}
        {text ? <span className="text-ink-2">{text}</span> : null}
      </p>
      {action}
    </div>
  );
}
