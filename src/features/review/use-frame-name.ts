import { useTranslation } from 'react-i18next';
import { formatTime } from '../../ui/format.ts';
import { type StripFrame, stripFrames } from './model/card.ts';
import type { ReviewState } from './model/review-session.ts';
import { shownBody } from './model/session-reducers.ts';
import { useSession } from './review-context.ts';

const strip = (state: ReviewState): StripFrame[] | null => {
  const body = shownBody(state);
  return state.card && body && stripFrames(state.card.selection, body);
};

/** How frames of the card are called: `f17 0:17.0`, or the time alone between samples. */
export function useFrameName(): (frame: { imageSha256: string; ptsSec: number }) => string {
  const { t } = useTranslation('review');
  const frames = useSession(strip);
  return ({ imageSha256, ptsSec }) => {
    const number = frames?.find((frame) => frame.imageSha256 === imageSha256)?.number ?? null;
    const time = formatTime(ptsSec, number === null ? 3 : 1);
    return number !== null ? t('frame.name', { number, time }) : time;
  };
}
