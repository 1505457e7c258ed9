import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { baseName } from '../../../core/base-name.ts';
import type { ModelCard, ModelFile } from '../../../core/model-card.ts';
import { sizeOf } from '../../../core/model-files.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { formatBytes } from '../../../ui/format.ts';

export interface ModelDialogProps {
  card: ModelCard;
  onOpenChange: (open: boolean) => void;
  /** `null` = there is nothing to install. */
  onInstall: (() => void) | null;
}

/** What a model is, under which licence, which files it has and where they come from: read before it is installed. */
export function ModelDialog({ card, onOpenChange, onInstall }: ModelDialogProps) {
  const { t, i18n } = useTranslation('settings');
  const { bytes, isComplete } = sizeOf(card);
  const size = formatBytes(bytes, i18n.language);
  const install = () => {
    onOpenChange(false);
    onInstall?.();
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      size="lg"
      title={card.name ?? card.id}
      description={t(`models.tasks.${card.task}`)}
      footer={
        onInstall ? (
          <>
            <Button onClick={() => onOpenChange(false)}>{t('models.notNow')}</Button>
            <Button variant="primary" onClick={install}>
              {bytes > 0
                ? t('models.installSize', {
                    size: isComplete ? size : t('models.atLeast', { size }),
                  })
                : t('models.install')}
            </Button>
          </>
        ) : null
      }
    >
      {card.task === 'shot-boundary' ? (
        <p className="mb-3 rounded-md border border-line bg-raised p-2">{t('models.shotsLater')}</p>
      ) : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-ink-3">{t('models.columns.licence')}</dt>
        <dd className="font-semibold">
          {card.licenceUrl ? (
            <Outside href={card.licenceUrl}>{card.licence}</Outside>
          ) : (
            card.licence
          )}
        </dd>
        {card.homepage ? (
          <>
            <dt className="text-ink-3">{t('models.from')}</dt>
            <dd>
              <Outside href={card.homepage}>{new URL(card.homepage).host}</Outside>
            </dd>
          </>
        ) : null}
        {card.task === 'shot-boundary' ? null : (
          <>
            <dt className="text-ink-3">{t('models.columns.dim')}</dt>
            <dd className="mono">{card.dim}</dd>
          </>
        )}
      </dl>
      <ul className="mt-3 flex flex-col gap-2">
        {card.files.map((file) => (
          <FileFacts key={file.path} file={file} />
        ))}
      </ul>
    </Dialog>
  );
}

function FileFacts({ file }: { file: ModelFile }) {
  const { t, i18n } = useTranslation('settings');
  return (
    <li className="rounded-md border border-line bg-raised p-2">
      <div className="flex items-baseline justify-between gap-2">
        <span className="mono truncate">{baseName(file.path)}</span>
        <span className="mono whitespace-nowrap text-ink-2">
          {file.bytes > 0 ? formatBytes(file.bytes, i18n.language) : t('models.sizeUnknown')}
        </span>
      </div>
      <p className="mono break-all text-xs text-ink-3">
        {file.role === 'image-fp16' ? `${t('models.halfOnly')} ` : ''}
        {file.sha256 ? `SHA-256 ${file.sha256}` : t('models.pinnedLater')}
      </p>
    </li>
  );
}

function Outside({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 text-accent hover:underline"
    >
      {children}
      <ExternalLink size={12} aria-hidden="true" />
    </a>
  );
}
