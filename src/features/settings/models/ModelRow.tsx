import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelCard } from '../../../core/model-card.ts';
import { sizeOf } from '../../../core/model-files.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import { useInstalls } from './installs.ts';
import { InstalledActions, NotInstalledActions } from './ModelActions.tsx';
import { ModelDialog } from './ModelDialog.tsx';
import { InstallProgress, Speed } from './Speed.tsx';
import { useModelActions, useSpeeds } from './use-model-actions.ts';

/** One model: its facts, its measured speed, and what can be done with it. */
export function ModelRow({ card }: { card: ModelCard }) {
  const { t, i18n } = useTranslation('settings');
  const actions = useModelActions(card);
  const speeds = useSpeeds(card);
  const running = useInstalls((state) => state.running[card.id]);
  const [isAsking, setAsking] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const { bytes, isComplete } = sizeOf(card);
  const size = formatBytes(bytes, i18n.language);
  return (
    <tr className="h-12">
      <td>
        <button
          type="button"
          className="text-start font-semibold hover:underline"
          onClick={() => setOpen(true)}
        >
          {card.name ?? card.id}
        </button>
        {card.name ? <span className="mono block text-xs text-ink-3">{card.id}</span> : null}
      </td>
      <td>{t(`models.tasks.${card.task}`)}</td>
      <td className="mono">
        {card.task === 'shot-boundary' ? '–' : formatCount(card.dim, i18n.language)}
      </td>
      <td className="mono whitespace-nowrap">
        {bytes === 0 ? '–' : isComplete ? size : t('models.atLeast', { size })}
      </td>
      <td>{card.licence}</td>
      <td>
        {running ? (
          <InstallProgress id={card.id} running={running} />
        ) : card.installed && card.task === 'shot-boundary' ? (
          <span className="text-ink-3">{t('models.unused')}</span>
        ) : card.installed ? (
          <Speed speeds={speeds.data ?? null} isBusy={actions.benchmark.isPending} />
        ) : (
          <span className="text-ink-3">
            {card.partialBytes
              ? t('models.partly', { size: formatBytes(card.partialBytes, i18n.language) })
              : t('models.notInstalled')}
          </span>
        )}
      </td>
      <td>
        <div className="flex items-center justify-end gap-1">
          {card.installed ? (
            <InstalledActions
              card={card}
              actions={actions}
              choice={speeds.data?.choice ?? 'auto'}
              onRemove={() => setAsking(true)}
            />
          ) : (
            <NotInstalledActions
              card={card}
              actions={actions}
              running={running}
              onInstall={() => setOpen(true)}
            />
          )}
        </div>
        {isOpen ? (
          <ModelDialog
            card={card}
            onOpenChange={setOpen}
            onInstall={card.installed || running ? null : () => actions.install.mutate()}
          />
        ) : null}
        <ConfirmDialog
          open={isAsking}
          onOpenChange={setAsking}
          title={t('models.removeTitle', { id: card.id })}
          confirmLabel={t('models.removeNamed', { id: card.id })}
          onConfirm={() => actions.remove.mutate()}
        >
          {t('models.removeText')}
        </ConfirmDialog>
      </td>
    </tr>
  );
}
