import { StudioError } from '../../core/errors.ts';
import type { DraftId, ProjectId, VideoFile, VideoId } from '../../core/flow.ts';
import type { Studio } from '../../state/studio.ts';

/** The project that a script works in: what `projects.open` was called with last. */
export interface ScriptSession {
  readonly studio: Studio;
  projectId: ProjectId | null;
}

/** @throws `input/invalid` before `projects.open` */
export function openProject(session: ScriptSession): ProjectId {
  if (session.projectId) return session.projectId;
  throw new StudioError(
    'input/invalid',
    'Open a project first: await ristretto.projects.open(id).',
  );
}

/** @throws `storage/not-found` */
export async function videoOf(session: ScriptSession, videoId: string): Promise<VideoFile> {
  const video = await session.studio.store.videos.get(openProject(session), videoId as VideoId);
  if (!video)
    throw new StudioError(
      'storage/not-found',
      `There is no video "${videoId}" in the open project.`,
    );
  return video;
}

export const asDraftId = (draftId: string): DraftId => draftId as DraftId;
