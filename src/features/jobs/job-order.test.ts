import { expect, it } from 'vitest';
import type { Job, JobState } from '../../core/job.ts';
import { inOrder } from './job-order.ts';

const job = (id: number, state: JobState): Job => ({
  id: `job:${id}`,
  projectId: 'project:1',
  spec: { kind: 'draft', videoId: 'video:1', recipeId: 'evidence-qa', params: {} },
  state,
  createdAtMs: id,
  usd: 0,
});
const running: JobState = {
  status: 'running',
  startedAtMs: 0,
  progress: { step: 'ask', done: 0, total: 1, unit: 'requests' },
};
const cancelled: JobState = { status: 'cancelled', finishedAtMs: 9 };
const queued: JobState = { status: 'queued' };

it('shows what runs, then what waits in its order, then what ended last', () => {
  const jobs = [
    job(1, cancelled),
    job(2, queued),
    job(3, running),
    job(4, queued),
    job(5, cancelled),
  ];
  expect(inOrder(jobs).map(({ createdAtMs }) => createdAtMs)).toEqual([3, 2, 4, 5, 1]);
});
