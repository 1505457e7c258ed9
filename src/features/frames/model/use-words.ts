import { useTranslation } from 'react-i18next';
import type { SelectionReason } from '../../../core/flow.ts';
import { formatDuration, formatTime } from '../../../ui/format.ts';
import type { FrameCell } from './cells.ts';

/** A cosine as people read it. */
export const cosine = (value: number): string => value.toFixed(2);

/** Why frames were kept or not, in plain words. */
export function useFrameWords(sampledSec: readonly number[]) {
  const { t, i18n } = useTranslation('frames');
  const timeOf = (index: number | undefined) => formatTime(sampledSec[index ?? -1] ?? Number.NaN);
  const seconds = (value: number | undefined) => formatDuration(value ?? 0, i18n.language);

  const reason = ({ code, value = 0, of }: SelectionReason): string => {
    switch (code) {
      case 'first':
      case 'pinned':
        return t(`reasons.${code}`);
      case 'novel':
      case 'shot-start':
      case 'shot':
      case 'spare':
      case 'caption-novel':
        return t(`reasons.${code}`, { cosine: cosine(value), time: timeOf(of) });
      case 'gap':
      case 'last':
        return t(`reasons.${code}`, { seconds: seconds(value) });
      case 'uniform':
      case 'random':
        return t(`reasons.${code}`, { place: value + 1, total: of ?? 0 });
      case 'chosen':
        return t('reasons.chosen', { rank: value, total: of ?? 0 });
      case 'match':
        return t('reasons.match', { cosine: cosine(value), rank: of ?? 0 });
    }
  };

  /** The whole state of a cell in a sentence, for assistive technology. */
  const cell = (given: FrameCell, coreCount: number): string => {
    const time = formatTime(given.frame.ptsSec);
    if (given.coreIndex !== null) {
      const reasons = given.reasons.map(reason).join(', ');
      return t('grid.cellCore', { time, number: given.coreIndex + 1, total: coreCount, reasons });
    }
    if (given.isDropped) return t('grid.cellDropped', { time });
    if (given.standInSec === null) return t('grid.cellAlone', { time });
    return t('grid.cellStoodFor', {
      time,
      standIn: formatTime(given.standInSec),
      similarity: cosine(given.similarity ?? 0),
    });
  };
  return { reason, cell };
}
