/** The one place that knows every adapter: builds the ports, and the services on top of them. */
import { createFilesAdapter } from '../adapters/files/client.ts';
import { createMediaAdapter, type MediaAdapter } from '../adapters/media/client.ts';
import { createStorage } from '../adapters/storage/client.ts';
import type { Job } from '../core/job.ts';
import { createBenchmarks, withLeakMarks } from '../pipeline/benchmarks.ts';
import { createJobRunner, type Executors, type JobRunner } from '../pipeline/job-runner.ts';
import { createLibrary } from '../pipeline/library.ts';
import { createProxies } from '../pipeline/proxies.ts';
import type { RequestDeps } from '../pipeline/requests/context.ts';
import { createResources } from '../pipeline/resource.ts';
import { createSelecting, type SelectionService } from '../pipeline/selecting.ts';
import { createInspections } from '../pipeline/spot-check.ts';
import { withStaleMarks } from '../pipeline/staleness.ts';
import type { Studio } from '../state/studio.ts';
import {
  lazyChat,
  lazyDatasets,
  lazyDrafting,
  lazyExchange,
  lazyModels,
  lazySample,
  lazyVerify,
} from './lazy-services.ts';

/** @throws `storage/unavailable` where the browser has no private file system */
export async function compose(): Promise<Studio> {
  const clock = { nowMs: () => Date.now() };
  const store = withLeakMarks(withStaleMarks({ store: await createStorage(), clock }));
  const media = createMediaAdapter();
  const models = lazyModels(async () => {
    const { createModelAdapter } = await import('../adapters/model/client.ts');
    return createModelAdapter();
  });
  const files = createFilesAdapter();
  const proxies = createProxies({ store, files, playback: media });
  const chat = lazyChat(async () => {
    const { createChatAdapter } = await import('../adapters/llm/client.ts');
    return createChatAdapter({ settings: store.settings });
  });
  const ports = { store, media, models, files, chat, clock, resources: createResources() };

  const library = createLibrary(ports);
  const selecting = createSelecting(ports);
  const jobs: JobRunner = createJobRunner({
    store,
    clock,
    executors: executorsOf(ports, { media, selecting }),
    waitsFor: (job) => waitsForFile(files, job),
  });
  const drafting = lazyDrafting(async () => {
    const { createDrafting } = await import('../pipeline/drafting.ts');
    return createDrafting({ ...ports, jobs: () => jobs });
  });
  const datasets = lazyDatasets(async () => {
    const { createDatasets } = await import('../pipeline/datasets.ts');
    return createDatasets(ports);
  });
  const verifying = lazyVerify(async () => {
    const [{ createVerify }, { readPixels }] = await Promise.all([
      import('../pipeline/verify.ts'),
      import('../pipeline/read-pixels.ts'),
    ]);
    return createVerify({ ...ports, datasets, readPixels });
  });
  const sample = lazySample(async () => {
    const { createSample } = await import('../pipeline/sample.ts');
    return createSample({ ...ports, library, jobs, baseUrl: new URL('/sample/', location.origin) });
  });
  return {
    store,
    media,
    models,
    files,
    chat,
    clock,
    library,
    proxies,
    selecting,
    ...inspectionServices(store),
    benchmarks: createBenchmarks({ store, clock }),
    drafting,
    datasets,
    verifying,
    jobs,
    sample,
  };
}

/** What each kind of job does; its code is loaded with the first one. */
function executorsOf(
  ports: RequestDeps,
  { media, selecting }: { media: MediaAdapter; selecting: SelectionService },
): Executors {
  return {
    prepare: async (spec, context) => {
      const { prepareVideo } = await import('../pipeline/prepare.ts');
      const summary = await prepareVideo({ ...ports, selecting }, spec, context);
      const { noteEstimate } = await import('../pipeline/shots.ts');
      await noteEstimate(ports, spec, context.projectId);
      return summary;
    },
    draft: async (spec, context) => {
      const { runDraftJob } = await import('../pipeline/drafting.ts');
      return runDraftJob(ports, spec, context);
    },
    shots: async (spec, context) => {
      const { findShots } = await import('../pipeline/shots.ts');
      return findShots({ ...ports, scan: media }, spec, context);
    },
  };
}

/** What people judge of selections, and the files that it comes from and goes to. */
function inspectionServices(store: Studio['store']): Pick<Studio, 'inspections' | 'exchange'> {
  const inspections = createInspections({ store, clock: { nowMs: () => Date.now() } });
  const exchange = lazyExchange(async () => {
    const { createSelectionExchange } = await import('../pipeline/selection-exchange.ts');
    return createSelectionExchange({ store, inspections });
  });
  return { inspections, exchange };
}

/** Decoding needs the bytes of the video; drafting works from stored pictures. */
async function waitsForFile(files: Studio['files'], job: Job): Promise<'file' | null> {
  if (job.spec.kind === 'draft') return null;
  const access = await files.access(job.spec.videoId);
  return access === 'ready' || access === 'copied' ? null : 'file';
}
