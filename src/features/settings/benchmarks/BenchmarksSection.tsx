import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../../state/studio.ts';
import { useBenchmarks } from '../../../state/use-benchmarks.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { useCanWrite } from '../../../state/use-projects.ts';
import { formatCount } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { notifyError } from '../../../ui/toasts.tsx';
import { BenchmarkForm } from './BenchmarkForm.tsx';

/** Lists of the videos that public tests use, for all projects (F7). */
export function BenchmarksSection() {
  const { t, i18n } = useTranslation('benchmarks');
  const { benchmarks } = useStudio();
  const errorText = useErrorText();
  const canWrite = useCanWrite();
  const lists = useBenchmarks()?.lists ?? [];
  const remove = (name: string) =>
    benchmarks.remove(name).catch((error: unknown) => {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
    });
  return (
    <>
      <p className="max-w-prose text-pretty text-ink-2">{t('intro')}</p>
      <Panel title={t('lists')}>
        {lists.length === 0 ? <p className="text-ink-2">{t('none')}</p> : null}
        <ul className="flex flex-col divide-y divide-line">
          {lists.map(({ name, videos }) => (
            <li key={name} className="flex items-center gap-3 py-1.5">
              <span className="min-w-0 flex-1 truncate font-medium" title={name}>
                {name}
              </span>
              <span className="mono text-ink-2">
                {t('count', {
                  count: videos.length,
                  shown: formatCount(videos.length, i18n.language),
                })}
              </span>
              <IconButton
                size="sm"
                icon={<Trash2 size={14} aria-hidden="true" />}
                label={t('remove', { name })}
                disabled={!canWrite}
                onClick={() => void remove(name)}
              />
            </li>
          ))}
        </ul>
      </Panel>
      <BenchmarkForm />
    </>
  );
}
