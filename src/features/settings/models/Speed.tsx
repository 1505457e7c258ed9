import { useTranslation } from 'react-i18next';
import type { ModelSpeeds } from '../../../core/ports.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import type { useInstalls } from './installs.ts';

/** Frames a second of each provider; the one that is taken stands out. */
export function Speed({ speeds, isBusy }: { speeds: ModelSpeeds | null; isBusy: boolean }) {
  const { t, i18n } = useTranslation('settings');
  if (isBusy) return <span className="text-ink-3">{t('models.measuring')}</span>;
  if (!speeds) return null;
  const taken = speeds.choice === 'auto' ? speeds.fastest : speeds.choice;
  if (speeds.measured.length === 0) {
    return (
      <span className="text-ink-3">
        {taken ? t('models.takes', { provider: taken }) : t('models.notMeasured')}
      </span>
    );
  }
  return (
    <span className="flex flex-wrap gap-1">
      {speeds.measured.map(({ provider, framesPerSec, maxAbsDiff }) => (
        <Chip
          key={provider}
          tone={provider === taken ? 'accent' : 'neutral'}
          title={t('models.agreement', { value: maxAbsDiff.toExponential(1) })}
        >
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

interface InstallProgressProps {
  id: string;
  running: ReturnType<typeof useInstalls.getState>['running'][string];
}

/** Bytes that are here, of all where that is known. */
export function InstallProgress({ id, running }: InstallProgressProps) {
  const { t, i18n } = useTranslation('settings');
  const { doneBytes, totalBytes, file } = running;
  const done = formatBytes(doneBytes, i18n.language);
  return (
    <div className="flex min-w-40 flex-col gap-1">
      <ProgressBar label={t('models.installing', { id })} done={doneBytes} total={totalBytes} />
      <span className="mono text-xs text-ink-3">
        {totalBytes
          ? t('models.bytesOf', { done, total: formatBytes(totalBytes, i18n.language) })
          : done}
        {file ? ` · ${file}` : ''}
      </span>
    </div>
  );
}
