import { describe, expect, it } from 'vitest';
import { StudioError } from '../core/errors.ts';
import type { JobSpec } from '../core/job.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createJobRunner, type Executors, type JobContext } from './job-runner.ts';

const spec: JobSpec = { kind: 'draft', videoId: 'video:1', recipeId: 'evidence-qa', params: {} };

async function setUp(
  draft: (context: JobContext) => Promise<Record<string, number>>,
  waitsFor: () => Promise<'file' | null> = async () => null,
) {
  const store = createMemoryStore();
  const project = await store.projects.create('Test');
  const executors: Executors = {
    prepare: async () => ({}),
    draft: (_spec, context) => draft(context),
  };
  const clock = { nowMs: () => 1000 };
  const runner = createJobRunner({ store, clock, executors, waitsFor });
  await runner.openProject(project.id);
  return {
    store,
    runner,
    project,
    again: () => createJobRunner({ store, clock, executors, waitsFor }),
  };
}

describe('job runner', () => {
  it('runs a job and stores its summary', async () => {
    const { store, runner, project } = await setUp(async (context) => {
      context.report({ step: 'ask', done: 1, total: 2, unit: 'requests' });
      context.spend(0.25);
      return { drafts: 3 };
    });
    const { id } = await runner.enqueue(project.id, spec);
    const job = await runner.settled(id);
    expect(job.state).toMatchObject({ status: 'done', summary: { drafts: 3 } });
    expect(job.usd).toBe(0.25);
    expect((await store.jobs.list(project.id))[0]?.state.status).toBe('done');
  });

  it('keeps the code of a failure, and runs again on retry', async () => {
    let calls = 0;
    const { runner, project } = await setUp(async () => {
      calls += 1;
      if (calls === 1) throw new StudioError('llm/timeout', 'too slow');
      return { drafts: 1 };
    });
    const { id } = await runner.enqueue(project.id, spec);
    expect((await runner.settled(id)).state).toMatchObject({
      status: 'failed',
      error: { code: 'llm/timeout' },
    });
    await runner.retry(id);
    expect((await runner.settled(id)).state.status).toBe('done');
  });

  it('cancels what runs and what waits', async () => {
    const { runner, project } = await setUp(
      (context) =>
        new Promise((_resolve, reject) => {
          context.signal.addEventListener('abort', () =>
            reject(new StudioError('job/cancelled', 'stop')),
          );
        }),
    );
    const jobs = await Promise.all(
      Array.from({ length: 5 }, () => runner.enqueue(project.id, spec)),
    );
    for (const job of jobs) await runner.cancel(job.id);
    const states = await Promise.all(jobs.map((job) => runner.settled(job.id)));
    expect(states.map((job) => job.state.status)).toEqual(Array(5).fill('cancelled'));
  });

  it('queues again what a closed tab left running, and goes on', async () => {
    const { store, project, again } = await setUp(async () => ({ drafts: 2 }));
    await store.jobs.put({
      id: 'job:left',
      projectId: project.id,
      spec,
      createdAtMs: 1,
      usd: 0,
      state: {
        status: 'running',
        startedAtMs: 1,
        progress: { step: 'ask', done: 1, total: 4, unit: 'requests' },
      },
    });
    const reopened = again();
    await reopened.openProject(project.id);
    expect((await reopened.settled('job:left')).state.status).toBe('done');
  });

  it('waits for the file and starts when it is there', async () => {
    let granted = false;
    const { runner, project } = await setUp(
      async () => ({}),
      async () => (granted ? null : 'file'),
    );
    const { id } = await runner.enqueue(project.id, spec);
    await expect
      .poll(() => runner.snapshot()[0]?.state)
      .toEqual({ status: 'queued', waitingFor: 'file' });
    granted = true;
    runner.wake();
    expect((await runner.settled(id)).state.status).toBe('done');
  });
});
