import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventOf, InspectionEvent } from '../../../core/inspections.ts';
import { checkTally } from '../../../core/spot-check.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { formatPercent } from '../../../ui/format.ts';
import { CheckResults } from './CheckResults.tsx';

/** What the last spot-check found about a method, in one chip; nothing before there was one. */
export function LastCheck({
  events,
  method,
}: {
  events: readonly InspectionEvent[];
  method: string;
}) {
  const { t, i18n } = useTranslation('frames');
  const [isOpen, setOpen] = useState(false);
  const session = events.findLast((event): event is EventOf<'session'> => event.type === 'session');
  if (!session) return null;
  const tally = checkTally(session, events).find((one) => one.method === method);
  const percent = (share: number) => formatPercent(share, i18n.language);
  return (
    <>
      <button
        type="button"
        className="h-5 rounded-sm bg-ok-soft px-1.5 text-xs text-ok hover:underline"
        onClick={() => setOpen(true)}
      >
        {tally && tally.judged > 0
          ? t('check.chip', {
              share: percent(tally.interval.share),
              low: percent(tally.interval.low),
              high: percent(tally.interval.high),
            })
          : t('check.last')}
      </button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={t('check.results')}>
        <CheckResults session={session} events={events} />
      </Dialog>
    </>
  );
}
