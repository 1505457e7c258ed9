import type { SelectionVerdict } from '../../core/inspections.ts';
import { type HotkeyHandlers, useHotkeys } from '../../state/use-hotkeys.ts';
import type { Desk } from './model/use-desk.ts';

export interface FramesActions {
  judge(verdict: SelectionVerdict): void;
  undo(): void;
  redo(): void;
  /** Left out where frames cannot be judged by themselves, pinned, dropped or added. */
  toggleScope?(): void;
  overrule?(verdict: 'pin' | 'drop' | null): void;
  goToTime?(): void;
}

/** The keys of the Frames screen. */
export function useFramesKeys(desk: Desk, actions: FramesActions): void {
  const { cell, player } = desk;
  const { overrule, toggleScope, goToTime } = actions;
  const handlers: HotkeyHandlers = {
    'verdict-good': () => actions.judge('good'),
    'verdict-redundant': () => actions.judge('redundant'),
    'verdict-missed': () => actions.judge('missed'),
    'verdict-wrong-moment': () => actions.judge('wrong-moment'),
    undo: actions.undo,
    redo: actions.redo,
    'previous-core': () => desk.moveToCore(-1),
    'next-core': () => desk.moveToCore(1),
    'frame-back': () => desk.step(-1),
    'frame-forward': () => desk.step(1),
    'play-pause': () => player.togglePlay(),
    'play-reverse': () => player.shuttle(-1),
    pause: () => player.frames.pause(),
    'play-forward': () => player.shuttle(1),
  };
  if (toggleScope) handlers['verdict-scope'] = toggleScope;
  if (goToTime) handlers['go-to-time'] = goToTime;
  if (overrule) {
    const isPinned = cell?.isPinned && desk.betweenSec === null;
    handlers['pin-frame'] = () => overrule(isPinned ? null : 'pin');
    handlers['drop-frame'] = () => overrule(cell?.isDropped ? null : 'drop');
  }
  useHotkeys(handlers);
}
