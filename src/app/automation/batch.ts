import type { BatchReadReport } from '../../pipeline/batch.ts';
import { fileArgument, listArgument } from './arguments.ts';
import type { AutomationApi } from './contract.ts';
import { openProject, type ScriptSession, videoOf } from './session.ts';
import { streamOf } from './stream.ts';

type WriteBatch = AutomationApi['recipes']['writeBatch'];

/** `ristretto.recipes.writeBatch`: the videos have to be prepared where the recipe works on core frames. */
export async function writeBatch(
  session: ScriptSession,
  what: { videoIds: string[]; recipeId: string },
  options: Parameters<WriteBatch>[2] = {},
): ReturnType<WriteBatch> {
  const { recipeId } = what;
  const videos = await Promise.all(
    listArgument('videoIds', what.videoIds).map((videoId) => videoOf(session, videoId)),
  );
  const { requests, files } = await session.studio.drafting.batch.write(
    openProject(session),
    videos.map(({ id }) => id),
    { recipeId, params: options.params ?? {} },
  );
  return { requests, files: files.map(({ name, bytes }) => ({ name, bytes: streamOf(bytes) })) };
}

/** `ristretto.recipes.readBatch`. */
export const readBatch = (session: ScriptSession, file: File): Promise<BatchReadReport> =>
  session.studio.drafting.batch.read(openProject(session), fileArgument(file));
