import { ArrowDown, ArrowUp, CornerLeftUp, Pin, Scissors, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  mergeWithPrevious,
  moveStep,
  removeStep,
  setStepText,
  splitStep,
} from '../../../core/edit-steps.ts';
import type { ReasoningStep } from '../../../core/flow.ts';
import { cn } from '../../../ui/cn.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { litSteps } from '../model/session-reducers.ts';
import { useChange, useReview, useSession } from '../review-context.ts';
import { useEvidenceActions } from '../use-evidence-actions.ts';
import { StepEvidence } from './StepEvidence.tsx';
import { StepNumber } from './StepNumber.tsx';

/** Puts the caret into a step's text after the list has changed. */
export type FocusStep = (index: number, cursor?: number) => void;

export interface StepEditorProps {
  index: number;
  step: ReasoningStep;
  count: number;
  focusStep: FocusStep;
}

/** One step as a field. Enter splits at the cursor, Backspace at the start merges, Alt with arrows moves; all of it has buttons too. */
export function StepEditor({ index, step, count, focusStep }: StepEditorProps) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const change = useChange();
  const field = useRef<HTMLTextAreaElement>(null);
  const isActive = useSession((state) => state.activeStep === index);
  const isLit = useSession((state) => litSteps(state).has(index));
  const actions = useStepActions({
    index,
    step,
    focusStep,
    cursor: () => field.current?.selectionStart ?? step.text.length,
  });

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const atStart = selectionStart === 0 && selectionEnd === 0;
    const isComposing = event.nativeEvent.isComposing;
    if (
      event.key === 'Enter' &&
      !event.shiftKey &&
      !event.ctrlKey &&
      !event.metaKey &&
      !isComposing
    )
      actions.split();
    else if (event.key === 'Backspace' && atStart && index > 0) actions.merge();
    else if (event.altKey && event.key === 'ArrowUp') actions.move(-1);
    else if (event.altKey && event.key === 'ArrowDown') actions.move(1);
    else return;
    event.preventDefault();
  };

  const buttons = [
    { label: t('step.split'), icon: Scissors, run: actions.split, isOff: false },
    { label: t('step.merge'), icon: CornerLeftUp, run: actions.merge, isOff: index === 0 },
    { label: t('step.up'), icon: ArrowUp, run: () => actions.move(-1), isOff: index === 0 },
    {
      label: t('step.down'),
      icon: ArrowDown,
      run: () => actions.move(1),
      isOff: index === count - 1,
    },
    { label: t('step.pin'), icon: Pin, run: actions.pin, isOff: false },
    { label: t('step.remove'), icon: Trash2, run: actions.remove, isOff: false },
  ];
  return (
    <li
      className={cn('mb-0.5 flex gap-2.5 rounded-md px-2.5 py-1.5', isLit && 'bg-accent-soft')}
      onFocus={() => session.setState({ activeStep: index })}
    >
      <StepNumber index={index} isActive={isActive} isLinked={step.evidence.length > 0} />
      <div className="min-w-0 flex-1">
        <TextArea
          ref={field}
          label={t('step.text', { number: index + 1 })}
          hideLabel
          value={step.text}
          onValueChange={(text) => change((body) => setStepText(body, index, text))}
          onKeyDown={press}
        />
        <div className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <StepEvidence index={index} evidence={step.evidence} />
          </div>
          <div className="mt-1 flex shrink-0">
            {buttons.map(({ label, icon: Icon, run, isOff }) => (
              <IconButton
                key={label}
                size="sm"
                label={label}
                disabled={isOff}
                icon={<Icon size={13} aria-hidden="true" />}
                onClick={run}
              />
            ))}
          </div>
        </div>
      </div>
    </li>
  );
}

interface StepActionParts {
  index: number;
  step: ReasoningStep;
  focusStep: FocusStep;
  cursor: () => number;
}

/** What can be done to a step; each leaves the caret where the person goes on. */
function useStepActions({ index, step, focusStep, cursor }: StepActionParts) {
  const { session } = useReview();
  const change = useChange();
  const { pin } = useEvidenceActions();
  return {
    split: () => {
      const at = cursor();
      change((body) => splitStep(body, index, at));
      focusStep(index + 1, 0);
    },
    merge: () => {
      const seam = session.getState().edit?.steps[index - 1]?.text.length ?? 0;
      change((body) => mergeWithPrevious(body, index));
      focusStep(index - 1, seam + (seam > 0 && step.text !== '' ? 1 : 0));
    },
    move: (by: 1 | -1) => {
      const at = cursor();
      change((body) => moveStep(body, index, index + by));
      focusStep(index + by, at);
    },
    remove: () => {
      change((body) => removeStep(body, index));
      focusStep(Math.max(0, index - 1));
    },
    pin: () => {
      session.setState({ activeStep: index });
      void pin();
    },
  };
}
