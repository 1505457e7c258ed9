import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaved } from '../../state/saved.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';

/** A write shorter than this shows no "Saving…": it would only flicker. */
const QUIET_MS = 150;

/** Says whether everything is on disk. */
export function SavedIndicator() {
  const { t } = useTranslation('shell');
  const errorText = useErrorText();
  const { pending, error } = useSaved();
  const isSlow = useAfter(pending > 0, QUIET_MS);
  if (error) {
    const text = errorText(error);
    return (
      <Tooltip label={`${text.title} ${text.next}`}>
        <button type="button">
          <span role="status">
            <Chip tone="bad" icon={<CircleAlert size={12} aria-hidden="true" />}>
              {t('saved.failed')}
            </Chip>
          </span>
        </button>
      </Tooltip>
    );
  }
  return (
    <span role="status" data-saved={pending === 0}>
      {isSlow ? (
        <Chip icon={<LoaderCircle size={12} aria-hidden="true" className="animate-spin" />}>
          {t('saved.saving')}
        </Chip>
      ) : (
        <Chip tone="ok" icon={<Check size={12} aria-hidden="true" />}>
          {t('saved.saved')}
        </Chip>
      )}
    </span>
  );
}

/** `true` once `condition` has held for a while. */
function useAfter(condition: boolean, delayMs: number): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (!condition) {
      setDue(false);
      return;
    }
    const timer = setTimeout(() => setDue(true), delayMs);
    return () => clearTimeout(timer);
  }, [condition, delayMs]);
  return isDue;
}
