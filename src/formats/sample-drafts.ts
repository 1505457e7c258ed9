import { z } from '../core/zod.ts';

/**
 * `public/sample/drafts.json`: drafts written by hand for the sample clip. Like `DraftBody`, but frames are named by their
 * presentation time; whoever loads the file decodes them and puts the real frames in their place.
 */

const box = z.strictObject({
  label: z.string().min(1),
  xyxy: z
    .tuple([
      z.number().min(0).max(1),
      z.number().min(0).max(1),
      z.number().min(0).max(1),
      z.number().min(0).max(1),
    ])
    .refine(([x1, y1, x2, y2]) => x1 < x2 && y1 < y2, 'a box needs an area'),
});

/** `atSec` lies on a frame of the clip. */
const frameEvidence = z.strictObject({
  atSec: z.number().min(0),
  boxes: z.array(box).min(1).optional(),
});

const spanEvidence = z.strictObject({
  span: z
    .strictObject({ startSec: z.number().min(0), endSec: z.number() })
    .refine(({ startSec, endSec }) => startSec < endSec, 'a span ends after it starts'),
});

const evidence = z.union([frameEvidence, spanEvidence]);

/** What is wrong with a draft on purpose, so that editing and rejecting can be practised. */
const flaw = z.enum(['wrong-order', 'unlinked-step', 'loose-box', 'gives-answer-away']);

const translation = z.strictObject({
  question: z.string().min(1),
  answer: z.string().min(1),
  options: z.array(z.string().min(1)).optional(),
  steps: z.array(z.string().min(1)),
});

const sampleDraft = z
  .strictObject({
    /** Stable within the file. */
    id: z.string().regex(/^[a-z0-9-]+$/),
    kind: z.enum(['qa-open', 'qa-choice']),
    task: z.string().nullable(),
    question: z.string().min(1),
    answer: z.string().min(1),
    options: z.array(z.string().min(1)).length(4).nullable(),
    correctOption: z.int().min(0).max(3).nullable(),
    steps: z.array(z.strictObject({ text: z.string().min(1), evidence: z.array(evidence) })).min(1),
    /** The frames that the draft rests on, ascending. */
    evidence: z.array(frameEvidence).min(1),
    flaw: flaw.optional(),
    zh: translation,
  })
  .refine(
    ({ kind, options, correctOption }) =>
      (kind === 'qa-choice') === (options !== null && correctOption !== null),
    'options belong to choice questions',
  )
  .refine(({ steps, zh }) => steps.length === zh.steps.length, 'every step is translated')
  .refine(
    ({ options, zh }) => options?.length === zh.options?.length,
    'every option is translated',
  );

const sampleDrafts = z.strictObject({
  format: z.literal('ristretto-sample-drafts'),
  version: z.literal(1),
  clip: z.string(),
  licence: z.string(),
  provenance: z.strictObject({ origin: z.literal('hand'), author: z.string() }),
  drafts: z.array(sampleDraft).min(1),
});

export type SampleEvidence = z.infer<typeof evidence>;
export type SampleDraft = z.infer<typeof sampleDraft>;
export type SampleDrafts = z.infer<typeof sampleDrafts>;

/** Reads the file's JSON. @throws ZodError when it is not what this version of the studio ships */
export const parseSampleDrafts = (json: unknown): SampleDrafts => sampleDrafts.parse(json);

/** The texts of a draft in the asked-for language; English is the language of the file. */
export function textsOf(
  draft: SampleDraft,
  language: 'en' | 'zh-CN',
): { question: string; answer: string; options: string[] | null; steps: string[] } {
  if (language === 'zh-CN') return { ...draft.zh, options: draft.zh.options ?? null };
  const { question, answer, options } = draft;
  return { question, answer, options, steps: draft.steps.map((step) => step.text) };
}
