import { useTranslation } from 'react-i18next';
import { cn } from '../../../ui/cn.ts';

/** The step's number; a dashed ring says that nothing supports it. */
export function StepNumber({
  index,
  isActive,
  isLinked,
}: {
  index: number;
  isActive: boolean;
  isLinked: boolean;
}) {
  const { t } = useTranslation('review');
  return (
    <span
      className={cn(
        'mt-px grid size-5 shrink-0 place-items-center rounded-full border-[1.5px] text-xs font-semibold',
        isLinked
          ? isActive
            ? 'border-accent bg-accent text-accent-ink'
            : 'border-line-strong text-ink-2'
          : isActive
            ? 'border-dashed border-warn bg-warn-soft text-warn'
            : 'border-dashed border-warn text-warn',
      )}
    >
      <span className="sr-only">{t('step.name', { number: index + 1 })}</span>
      <span aria-hidden="true">{index + 1}</span>
    </span>
  );
}
