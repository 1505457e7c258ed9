import { useEffect, useState } from 'react';
import { type ActionId, bindingOf, clashesOf, isReserved } from '../../../state/keymap.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { IS_MAC } from '../../../ui/key-label.ts';

export type Recorder =
  | { step: 'idle' }
  | { step: 'listening' }
  | { step: 'reserved'; binding: string }
  | { step: 'clash'; binding: string; others: ActionId[] };

/** Listens for one key press and gives it to the action, unless it is reserved or another action has it. */
export function useKeyRecorder(id: ActionId) {
  const [recorder, setRecorder] = useState<Recorder>({ step: 'idle' });
  const { setKeys } = usePreferences();
  const isListening = recorder.step === 'listening';

  useEffect(() => {
    if (!isListening) return;
    const onKey = (event: KeyboardEvent) => {
      const binding = bindingOf(event, IS_MAC);
      if (binding === null) return;
      // Nothing else may react to the key that is being recorded.
      event.preventDefault();
      event.stopImmediatePropagation();
      if (binding === 'Escape') return setRecorder({ step: 'idle' });
      if (isReserved(binding)) return setRecorder({ step: 'reserved', binding });
      const others = clashesOf(id, binding, usePreferences.getState().keys);
      if (others.length > 0) return setRecorder({ step: 'clash', binding, others });
      setKeys(id, [binding]);
      setRecorder({ step: 'idle' });
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [isListening, id, setKeys]);

  return {
    recorder,
    listen: () => setRecorder({ step: 'listening' }),
    stop: () => setRecorder({ step: 'idle' }),
    /** Gives the key to this action and takes it from those that had it. */
    takeOver: (
      { binding, others }: Extract<Recorder, { step: 'clash' }>,
      keysOfOther: (other: ActionId) => readonly string[],
    ) => {
      for (const other of others)
        setKeys(
          other,
          keysOfOther(other).filter((key) => key !== binding),
        );
      setKeys(id, [binding]);
      setRecorder({ step: 'idle' });
    },
  };
}
