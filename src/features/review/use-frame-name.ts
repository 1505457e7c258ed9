import { useTranslation } from 'react-i18next';
import { formatTime } from '../../ui/format.ts';
import { stripFrames } from './model/card.ts';
import type { ReviewState } from './model/review-session.ts';
import { shownBody } from './model/session-reducers.ts';
import { useSession } from './review-context.ts';

/** `hash number` lines: a flat list compares shallowly, so names render again only when a number changes. */
const numbered = (state: ReviewState): string[] => {
  const body = shownBody(state);
  if (!state.card || !body) return [];
  return stripFrames(state.card.selection, body).map((f) => `${f.imageSha256} ${f.number ?? ''}`);
};

/** How frames of the card are called: `f17 0:17.0`, or the time alone between samples. */
export function useFrameName(): (frame: { imageSha256: string; ptsSec: number }) => string {
  const { t } = useTranslation('review');
  const numbers = new Map(useSession(numbered).map((line) => line.split(' ') as [string, string]));
  return ({ imageSha256, ptsSec }) => {
    const number = numbers.get(imageSha256);
    const time = formatTime(ptsSec, number ? 1 : 3);
    return number ? t('frame.name', { number, time }) : time;
  };
}
