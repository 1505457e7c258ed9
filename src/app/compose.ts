/** The one place that knows every adapter: builds the ports, and the services on top of them. */
import { createFilesAdapter } from '../adapters/files/client.ts';
import { createChatAdapter } from '../adapters/llm/client.ts';
import { createMediaAdapter } from '../adapters/media/client.ts';
import { createModelAdapter } from '../adapters/model/client.ts';
import { createStorage } from '../adapters/storage/client.ts';
import type { Job } from '../core/job.ts';
import { createDatasets } from '../pipeline/datasets.ts';
import { createDrafting, runDraftJob } from '../pipeline/drafting.ts';
import { createJobRunner, type JobRunner } from '../pipeline/job-runner.ts';
import { createLibrary } from '../pipeline/library.ts';
import { prepareVideo } from '../pipeline/prepare.ts';
import { createResources } from '../pipeline/resource.ts';
import { createSample } from '../pipeline/sample.ts';
import { createSelecting } from '../pipeline/selecting.ts';
import type { Studio } from '../state/studio.ts';

/** @throws `storage/unavailable` where the browser has no private file system */
export async function compose(): Promise<Studio> {
  const store = await createStorage();
  const media = createMediaAdapter();
  const models = createModelAdapter();
  const files = createFilesAdapter();
  const chat = createChatAdapter({ settings: store.settings });
  const clock = { nowMs: () => Date.now() };
  const resources = createResources();
  const ports = { store, media, models, files, chat, clock, resources };

  const library = createLibrary(ports);
  const selecting = createSelecting(ports);
  const drafting = createDrafting({ ...ports, jobs: () => jobs });
  const datasets = createDatasets(ports);
  const jobs: JobRunner = createJobRunner({
    store,
    clock,
    executors: {
      prepare: (spec, context) => prepareVideo({ ...ports, selecting }, spec, context),
      draft: (spec, context) => runDraftJob(ports, spec, context),
    },
    waitsFor: (job) => waitsForFile(files, job),
  });
  const sample = createSample({
    ...ports,
    library,
    jobs,
    baseUrl: new URL('./sample/', document.baseURI),
  });
  return {
    store,
    media,
    models,
    files,
    chat,
    clock,
    library,
    selecting,
    drafting,
    datasets,
    jobs,
    sample,
  };
}

/** Decoding needs the bytes of the video; drafting works from stored pictures. */
async function waitsForFile(files: Studio['files'], job: Job): Promise<'file' | null> {
  if (job.spec.kind !== 'prepare') return null;
  const access = await files.access(job.spec.videoId);
  return access === 'ready' || access === 'copied' ? null : 'file';
}
