import { useTranslation } from 'react-i18next';
import { outcomeOf, type VerifiedFrame, type VerifyOutcome } from '../../../core/verify/report.ts';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { formatCount, formatTime } from '../../../ui/format.ts';
import { TimeCode } from '../../../ui/TimeCode.tsx';

const TONES: Record<VerifyOutcome, Tone> = { match: 'ok', mismatch: 'bad', unknown: 'warn' };
/** Rows on the screen; the saved report has all. */
const SHOWN = 200;

/** Frames of the report, each with its result and why. */
export function FrameTable({ items }: { items: readonly VerifiedFrame[] }) {
  const { t, i18n } = useTranslation('verify');
  const more = items.length - SHOWN;
  if (items.length === 0) return <p className="px-3 pb-3 text-ink-2">{t('report.none')}</p>;
  return (
    <>
      <table className="w-full table-fixed border-collapse text-start">
        <thead>
          <tr className="label border-b border-line">
            <th className="w-2/5 px-3 py-1 text-start font-normal">{t('report.frame')}</th>
            <th className="w-24 px-2 py-1 text-start font-normal">{t('report.time')}</th>
            <th className="px-2 py-1 text-start font-normal">{t('report.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, SHOWN).map((item) => (
            <Row key={`${item.video} ${item.frame} ${item.statedSec}`} item={item} />
          ))}
        </tbody>
      </table>
      {more > 0 ? (
        <p className="px-3 py-2 text-sm text-ink-3">
          {t('report.more', { count: more, shown: formatCount(more, i18n.language) })}
        </p>
      ) : null}
    </>
  );
}

function Row({ item }: { item: VerifiedFrame }) {
  const { t, i18n } = useTranslation('verify');
  const { frame, video, verdict, statedSec, psnrDb, fits, citedBy } = item;
  const db = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  return (
    <tr className="border-b border-line align-top last:border-0">
      <td className="px-3 py-1.5">
        <span className="mono block truncate" title={frame}>
          {frame}
        </span>
        <span className="block truncate text-sm text-ink-3" title={video}>
          {video}
          {citedBy > 1
            ? ` · ${t('report.citedBy', { shown: formatCount(citedBy, i18n.language) })}`
            : null}
        </span>
      </td>
      <td className="px-2 py-1.5">
        {statedSec === null ? null : <TimeCode timeSec={statedSec} exact />}
      </td>
      <td className="px-2 py-1.5">
        <Chip tone={TONES[outcomeOf(verdict)]}>{t(`verdicts.${verdict}.label`)}</Chip>
        <span className="mt-0.5 block text-sm text-pretty text-ink-2">
          {fits
            ? t(fits.offset < 0 ? 'fits.before' : 'fits.after', {
                count: Math.abs(fits.offset),
                time: formatTime(fits.ptsSec, 3),
              })
            : t(`verdicts.${verdict}.text`)}
          {psnrDb === null || psnrDb >= 100
            ? null
            : ` · ${t('report.psnr', { db: db.format(psnrDb) })}`}
        </span>
      </td>
    </tr>
  );
}
