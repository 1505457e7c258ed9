import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ProjectId, Selection } from '../../../core/flow.ts';
import type { SelectParams } from '../../../pipeline/selecting.ts';
import { trackSave } from '../../../state/saved.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { notifyError } from '../../../ui/toasts.tsx';
import { useShowSelection } from './use-video-frames.ts';

type Verdict = 'pin' | 'drop' | null;
interface Overruled {
  imageSha256: string;
  before: Verdict;
}

const verdictOf = ({ pinned, dropped }: Selection, imageSha256: string): Verdict => {
  if (pinned.includes(imageSha256)) return 'pin';
  return dropped.includes(imageSha256) ? 'drop' : null;
};

export interface Selector {
  /** What the panel shows: ahead of the saved selection while a slider moves. */
  how: SelectParams;
  /** Selects again at once, by what is saved and these changes; while one run is under way only the latest wish is kept. */
  choose(change: Partial<SelectParams>): void;
  overrule(imageSha256: string, verdict: Verdict): Promise<void>;
  /** Takes back the last overruling of this visit. @returns whether there was one */
  undo(): Promise<boolean>;
  addFrame(timeSec: number): Promise<number | null>;
}

/** Everything that changes the selection of one video. Failures are told, and leave what is saved as it is. */
export function useSelector(projectId: ProjectId, selection: Selection): Selector {
  const { selecting } = useStudio();
  const show = useShowSelection(projectId);
  const errorText = useErrorText();
  const undoable = useRef<Overruled[]>([]);
  const { videoId } = selection;

  const saved = useMemo((): SelectParams => {
    const { method, params, question = null, captionKey, picked } = selection;
    return { method, params, question, captionKey, picked };
  }, [selection]);

  const tell = (error: unknown) => {
    const { title, next } = errorText(error);
    notifyError(title, { description: next });
  };
  const { wish, choose: chooseWish } = useLatestWish(async (how) => {
    const next = await trackSave(selecting.reselect(projectId, videoId, how));
    if (next) show(next);
  }, tell);
  const apply = (change: Overruled, verdict: Verdict) =>
    trackSave(
      selecting.overrule(projectId, videoId, { imageSha256: change.imageSha256, verdict }),
    ).then(show);

  return {
    how: useMemo(() => ({ ...saved, ...wish }), [saved, wish]),
    choose: useCallback((change) => chooseWish({ ...saved, ...change }), [saved, chooseWish]),
    async overrule(imageSha256, verdict) {
      const change = { imageSha256, before: verdictOf(selection, imageSha256) };
      try {
        await apply(change, verdict);
        undoable.current.push(change);
      } catch (error) {
        tell(error);
      }
    },
    async undo() {
      const change = undoable.current.pop();
      if (!change) return false;
      await apply(change, change.before).catch(tell);
      return true;
    },
    async addFrame(timeSec) {
      try {
        const added = await trackSave(selecting.addFrame(projectId, videoId, timeSec));
        show(added.selection);
        undoable.current.push({ imageSha256: added.frame.imageSha256, before: null });
        return added.frame.ptsSec;
      } catch (error) {
        tell(error);
        return null;
      }
    },
  };
}

/** Runs the latest wish, one run a frame of the screen at most: what a slider passes over in between is never computed. */
function useLatestWish(
  run: (how: SelectParams) => Promise<void>,
  onError: (error: unknown) => void,
): { wish: SelectParams | null; choose: (how: SelectParams) => void } {
  const [wish, setWish] = useState<SelectParams | null>(null);
  const latest = useRef<SelectParams | null>(null);
  const isRunning = useRef(false);
  const doing = useRef({ run, onError });
  useEffect(() => {
    doing.current = { run, onError };
  });
  const choose = useCallback((how: SelectParams) => {
    setWish(how);
    latest.current = how;
    if (!isRunning.current) void runLatest();

    async function runLatest() {
      isRunning.current = true;
      try {
        while (latest.current) {
          await new Promise(requestAnimationFrame);
          const next = latest.current;
          latest.current = null;
          await doing.current.run(next);
        }
      } catch (error) {
        doing.current.onError(error);
      } finally {
        isRunning.current = false;
        setWish(null);
      }
    }
  }, []);
  return { wish, choose };
}
