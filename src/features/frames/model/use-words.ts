import { useTranslation } from 'react-i18next';
import type { Selection, SelectionReason } from '../../../core/flow.ts';
import { passedOver } from '../../../core/selection/passed-over.ts';
import { formatDuration, formatTime } from '../../../ui/format.ts';
import type { FrameCell } from './cells.ts';

/** A cosine as people read it. */
export const cosine = (value: number): string => value.toFixed(2);

/** What became of the frames of a selection, in plain words. */
export function useFrameWords(selection: Selection) {
  const { t } = useTranslation('frames');
  const reason = useReason(selection.sampledSec);
  const inShort = useReasonInShort();
  const passedOverWords = usePassedOver(selection);

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

  /** Why a frame was kept, or was not; nothing where the method is not known. */
  const why = (given: FrameCell): string[] =>
    given.coreIndex === null ? passedOverWords(given) : given.reasons.map(reason);

  /** Why a frame was kept, for where there is little room. */
  const whyInShort = ({ reasons }: FrameCell): string => reasons.map(inShort).join(', ');

  return { cell, why, whyInShort };
}

/** Words for one reason. */
function useReason(sampledSec: readonly number[]): (reason: SelectionReason) => string {
  const { t, i18n } = useTranslation('whys');
  const timeOf = (index: number | undefined) => formatTime(sampledSec[index ?? -1] ?? Number.NaN);
  return ({ code, value = 0, of }) => {
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
        return t(`reasons.${code}`, { seconds: formatDuration(value, i18n.language) });
      case 'uniform':
      case 'random':
        return t(`reasons.${code}`, { place: value + 1, total: of ?? 0 });
      case 'chosen':
        return t('reasons.chosen', { rank: value, total: of ?? 0 });
      case 'match':
        return t('reasons.match', { cosine: cosine(value), rank: of ?? 0 });
    }
  };
}

/** A word or two for one reason. */
function useReasonInShort(): (reason: SelectionReason) => string {
  const { t, i18n } = useTranslation('whys');
  return ({ code, value = 0, of }) => {
    switch (code) {
      case 'first':
      case 'pinned':
        return t(`inShort.${code}`);
      case 'gap':
      case 'last':
        return t(`inShort.${code}`, { seconds: formatDuration(value, i18n.language) });
      case 'uniform':
      case 'random':
        return t(`inShort.${code}`, { place: value + 1, total: of ?? 0 });
      case 'chosen':
        return t('inShort.chosen', { rank: value });
      default:
        return t(`inShort.${code}`, { cosine: cosine(value) });
    }
  };
}

/** Words for the rule by which the method passed a frame over. */
function usePassedOver(selection: Selection): (cell: FrameCell) => string[] {
  const { t, i18n } = useTranslation('whys');
  return ({ isBlank }) => {
    const why = passedOver(selection, isBlank);
    if (!why) return [];
    switch (why.code) {
      case 'not-new':
      case 'caption':
        return [t(`passedOver.${why.code}`, { cosine: cosine(why.cosine) })];
      case 'not-new-on-grid': {
        const seconds = formatDuration(why.everySec, i18n.language);
        return [t(`passedOver.${why.code}`, { cosine: cosine(why.cosine), seconds })];
      }
      case 'budget':
      case 'less-relevant':
      case 'weighed':
        return [t(`passedOver.${why.code}`, { count: why.frames })];
      default:
        return [t(`passedOver.${why.code}`)];
    }
  };
}
