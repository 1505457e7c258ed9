import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../core/flow.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatBytes, formatCount, formatDateTime } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { ExportChoice } from './use-export-options.ts';
import { type SaveProgress, useArchiveState, useSave } from './use-save.ts';

export interface SavePanelProps {
  projectId: ProjectId;
  choice: ExportChoice;
  /** `false` while there is nothing to write. */
  canSave: boolean;
}

/** The button, how far it is, and what came of it. */
export function SavePanel({ projectId, choice, canSave }: SavePanelProps) {
  const { t, i18n } = useTranslation('export');
  const errorText = useErrorText();
  const save = useSave(projectId);
  const isArchive = choice.format === 'ristretto-archive';
  return (
    <Panel title={t('contents.title')} bodyClassName="flex flex-col gap-3">
      <p className="text-pretty text-ink-2">
        {t(isArchive ? 'contents.archive' : 'contents.dataset')} {t('contents.deterministic')}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          icon={<Download size={15} aria-hidden="true" />}
          disabled={!canSave}
          busy={save.isPending}
          onClick={() => save.mutate(choice)}
        >
          {t(isArchive ? 'save.archiveButton' : 'save.button')}
        </Button>
        {save.progress ? (
          <Progress
            progress={save.progress}
            name={t(`formats.${choice.format}.name`)}
            onCancel={save.cancel}
          />
        ) : null}
        <p aria-live="polite" className="text-ink-2">
          {save.data
            ? t('save.done', {
                name: save.data.name,
                size: formatBytes(save.data.writtenBytes, i18n.language),
              })
            : null}
          {save.isCancelled ? t('save.cancelled') : null}
        </p>
      </div>
      {save.error && !save.isCancelled ? (
        <ErrorNotice {...errorText(save.error)} onRetry={() => save.mutate(choice)} />
      ) : null}
      <ArchiveReminder projectId={projectId} />
    </Panel>
  );
}

function Progress({
  progress: { done, total },
  name,
  onCancel,
}: {
  progress: SaveProgress;
  name: string;
  onCancel: () => void;
}) {
  const { t, i18n } = useTranslation('export');
  const count = (value: number) => formatCount(value, i18n.language);
  const label = t('save.writing', { name });
  return (
    <div className="flex min-w-60 flex-1 items-center gap-3">
      <ProgressBar label={label} done={done} total={total} className="flex-1" />
      <span className="mono shrink-0 text-ink-2">
        {total === null
          ? t('save.soFar', { done: count(done) })
          : t('save.progress', { done: count(done), total: count(total) })}
      </span>
      <Button size="sm" onClick={onCancel}>
        {t('save.cancel')}
      </Button>
    </div>
  );
}

function ArchiveReminder({ projectId }: { projectId: ProjectId }) {
  const { t, i18n } = useTranslation('export');
  const { lastSavedAtMs, isPersisted } = useArchiveState(projectId);
  if (lastSavedAtMs === null || isPersisted === null) return null;
  return (
    <p className={isPersisted || lastSavedAtMs > 0 ? 'text-sm text-ink-3' : 'text-sm text-warn'}>
      {isPersisted ? null : `${t('archiveReminder.refused')} `}
      {lastSavedAtMs > 0
        ? t('archiveReminder.last', { when: formatDateTime(lastSavedAtMs, i18n.language) })
        : t('archiveReminder.never')}
    </p>
  );
}
