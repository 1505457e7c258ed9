import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection, SelectionReason } from '../../../core/flow.ts';
import { passedOver } from '../../../core/selection/passed-over.ts';
import { formatDuration, formatTime } from '../../../ui/format.ts';
import type { FrameCell } from './cells.ts';

/** A cosine as people read it. */
export const cosine = (value: number): string => value.toFixed(2);

/** What became of the frames of a selection, in plain words. */
export interface FrameWords {
  /** The whole state of a cell in a sentence, for assistive technology. */
  cell(cell: FrameCell): string;
  /** Why a frame was kept, or was not; nothing where the method is not known. */
  why(cell: FrameCell): string[];
  /** Why a frame was kept, for where there is little room. */
  whyInShort(cell: FrameCell): string;
}

interface Words {
  t: TFunction<'whys'>;
  language: string;
  selection: Selection;
}

/** The same object until the selection or the language changes, so that tiles are not rendered again for it. */
export function useFrameWords(selection: Selection): FrameWords {
  const { t: tFrames } = useTranslation('frames');
  const { t, i18n } = useTranslation('whys');
  const { language } = i18n;
  return useMemo(() => {
    const words = { t, language, selection };
    return {
      cell: (cell) => cellWords(tFrames, cell, words),
      why: (cell) =>
        cell.coreIndex === null
          ? passedOverWords(cell, words)
          : cell.reasons.map((reason) => reasonWords(reason, words)),
      whyInShort: ({ reasons }) => reasons.map((reason) => wordsInShort(reason, words)).join(', '),
    };
  }, [tFrames, t, language, selection]);
}

function cellWords(t: TFunction<'frames'>, cell: FrameCell, words: Words): string {
  const time = formatTime(cell.frame.ptsSec);
  if (cell.coreIndex !== null) {
    const reasons = cell.reasons.map((reason) => reasonWords(reason, words)).join(', ');
    const total = words.selection.core.length;
    return t('grid.cellCore', { time, number: cell.coreIndex + 1, total, reasons });
  }
  if (cell.isDropped) return t('grid.cellDropped', { time });
  if (cell.standInSec === null) return t('grid.cellAlone', { time });
  return t('grid.cellStoodFor', {
    time,
    standIn: formatTime(cell.standInSec),
    similarity: cosine(cell.similarity ?? 0),
  });
}

function reasonWords(
  { code, value = 0, of }: SelectionReason,
  { t, language, selection }: Words,
): string {
  switch (code) {
    case 'first':
    case 'pinned':
      return t(`reasons.${code}`);
    case 'novel':
    case 'shot-start':
    case 'shot':
    case 'spare':
    case 'caption-novel': {
      const time = formatTime(selection.sampledSec[of ?? -1] ?? Number.NaN);
      return t(`reasons.${code}`, { cosine: cosine(value), time });
    }
    case 'gap':
    case 'last':
      return t(`reasons.${code}`, { seconds: formatDuration(value, language) });
    case 'uniform':
    case 'random':
      return t(`reasons.${code}`, { place: value + 1, total: of ?? 0 });
    case 'chosen':
      return t('reasons.chosen', { rank: value, total: of ?? 0 });
    case 'match':
      return t('reasons.match', { cosine: cosine(value), rank: of ?? 0 });
  }
}

function wordsInShort({ code, value = 0, of }: SelectionReason, { t, language }: Words): string {
  switch (code) {
    case 'first':
    case 'pinned':
      return t(`inShort.${code}`);
    case 'gap':
    case 'last':
      return t(`inShort.${code}`, { seconds: formatDuration(value, language) });
    case 'uniform':
    case 'random':
      return t(`inShort.${code}`, { place: value + 1, total: of ?? 0 });
    case 'chosen':
      return t('inShort.chosen', { rank: value });
    default:
      return t(`inShort.${code}`, { cosine: cosine(value) });
  }
}

/** The rule by which the method passed a frame over. */
function passedOverWords({ isBlank }: FrameCell, { t, language, selection }: Words): string[] {
  const why = passedOver(selection, isBlank);
  if (!why) return [];
  switch (why.code) {
    case 'not-new':
    case 'caption':
      return [t(`passedOver.${why.code}`, { cosine: cosine(why.cosine) })];
    case 'not-new-on-grid': {
      const seconds = formatDuration(why.everySec, language);
      return [t(`passedOver.${why.code}`, { cosine: cosine(why.cosine), seconds })];
    }
    case 'budget':
    case 'less-relevant':
    case 'weighed':
      return [t(`passedOver.${why.code}`, { count: why.frames })];
    default:
      return [t(`passedOver.${why.code}`)];
  }
}
