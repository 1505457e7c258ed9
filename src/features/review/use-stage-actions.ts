import type { ReviewState, ShownFrame } from './model/review-session.ts';
import {
  coreFrames,
  evidenceFrames,
  nearestFrame,
  neighbour,
  showFrame,
  storedFrames,
} from './model/session-reducers.ts';
import { useReview } from './review-context.ts';

/** What keys and buttons put on the stage: exact frames of the video where it can be reached, stored ones otherwise. */
export function useStageActions() {
  const { session, player } = useReview();

  const show = (frame: ShownFrame | null): void => {
    if (!frame) return;
    session.setState((state) => showFrame(state, frame));
    player.showStored(frame.ptsSec);
  };
  const visit = (frames: (state: ReviewState) => ShownFrame[], direction: 1 | -1): void =>
    show(neighbour(frames(session.getState()), player.playhead.timeSec, direction));

  return {
    /** @param timeSec presentation time; clamped to the video */
    goTo: (timeSec: number): void => {
      if (player.isReachable) void player.goTo(timeSec);
      else show(nearestFrame(storedFrames(session.getState()), timeSec));
    },
    stepFrame: (direction: 1 | -1): void => {
      if (player.isReachable) void player.stepFrame(direction);
      else visit(storedFrames, direction);
    },
    visitEvidence: (direction: 1 | -1): void => visit(evidenceFrames, direction),
    visitCore: (direction: 1 | -1): void => visit(coreFrames, direction),
  };
}
