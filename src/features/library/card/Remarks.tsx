import { useTranslation } from 'react-i18next';
import { Chip } from '../../../ui/Chip.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';

/** Codes that a probe can give (`adapters/media`), in the order in which they matter. */
const KNOWN = [
  'truncated',
  'header-duration-wrong',
  'no-timestamps',
  'variable-frame-rate',
  'start-not-zero',
  'rotated',
  'mirrored',
  'non-square-pixels',
  'interlaced',
  'hdr',
  'slow-seeking',
  'slow-opening',
  'from-pictures',
  'stated-rate',
] as const;

/** What a person should know about the file, each with its sentence on hover and focus. */
export function Remarks({ remarks }: { remarks: readonly string[] }) {
  const { t } = useTranslation('facts');
  const shown = KNOWN.filter((code) => remarks.includes(code));
  if (shown.length === 0) return null;
  return (
    <ul className="absolute right-1.5 top-1.5 flex flex-wrap justify-end gap-1 ps-10">
      {shown.map((code) => (
        <li key={code}>
          <Tooltip label={t(`remarks.${code}`)}>
            <button type="button" className="rounded-sm" aria-label={t(`remarks.${code}`)}>
              <Chip tone={code === 'truncated' ? 'warn' : 'neutral'}>
                {t(`remarkNames.${code}`)}
              </Chip>
            </button>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
