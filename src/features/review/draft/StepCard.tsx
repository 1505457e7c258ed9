import { useTranslation } from 'react-i18next';
import type { ReasoningStep } from '../../../core/flow.ts';
import { cn } from '../../../ui/cn.ts';
import { activateStep, litSteps } from '../model/session-reducers.ts';
import { useReview, useSession } from '../review-context.ts';
import { StepEvidence } from './StepEvidence.tsx';
import { StepNumber } from './StepNumber.tsx';

/** One reasoning step with what it rests on. Pointing at it lights up its frames, marks and boxes. */
export function StepCard({ index, step }: { index: number; step: ReasoningStep }) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const isActive = useSession((state) => state.activeStep === index);
  const isLit = useSession((state) => litSteps(state).has(index));
  const point = (isOn: boolean) =>
    session.setState({ pointed: isOn ? { kind: 'step', step: index } : null });
  return (
    <li
      aria-current={isActive ? 'step' : undefined}
      className={cn('mb-0.5 flex gap-2.5 rounded-md px-2.5 py-1.5', isLit && 'bg-accent-soft')}
      onPointerEnter={() => point(true)}
      onPointerLeave={() => point(false)}
    >
      <StepNumber index={index} isActive={isActive} isLinked={step.evidence.length > 0} />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          aria-description={t('step.goTo', { number: index + 1 })}
          className="w-full cursor-pointer whitespace-pre-wrap break-words text-start text-base text-pretty select-text"
          onClick={() => session.setState((state) => activateStep(state, index))}
          onFocus={() => point(true)}
          onBlur={() => point(false)}
        >
          {step.text}
        </button>
        <StepEvidence index={index} evidence={step.evidence} />
      </div>
    </li>
  );
}
