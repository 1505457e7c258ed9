import {
  boxLabelChecks,
  framesToCompare,
  labelKey,
  labelledRegions,
  regionKey,
  WHOLE_FRAME,
} from '../core/checks/box-labels.ts';
import type { Check } from '../core/flow.ts';
import { fillTemplate } from '../core/prompt-template.ts';
import type { ListedDraft, RunRequest } from '../core/requests.ts';
import { z } from '../core/zod.ts';
import type { RecipeInput, RecipeOutput, RecipeStep } from './recipe.ts';

/**
 * Does a box hold what its label says? As in stage 9 of VideoEspresso, an encoder for pictures and texts (there CLIP ViT-B/32)
 * compares both, on this device. The paper's cut-off is not known, so every bound is a setting.
 */
export const BOX_LABEL_PARAMS = {
  /** The encoder; empty = boxes are not compared with their labels. */
  boxModelId: z.string().max(64).default(''),
  /** What is compared with the content of a box. */
  labelPrompt: z
    .string()
    .max(200)
    .regex(/\{\{\s*label\s*\}\}/)
    .default('a photo of {{label}}'),
  /** A box below this cosine to its own label is flagged. */
  minLabelScore: z.number().min(-1).max(1).default(0.2),
  /** How much better another label, or another frame, has to fit. */
  labelMargin: z.number().min(0).max(1).default(0.02),
  /** How much of its surroundings a box is shown with, as a share of its longer side. */
  boxContext: z.number().min(0).max(1).default(0.1),
  /** Boxes whose longer side is a smaller share of the picture's are never flagged. */
  smallestBox: z.number().min(0).max(1).default(0.04),
};
export type BoxLabelParams = z.infer<z.ZodObject<typeof BOX_LABEL_PARAMS>>;

export const BOX_LABEL_STEP: RecipeStep = { id: 'labels', role: null };

const KINDS = ['qa-open', 'qa-choice', 'caption'] as const;

/** Drafts with boxes, and what of them is looked at. */
type Boxed = ListedDraft & {
  boxes: ReturnType<typeof labelledRegions>;
  frames: ReturnType<typeof framesToCompare>;
};

/**
 * B1 and B4 of every draft of the video that has boxes and was not rejected, as its boxes stand now. Boxes on frames that are not
 * stored have no score.
 */
export async function* checkBoxLabels(
  { video, params }: Pick<RecipeInput<BoxLabelParams>, 'video' | 'params'>,
  send: RunRequest,
): AsyncGenerator<RecipeOutput, void, void> {
  const step = BOX_LABEL_STEP.id;
  const drafts: Boxed[] = [];
  for (const draftKind of KINDS) {
    const listed = await send({ kind: 'drafts', step, videoId: video.id, draftKind });
    drafts.push(
      ...listed.map((draft) => ({
        ...draft,
        boxes: labelledRegions(draft.body),
        frames: framesToCompare(draft.body),
      })),
    );
  }
  const boxed = drafts.filter(({ boxes }) => boxes.length > 0);
  if (boxed.length === 0) return;
  const vectors = await vectorsOf(boxed, params, send);
  const rules = {
    minScore: params.minLabelScore,
    margin: params.labelMargin,
    smallest: params.smallestBox,
  };
  for (const { draftId, boxes, frames } of boxed) {
    const compared = {
      boxes: boxes.flatMap((region) => {
        const vector = vectors.picture(region);
        return vector ? [{ region, vector }] : [];
      }),
      frames: frames.flatMap((frame) => {
        const vector = vectors.picture({ frame, xyxy: WHOLE_FRAME });
        return vector ? [{ frame, vector }] : [];
      }),
      labels: vectors.labels,
    };
    const checks = boxLabelChecks(compared, rules, video).map(
      (check): Check =>
        check.detail ? { ...check, detail: `${check.detail} [${params.boxModelId}]` } : check,
    );
    yield { type: 'checks', draftId, step, checks };
  }
}

/** Every distinct part and label of all drafts, once. */
async function vectorsOf(drafts: readonly Boxed[], params: BoxLabelParams, send: RunRequest) {
  const step = BOX_LABEL_STEP.id;
  const modelId = params.boxModelId;
  const parts = drafts.flatMap(({ boxes, frames }) => [
    ...boxes,
    ...frames.map((frame) => ({ frame, xyxy: WHOLE_FRAME })),
  ]);
  const distinct = new Map(parts.map((part) => [regionKey(part), part]));
  const regions = [...distinct.values()].map(({ frame, xyxy }) => ({
    imageSha256: frame.imageSha256,
    xyxy,
  }));
  const context = params.boxContext;
  const seen = await send({ kind: 'embedRegions', step, modelId, regions, context });
  const keys = [
    ...new Set(drafts.flatMap(({ boxes }) => boxes.map(({ label }) => labelKey(label)))),
  ];
  const texts = keys.map((label) => fillTemplate(params.labelPrompt, { label }));
  const label = `${texts.length} labels`;
  const said = await send({ kind: 'embedTexts', step, label, texts, modelId });
  const vectorOf = new Map([...distinct.keys()].map((key, i) => [key, seen.vectors[i]]));
  return {
    /** `null` = the frame is not stored, so nobody can look at it. */
    picture: (part: Parameters<typeof regionKey>[0]) => vectorOf.get(regionKey(part)) ?? null,
    labels: new Map(keys.map((key, i) => [key, said.vectors[i] ?? new Float32Array()])),
  };
}
