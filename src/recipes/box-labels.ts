import { StudioError } from '../core/errors.ts';
import { z } from '../core/zod.ts';
import { BOX_LABEL_PARAMS, BOX_LABEL_STEP, checkBoxLabels } from './box-label-check.ts';
import type { Recipe } from './recipe.ts';

const BoxLabelsParams = z.object({
  ...BOX_LABEL_PARAMS,
  /** The one that the paper names. */
  boxModelId: z.string().min(1).max(64).default('clip-vit-b-32'),
});
type BoxLabelsParams = z.infer<typeof BoxLabelsParams>;

/**
 * Are boxes on what their labels say? For drafts that are there: drafted, imported or drawn by people. Nothing is drafted and nobody
 * is asked; every result becomes a check of its draft.
 */
export const boxLabels: Recipe<BoxLabelsParams> = {
  id: 'box-labels',
  version: 1,
  needs: 'video',
  steps: [BOX_LABEL_STEP],
  params: BoxLabelsParams,
  prompts: [],
  variables: {},
  // No model outside this device takes part.
  forecast: () => null,
  encoders: ({ boxModelId }) => [boxModelId],
  run: checkBoxLabels,
  redraft() {
    throw new StudioError(
      'input/invalid',
      'A check of boxes makes no drafts that could be made again.',
    );
  },
};
