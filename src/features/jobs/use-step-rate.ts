import { useRef } from 'react';
import { type Job, jobRate } from '../../core/job.ts';

interface Began {
  step: string;
  done: number;
  atMs: number;
}

/**
 * Rate and time left of a running job's present step. Counted from where this screen first saw the step, so that frames
 * which were there already (a resumed job) and slower steps before it do not blur the number.
 */
export function useStepRate(job: Job): { perSec: number; leftSec: number | null } | null {
  const began = useRef<Began | null>(null);
  const { state } = job;
  if (state.status !== 'running') return null;
  const { step, done, total, unit } = state.progress;
  const nowMs = Date.now();
  if (began.current?.step !== step || done < began.current.done)
    began.current = { step, done, atMs: nowMs };
  const from = began.current;
  return jobRate(
    { step, unit, done: done - from.done, total: total === null ? null : total - from.done },
    nowMs - from.atMs,
  );
}
