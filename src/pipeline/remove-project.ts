import type { ProjectId } from '../core/flow.ts';
import type { FilesPort } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import type { JobRunner } from './job-runner.ts';

/** A project with all that is its own: its jobs stop, and files that no other project has are let go of, copies included. */
export async function removeProject(
  { store, files, jobs }: { store: StorePort; files: FilesPort; jobs: JobRunner },
  id: ProjectId,
): Promise<void> {
  const videos = await store.videos.list(id);
  await jobs.closeProject(id);
  await store.projects.remove(id);
  const others = await store.projects.list();
  for (const { id: videoId } of videos) {
    const holders = await Promise.all(others.map((other) => store.videos.get(other.id, videoId)));
    if (holders.every((holder) => holder === null)) await files.forget(videoId);
  }
}
