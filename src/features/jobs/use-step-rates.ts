import { useRef } from 'react';
import { type Job, jobRate, type StepProgress } from '../../core/job.ts';

/** Replies a second and seconds left of a step; `null` until there is something to divide. */
export type StepRate = { perSec: number; leftSec: number | null } | null;

interface Began {
  worked: number;
  atMs: number;
}

/** What a step did itself: replies that were there already came at once and say nothing of its speed. */
const workedOf = ({ done, fromMemo }: StepProgress): number => done - fromMemo;

/** Rate and time left of each step of a running recipe, counted from where this screen first saw the step at work. */
export function useStepRates(job: Job): (step: StepProgress) => StepRate {
  const began = useRef(new Map<string, Began>());
  if (job.state.status !== 'running') return () => null;
  const nowMs = Date.now();
  return (step) => {
    const worked = workedOf(step);
    const known = began.current.get(step.step);
    if (!known || worked < known.worked) began.current.set(step.step, { worked, atMs: nowMs });
    const from = began.current.get(step.step) ?? { worked, atMs: nowMs };
    const progress = {
      step: step.step,
      unit: 'requests',
      done: worked - from.worked,
      total: step.total - step.fromMemo - from.worked,
    };
    return step.done === step.total ? null : jobRate(progress, nowMs - from.atMs);
  };
}
