import { useTranslation } from 'react-i18next';
import { NEEDED_HEADERS } from '../../state/hosting.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Gpu } from './report.ts';

/** Which graphics device models can use. */
export function GpuPanel({ gpu }: { gpu: Gpu }) {
  const { t } = useTranslation('diagnostics');
  if (!gpu) {
    return (
      <Panel title={t('gpu.title')} actions={<Chip tone="warn">{t('gpu.none')}</Chip>}>
        <p className="text-ink-2">{t('gpu.noneText')}</p>
      </Panel>
    );
  }
  const name = [gpu.vendor, gpu.architecture].filter(Boolean).join(' ') || t('gpu.unnamed');
  return (
    <Panel
      title={t('gpu.title')}
      actions={
        <Chip tone={gpu.isFallback ? 'warn' : 'ok'}>
          {t(gpu.isFallback ? 'gpu.software' : 'gpu.hardware')}
        </Chip>
      }
    >
      <p className="flex flex-wrap items-center gap-2">
        <span className="mono">{name}</span>
        <Chip>{t(gpu.shaderF16 ? 'gpu.f16' : 'gpu.noF16')}</Chip>
      </p>
      {gpu.isFallback ? <p className="mt-2 text-ink-2">{t('gpu.softwareText')}</p> : null}
    </Panel>
  );
}

/** Whether threads are there, and what the host fails to send. */
export function IsolationPanel({
  isIsolated,
  missing,
}: {
  isIsolated: boolean;
  missing: readonly string[] | null;
}) {
  const { t } = useTranslation('diagnostics');
  const headers =
    missing === null
      ? t('isolation.cannotAsk')
      : missing.length === 0
        ? t('isolation.allThere', { count: NEEDED_HEADERS.length })
        : t('isolation.missing', { headers: missing.join(', ') });
  return (
    <Panel
      title={t('isolation.title')}
      actions={
        <Chip tone={isIsolated ? 'ok' : 'bad'}>
          {t(isIsolated ? 'isolation.on' : 'isolation.off')}
        </Chip>
      }
    >
      <p>{t(isIsolated ? 'isolation.onText' : 'isolation.offText')}</p>
      <p className="mt-2 text-ink-2">{headers}</p>
    </Panel>
  );
}
