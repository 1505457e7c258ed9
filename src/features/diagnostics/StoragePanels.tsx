import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../ui/Chip.tsx';
import { formatBytes } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { Codecs, Findings } from './report.ts';

const CODEC_NAMES = { h264: 'H.264', hevc: 'HEVC', vp8: 'VP8', vp9: 'VP9', av1: 'AV1' } as const;
const CODECS = Object.keys(CODEC_NAMES) as (keyof Codecs)[];

/** What the browser decodes by itself. */
export function CodecsPanel({ codecs }: { codecs: Codecs | null }) {
  const { t } = useTranslation('diagnostics');
  return (
    <Panel title={t('codecs.title')}>
      <p className="mb-1.5">{t('codecs.webcodecs')}</p>
      <div className="flex flex-wrap gap-1.5">
        {CODECS.map((codec) => {
          const isThere = codecs?.[codec] === true;
          const Icon = isThere ? Check : X;
          return (
            <Chip
              key={codec}
              tone={isThere ? 'ok' : 'neutral'}
              icon={<Icon size={12} aria-hidden="true" />}
            >
              {t(isThere ? 'codecs.yes' : 'codecs.no', { codec: CODEC_NAMES[codec] })}
            </Chip>
          );
        })}
      </div>
      <p className="mt-2 text-ink-2">{t('codecs.ffmpeg')}</p>
    </Panel>
  );
}

/** How much is stored, and whether it lasts. */
export function StoragePanel({ storage }: { storage: Findings['storage'] }) {
  const { t, i18n } = useTranslation('diagnostics');
  const { t: tCommon } = useTranslation('common');
  if (!storage) return <Panel title={t('storage.title')}>{tCommon('unknown')}</Panel>;
  const bytes = (value: number) => formatBytes(value, i18n.language);
  const mode = storage.mode === 'writer' || storage.mode === 'blocked' ? storage.mode : 'read-only';
  return (
    <Panel
      title={t('storage.title')}
      actions={
        <Chip tone={storage.persisted ? 'ok' : 'warn'}>
          {t(storage.persisted ? 'storage.persisted' : 'storage.notPersisted')}
        </Chip>
      }
    >
      <ProgressBar label={t('storage.title')} done={storage.usedBytes} total={storage.quotaBytes} />
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <span className="mono">
          {t('storage.used', { used: bytes(storage.usedBytes), quota: bytes(storage.quotaBytes) })}
        </span>
        <Chip tone={mode === 'writer' ? 'ok' : 'warn'}>{t(`storage.mode.${mode}`)}</Chip>
      </p>
    </Panel>
  );
}

/** What runs here. */
export function VersionsPanel({ found }: { found: Findings }) {
  const { t } = useTranslation('diagnostics');
  const { t: tCommon } = useTranslation('common');
  const rows = [
    [t('versions.studio'), found.version],
    [t('versions.browser'), found.userAgent],
    [t('versions.cores'), String(found.threads)],
    [
      t('versions.memory'),
      found.memoryGb === null
        ? tCommon('unknown')
        : t('versions.memoryAtLeast', { count: found.memoryGb }),
    ],
    [t('versions.language'), found.languages.join(', ')],
  ] as const;
  return (
    <Panel title={t('versions.title')}>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="mono min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
