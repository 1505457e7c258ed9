import { describe, expect, it } from 'vitest';
import { StudioError } from '../core/errors.ts';
import type { ProjectId } from '../core/flow.ts';
import type { Job, JobSpec } from '../core/job.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import type { JobContext } from './job-run.ts';
import { createJobRunner, type Executors } from './job-runner.ts';

const spec: JobSpec = { kind: 'draft', videoId: 'video:1', recipeId: 'evidence-qa', params: {} };

async function setUp(
  draft: (context: JobContext) => Promise<Record<string, number>>,
  waitsFor: () => Promise<'file' | null> = async () => null,
) {
  const store = createMemoryStore();
  const project = await store.projects.create('Test');
  const executors: Executors = {
    prepare: async () => ({}),
    shots: async () => ({}),
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
    await store.jobs.put(left(project.id));
    const reopened = again();
    await reopened.openProject(project.id);
    expect((await reopened.settled('job:left')).state.status).toBe('done');
  });

  it('keeps a finished job in the list while its run goes on, because what it spent counts', async () => {
    const { store, runner, project } = await setUp(async () => ({ drafts: 1 }));
    const own = await runner.enqueue(project.id, spec);
    const shared = await runner.enqueue(project.id, { ...spec, budgetUsd: 1, runId: 'run' });
    await Promise.all([own, shared].map(({ id }) => runner.settled(id)));
    await store.jobs.put({
      ...shared,
      id: 'job:other',
      state: { status: 'queued', waitingFor: 'file' },
    });
    const list = async () => (await store.jobs.list(project.id)).map(({ id }) => id);
    const waiting = createJobRunner({
      store,
      clock: { nowMs: () => 1 },
      executors: { prepare: async () => ({}), shots: async () => ({}), draft: async () => ({}) },
      waitsFor: async () => 'file',
    });
    await waiting.openProject(project.id);
    await waiting.clearFinished(project.id);
    expect(await list()).toEqual([shared.id, 'job:other']);
    await waiting.cancel('job:other');
    await waiting.clearFinished(project.id);
    expect(await list()).toEqual([]);
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

  it('says why it stopped when its progress cannot be written', async () => {
    let now = 0;
    const store = createMemoryStore();
    const project = await store.projects.create('Full');
    const put = store.jobs.put;
    store.jobs.put = async (job) => {
      if (job.state.status === 'running' && job.state.progress.done > 0)
        throw new StudioError('storage/quota', 'The disk is full.');
      return put(job);
    };
    const runner = createJobRunner({
      store,
      clock: { nowMs: () => (now += 2000) },
      waitsFor: async () => null,
      executors: {
        prepare: async () => ({}),
        shots: async () => ({}),
        draft: (_spec, { report, signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () =>
              reject(new StudioError('job/cancelled', 'stop')),
            );
            report({ step: 'ask', done: 1, total: 2, unit: 'requests' });
          }),
      },
    });
    const { id } = await runner.enqueue(project.id, spec);
    expect((await runner.settled(id)).state).toMatchObject({
      status: 'failed',
      error: { code: 'storage/quota' },
    });
  });

  it('starts every job, at whatever moment it is queued', async () => {
    const { runner, project } = await setUp(async () => ({}));
    const ids: `job:${string}`[] = [];
    for (let gap = 0; gap < 40; gap += 1) {
      for (let tick = 0; tick < gap; tick += 1) await Promise.resolve();
      ids.push((await runner.enqueue(project.id, spec)).id);
    }
    await expect
      .poll(() => runner.snapshot().filter((job) => job.state.status === 'queued').length)
      .toBe(0);
    for (const id of ids) expect((await runner.settled(id)).state.status).toBe('done');
  });

  it('does not run what was cancelled while it was asked whether it may start', async () => {
    let ran = 0;
    let answer = (_: null): void => {};
    const { runner, project, store } = await setUp(
      async ({ signal }) => {
        if (signal.aborted) throw new StudioError('job/cancelled', 'stop');
        ran += 1;
        return {};
      },
      () => new Promise((resolve) => (answer = resolve)),
    );
    const { id } = await runner.enqueue(project.id, spec);
    await expect.poll(() => runner.snapshot().length).toBe(1);
    const put = store.jobs.put;
    // The disk takes its time to note the end.
    store.jobs.put = async (job) => {
      if (job.state.status === 'cancelled') await new Promise((done) => setTimeout(done));
      return put(job);
    };
    const cancelled = runner.cancel(id);
    answer(null);
    await cancelled;
    expect((await runner.settled(id)).state.status).toBe('cancelled');
    await expect
      .poll(async () => (await store.jobs.list(project.id))[0]?.state.status)
      .toBe('cancelled');
    expect(ran).toBe(0);
    expect(runner.snapshot()[0]?.state.status).toBe('cancelled');
  });

  it('goes on with the next job when one cannot be marked as waiting', async () => {
    const { runner, project, store } = await setUp(
      async () => ({}),
      async () => 'file',
    );
    const put = store.jobs.put;
    store.jobs.put = (job) =>
      job.state.status === 'queued' && job.state.waitingFor
        ? Promise.reject(new StudioError('storage/quota', 'The disk is full.'))
        : put(job);
    await runner.enqueue(project.id, spec);
    await expect
      .poll(() => runner.snapshot()[0]?.state)
      .toEqual({ status: 'queued', waitingFor: 'file' });
  });

  it('shows the jobs of data that it may only read, and starts none', async () => {
    const { store, project, again } = await setUp(async () => ({}));
    await store.jobs.put(left(project.id));
    store.status = () => ({ mode: 'read-only', reason: 'newer-version' });
    store.jobs.put = () => Promise.reject(new StudioError('storage/read-only', 'newer'));
    const reader = again();
    await reader.openProject(project.id);
    expect(reader.snapshot().map((job) => job.state.status)).toEqual(['running']);
  });

  it('takes over what another tab did with its jobs', async () => {
    const { store, runner, project, again } = await setUp(async () => ({ drafts: 1 }));
    const put = store.jobs.put;
    store.jobs.put = () => Promise.reject(new StudioError('storage/locked', 'another tab'));
    await put({ ...left(project.id), state: { status: 'queued' } });
    await runner.openProject(project.id);
    expect((await runner.settled('job:left')).state).toMatchObject({
      status: 'failed',
      error: { code: 'storage/locked' },
    });
    store.jobs.put = put;
    const other = again();
    await other.openProject(project.id);
    await other.settled('job:left');
    await runner.openProject(project.id);
    expect((await runner.settled('job:left')).state.status).toBe('done');
  });
});

const left = (projectId: ProjectId): Job => ({
  id: 'job:left',
  projectId,
  spec,
  createdAtMs: 1,
  usd: 0,
  state: {
    status: 'running',
    startedAtMs: 1,
    progress: { step: 'ask', done: 1, total: 4, unit: 'requests' },
  },
});
