import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, Gauge, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelCard } from '../../../core/model-card.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { notify, notifyError } from '../../../ui/toasts.tsx';

/** One model: its facts, its measured speed, and what can be done with it. */
export function ModelRow({ card }: { card: ModelCard }) {
  const { t, i18n } = useTranslation('settings');
  const actions = useModelActions(card);
  const [isAsking, setAsking] = useState(false);
  const sizeBytes = card.files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <tr className="h-10">
      <td className="font-semibold">{card.id}</td>
      <td>{t(`models.tasks.${card.task}`)}</td>
      <td className="mono">{formatCount(card.dim, i18n.language)}</td>
      <td className="mono whitespace-nowrap">{formatBytes(sizeBytes, i18n.language)}</td>
      <td>{card.licence}</td>
      <td>
        {card.installed ? (
          <Speed measured={actions.benchmark.data ?? null} isBusy={actions.benchmark.isPending} />
        ) : (
          <Chip>{t('models.notInstalled')}</Chip>
        )}
      </td>
      <td>
        <div className="flex justify-end gap-1">
          {card.installed ? (
            <>
              <Button
                size="sm"
                aria-label={t('models.benchmarkNamed', { id: card.id })}
                icon={<Gauge size={14} aria-hidden="true" />}
                busy={actions.benchmark.isPending}
                onClick={() => actions.benchmark.mutate()}
              >
                {t('models.benchmark')}
              </Button>
              <IconButton
                label={t('models.removeNamed', { id: card.id })}
                icon={<Trash2 size={14} aria-hidden="true" />}
                onClick={() => setAsking(true)}
              />
            </>
          ) : (
            <Button
              size="sm"
              icon={<Download size={14} aria-hidden="true" />}
              busy={actions.install.isPending}
              onClick={() => actions.install.mutate()}
            >
              {t('models.install')}
            </Button>
          )}
        </div>
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

function useModelActions({ id }: ModelCard) {
  const { t } = useTranslation('settings');
  const { models } = useStudio();
  const client = useQueryClient();
  const errorText = useErrorText();
  const onError = (error: unknown) => {
    const text = errorText(error);
    notifyError(text.title, { description: text.next });
  };
  const onSuccess = () => client.invalidateQueries({ queryKey: ['models'] });
  return {
    benchmark: useMutation({ mutationFn: () => models.benchmark(id), onError }),
    remove: useMutation({ mutationFn: () => models.remove(id), onError, onSuccess }),
    install: useMutation({
      mutationFn: () => models.install(id),
      onError,
      onSuccess: async () => {
        await onSuccess();
        notify(t('models.installed', { id }));
      },
    }),
  };
}

interface Measured {
  provider: 'webgpu' | 'wasm';
  framesPerSec: number;
  maxAbsDiff: number;
}

function Speed({ measured, isBusy }: { measured: readonly Measured[] | null; isBusy: boolean }) {
  const { t, i18n } = useTranslation('settings');
  if (isBusy) return <span className="text-ink-3">{t('models.measuring')}</span>;
  if (!measured) return <span className="text-ink-3">{t('models.notMeasured')}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {measured.map(({ provider, framesPerSec, maxAbsDiff }) => (
        <Chip key={provider} title={t('models.agreement', { value: maxAbsDiff.toExponential(1) })}>
          {t('models.speed', {
            provider,
            speed: new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(
              framesPerSec,
            ),
          })}
        </Chip>
      ))}
    </span>
  );
}
