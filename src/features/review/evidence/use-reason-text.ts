import { useTranslation } from 'react-i18next';
import type { SelectionReason } from '../../../core/flow.ts';
import type { Tone } from '../../../ui/Chip.tsx';

const TONES: Partial<Record<SelectionReason['code'], Tone>> = {
  match: 'accent',
  'shot-start': 'info',
  pinned: 'ok',
};

/** Why a frame was kept, in a few words for a chip and in a line for the tile. The numbers are explained in `core/selection/reasons.ts`. */
export function useReasonText(): (reason: SelectionReason) => {
  short: string;
  long: string;
  tone: Tone;
} {
  const { t } = useTranslation('review');
  return ({ code, value = 0, of = 0 }) => {
    const numbers = {
      value: format(code, value),
      cosine: value.toFixed(2),
      place: value + 1,
      of,
    };
    return {
      short: t(`reason.${code}.short`, numbers),
      long: t(`reason.${code}.long`, numbers),
      tone: TONES[code] ?? 'neutral',
    };
  };
}

/** Novelty is one minus the cosine, without its leading zero; seconds lose a trailing `.0`. */
function format(code: SelectionReason['code'], value: number): string {
  if (code === 'novel') return (1 - value).toFixed(2).replace(/^0/, '');
  if (code === 'match') return value.toFixed(2);
  return String(Number(value.toFixed(1)));
}
