import type { Job } from '../../core/job.ts';

const RANK: Record<Job['state']['status'], number> = {
  running: 0,
  queued: 1,
  failed: 2,
  done: 2,
  cancelled: 2,
};

/** Running first, then what waits in the order it will run, then what ended, the latest first. */
export function inOrder(jobs: readonly Job[]): Job[] {
  return [...jobs].sort((a, b) => {
    const rank = RANK[a.state.status] - RANK[b.state.status];
    if (rank !== 0) return rank;
    const isOver = RANK[a.state.status] === 2;
    return (isOver ? -1 : 1) * (a.createdAtMs - b.createdAtMs);
  });
}
