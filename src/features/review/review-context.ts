import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { DraftBody } from '../../core/flow.ts';
import type { Picture } from './model/picture-cache.ts';
import type { PlayerState } from './model/player.ts';
import type { Review } from './model/review.ts';
import type { ReviewState } from './model/review-session.ts';
import { changeBody } from './model/session-reducers.ts';

export const ReviewContext = createContext<Review | null>(null);

/** What stands behind the open review screen. @throws outside of one */
export function useReview(): Review {
  const review = useContext(ReviewContext);
  if (!review) throw new Error('useReview needs a ReviewScreen above it.');
  return review;
}

/** A part of the session; renders again when it differs shallowly. */
export function useSession<T>(select: (state: ReviewState) => T): T {
  return useStore(useReview().session, useShallow(select));
}

export function usePlayerState<T>(select: (state: PlayerState) => T): T {
  return useStore(useReview().player.state, useShallow(select));
}

/** Applies a pure edit to the card's body; begins editing when nobody was. */
export function useChange(): (change: (body: DraftBody) => DraftBody) => void {
  const { session } = useReview();
  return (change) => session.setState((state) => changeBody(state, change));
}

/** The decoded picture of a frame; `undefined` = on its way, `null` = cannot be had. */
export function usePicture(imageSha256: string | null): Picture | null | undefined {
  const { pictures } = useReview();
  const picture = useSyncExternalStore(pictures.subscribe, () =>
    imageSha256 === null ? null : pictures.peek(imageSha256),
  );
  useEffect(() => {
    if (imageSha256 !== null && picture === undefined) void pictures.load(imageSha256);
  }, [pictures, imageSha256, picture]);
  return picture;
}
