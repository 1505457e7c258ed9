import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../core/flow.ts';
import type { InspectionEvent } from '../../core/inspections.ts';
import { notify } from '../../ui/toasts.tsx';
import type { Desk } from './model/use-desk.ts';
import { useInspecting } from './model/use-inspections.ts';
import { type Selector, useSelector } from './model/use-selector.ts';
import { useFramesKeys } from './use-frames-keys.ts';
import { useVerdicts, type Verdicts } from './verdict/use-verdicts.ts';

/** What can be done to the selection at hand, by keys and by buttons. */
export function useFramesActions(
  desk: Desk,
  {
    projectId,
    events,
    goToTime,
  }: { projectId: ProjectId; events: readonly InspectionEvent[]; goToTime: () => void },
): {
  selector: Selector;
  verdicts: Verdicts;
  overrule: (wanted: 'pin' | 'drop' | null) => void;
  /** Resolves to the time of the frame that was added, `null` where it could not be had. */
  addFrame: (timeSec: number) => Promise<number | null>;
} {
  const { t } = useTranslation('frames');
  const { selection, cell, betweenSec, player } = desk;
  const selector = useSelector(projectId, selection);
  const inspecting = useInspecting(projectId);
  const verdicts = useVerdicts({
    ...{ selection, cell, events, inspecting },
    session: null,
    nowSec: () => player.frames.playhead.timeSec,
  });
  const addFrame = async (timeSec: number) => {
    const ptsSec = await selector.addFrame(timeSec);
    if (ptsSec !== null) player.restOn(ptsSec);
    return ptsSec;
  };
  const overrule = (wanted: 'pin' | 'drop' | null) => {
    // The frame between two samples that is on screen is sampled by being pinned.
    if (betweenSec !== null && wanted === 'pin') void addFrame(betweenSec);
    else if (cell) void selector.overrule(cell.frame.imageSha256, wanted);
  };
  const undo = async () => {
    if (await selector.undo()) notify(t('undone'));
    else notify(t((await inspecting.undo()) ? 'verdict.undone' : 'verdict.nothingToUndo'));
  };
  useFramesKeys(desk, {
    judge: (verdict) => void verdicts.judge(verdict, 'key'),
    toggleScope: () => verdicts.setScope(verdicts.scope === 'frame' ? 'selection' : 'frame'),
    overrule,
    goToTime,
    undo: () => void undo(),
    redo: () => void inspecting.redo().then((isDone) => isDone && notify(t('verdict.redone'))),
  });
  return { selector, verdicts, overrule, addFrame };
}
