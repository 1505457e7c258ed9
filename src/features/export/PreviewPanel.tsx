import { Link } from '@tanstack/react-router';
import { FileQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../core/flow.ts';
import type { ExportPreview } from '../../formats/dataset-export.ts';
import { cn } from '../../ui/cn.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';

/** The first records, letter by letter as they will be written. */
export function PreviewPanel({
  projectId,
  preview,
}: {
  projectId: ProjectId;
  preview: ExportPreview;
}) {
  const { t, i18n } = useTranslation('export');
  const [shown, setShown] = useState(0);
  const { records, leftOut, samples } = preview;
  const count = (value: number) => formatCount(value, i18n.language);
  const leftOutText =
    leftOut > 0 ? ` · ${t('preview.leftOut', { count: leftOut, shown: count(leftOut) })}` : '';
  return (
    <Panel
      title={t('preview.title')}
      meta={t('preview.records', { count: records, shown: count(records) }) + leftOutText}
      padded={false}
      actions={
        samples.length > 1 ? (
          <SampleSteps count={samples.length} shown={shown} onShown={setShown} />
        ) : null
      }
    >
      {samples.length === 0 ? (
        <EmptyState
          icon={<FileQuestion size={20} />}
          title={t('preview.none')}
          action={
            <Link
              to="/p/$projectId/review"
              params={{ projectId }}
              className="font-medium text-accent hover:underline"
            >
              {t('preview.toReview')}
            </Link>
          }
        >
          {t('preview.noneText')}
        </EmptyState>
      ) : (
        // A region that scrolls can be reached by keyboard.
        <section
          aria-label={t('preview.record', { number: shown + 1 })}
          className="border-t border-line"
        >
          <textarea
            readOnly
            aria-label={t('preview.record', { number: shown + 1 })}
            value={samples[Math.min(shown, samples.length - 1)]}
            spellCheck={false}
            className="mono block h-80 w-full resize-y bg-bg p-3 leading-[18px] text-ink-2"
          />
        </section>
      )}
    </Panel>
  );
}

function SampleSteps({
  count,
  shown,
  onShown,
}: {
  count: number;
  shown: number;
  onShown: (index: number) => void;
}) {
  const { t } = useTranslation('export');
  return (
    <>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <button
          key={index}
          type="button"
          aria-pressed={index === shown}
          aria-label={t('preview.record', { number: index + 1 })}
          onClick={() => onShown(index)}
          className={cn(
            'mono grid size-6 place-items-center rounded-md',
            index === shown ? 'bg-accent-soft text-accent' : 'text-ink-2 hover:bg-hover',
          )}
        >
          {index + 1}
        </button>
      ))}
    </>
  );
}
