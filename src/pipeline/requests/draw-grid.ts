import type { DrawnPicture, RecipeRequest } from '../../core/requests.ts';
import type { RequestDeps, RequestRun } from './context.ts';

/** Draws and keeps the picture under its hash, so that what is shown before sending is what is sent. */
export async function drawGrid(
  { store, media }: RequestDeps,
  request: Extract<RecipeRequest, { kind: 'drawGrid' }>,
  run: RequestRun,
): Promise<DrawnPicture> {
  const jpegs = await Promise.all(
    request.imageSha256s.map((hash) => store.frames.image(run.projectId, hash)),
  );
  const { jpeg, imageSha256, widthPx, heightPx } = await media.drawGrid(jpegs, request.layout);
  await store.archive.restoreImages(run.projectId, [{ imageSha256, jpeg }]);
  run.ledger.answered(request, 'work');
  return { imageSha256, widthPx, heightPx };
}
