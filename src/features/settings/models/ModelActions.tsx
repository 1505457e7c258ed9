import { Download, Gauge, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelCard } from '../../../core/model-card.ts';
import type { ModelSpeeds } from '../../../core/ports.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Select } from '../../../ui/Select.tsx';
import type { useInstalls } from './installs.ts';
import type { ModelActions } from './use-model-actions.ts';

const PROVIDERS = ['auto', 'webgpu', 'wasm'] as const;

interface InstalledProps {
  card: ModelCard;
  actions: ModelActions;
  choice: ModelSpeeds['choice'];
  onRemove: () => void;
}

/** Where it runs, how fast it is, and away with it. */
export function InstalledActions({ card, actions, choice, onRemove }: InstalledProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      {card.task === 'shot-boundary' ? null : (
        <>
          <Select
            label={t('models.providerNamed', { id: card.id })}
            hideLabel
            size="sm"
            className="w-28"
            value={choice}
            onValueChange={(provider) => actions.choose.mutate(provider)}
            options={PROVIDERS.map((value) => ({ value, label: t(`models.providers.${value}`) }))}
          />
          <IconButton
            label={t('models.benchmarkNamed', { id: card.id })}
            icon={<Gauge size={14} aria-hidden="true" />}
            disabled={actions.benchmark.isPending}
            onClick={() => actions.benchmark.mutate()}
          />
        </>
      )}
      {card.bundled ? null : (
        <IconButton
          label={t('models.removeNamed', { id: card.id })}
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={onRemove}
        />
      )}
    </>
  );
}

interface NotInstalledProps {
  card: ModelCard;
  actions: ModelActions;
  running: ReturnType<typeof useInstalls.getState>['running'][string] | undefined;
  onInstall: () => void;
}

/** Install, go on with what was begun, stop, or throw it away. */
export function NotInstalledActions({ card, actions, running, onInstall }: NotInstalledProps) {
  const { t } = useTranslation('settings');
  if (running) {
    return (
      <IconButton
        label={t('models.cancelNamed', { id: card.id })}
        icon={<X size={14} aria-hidden="true" />}
        onClick={running.cancel}
      />
    );
  }
  return (
    <>
      <Button
        size="sm"
        aria-label={t('models.installNamed', { id: card.id })}
        icon={<Download size={14} aria-hidden="true" />}
        onClick={card.partialBytes ? () => actions.install.mutate() : onInstall}
      >
        {card.partialBytes ? t('models.resume') : t('models.install')}
      </Button>
      {card.partialBytes ? (
        <IconButton
          label={t('models.discardNamed', { id: card.id })}
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={() => actions.remove.mutate()}
        />
      ) : null}
    </>
  );
}
