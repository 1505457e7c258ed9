import { StudioError } from '../core/errors.ts';
import type { ModelPort } from '../core/ports.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { noSuchModel } from './embedding-queue.ts';

/**
 * What a run with these parameters embeds by on this device has to be here before anything is paid for: it comes at the end.
 * @throws `model/not-found`, `model/no-text-tower` or `model/no-image-tower`
 */
export async function requireEncoders<Params>(
  models: ModelPort,
  recipe: Recipe<Params>,
  params: Params,
): Promise<void> {
  const needed = recipe.encoders?.(params) ?? [];
  if (needed.length === 0) return;
  const cards = await models.list();
  for (const modelId of needed) {
    const card = cards.find(({ id, installed }) => id === modelId && installed);
    if (!card) throw noSuchModel(modelId);
    if (card.task === 'image-text-embedding') continue;
    const lacks = card.task === 'text-embedding' ? 'image' : 'text';
    throw new StudioError(`model/no-${lacks}-tower`, `"${modelId}" is no encoder of both.`, {
      details: { modelId },
    });
  }
}
