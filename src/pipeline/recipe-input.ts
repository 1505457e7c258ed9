import { StudioError } from '../core/errors.ts';
import type { ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type { StorePort } from '../core/store-port.ts';
import { boxLabels } from '../recipes/box-labels.ts';
import { evidenceQa } from '../recipes/evidence-qa.ts';
import { llavaVideo178k } from '../recipes/llava-video-178k.ts';
import { parseParams, type Recipe, type RecipeInput } from '../recipes/recipe.ts';
import { shareGpt4Video } from '../recipes/sharegpt4video.ts';
import { shortcutProbes } from '../recipes/shortcut-probes.ts';
import { videoEspresso } from '../recipes/video-espresso.ts';

export interface RecipeCall {
  recipeId: string;
  params: Record<string, unknown>;
  /** What the run may cost in US dollars; absent = no limit. */
  budgetUsd?: number;
}

/** Each recipe has parameters of its own, which only itself reads. */
export type AnyRecipe = Recipe<never>;

export const RECIPES = [
  evidenceQa,
  videoEspresso,
  shortcutProbes,
  boxLabels,
  llavaVideo178k,
  shareGpt4Video,
] as unknown as readonly AnyRecipe[];

/** @throws `input/invalid` */
export function recipeOf(id: string): AnyRecipe {
  const recipe = RECIPES.find((candidate) => candidate.id === id);
  if (recipe) return recipe;
  throw new StudioError('input/invalid', `There is no recipe "${id}".`, {
    details: { recipe: id },
  });
}

/** What a recipe starts from. @throws `input/invalid` when it needs core frames and the video has none */
export async function recipeInput(
  { store }: { store: StorePort },
  projectId: ProjectId,
  { videoId, recipeId, params }: RecipeCall & { videoId: VideoId },
): Promise<RecipeInput<never>> {
  const recipe = recipeOf(recipeId);
  const [video, selection, prompts] = await Promise.all([
    store.videos.get(projectId, videoId),
    store.selections.get(projectId, videoId),
    store.prompts.list(projectId),
  ]);
  if (!video) throw new StudioError('storage/not-found', 'The video was removed.');
  const core = selection?.core ?? [];
  if (recipe.needs === 'core-frames' && core.length === 0) {
    throw new StudioError('input/invalid', 'This video has no core frames yet: prepare it first.', {
      details: { videoId },
    });
  }
  return {
    video: clipOf(video),
    frames: core.map(({ frame }) => ({ ptsSec: frame.ptsSec, imageSha256: frame.imageSha256 })),
    params: parseParams(recipe, params),
    prompts,
    ...(selection ? { overruled: { pinned: selection.pinned, dropped: selection.dropped } } : {}),
  };
}

const clipOf = ({ id, startSec, durationSec, widthPx, heightPx }: VideoFile) => ({
  id,
  startSec,
  endSec: startSec + durationSec,
  widthPx,
  heightPx,
});
