/**
 * What a row of each archive table must have (`core/archive-rows.ts` has the types). Objects are loose: a field that a later studio adds within the same archive
 * version passes through unharmed, while a field that this one relies on is checked. Nothing here is stricter than the store
 * itself: what it has once taken can always come back.
 */

import type { ArchiveTable } from '../core/store-port.ts';
import { z } from '../core/zod.ts';

const text = z.string();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const videoId = z.templateLiteral(['video:', z.string()]);
const draftId = z.templateLiteral(['draft:', z.string()]);

const evidence = z.looseObject({
  frame: z.looseObject({ ptsSec: z.number(), imageSha256: sha256 }).optional(),
  span: z.looseObject({ startSec: z.number(), endSec: z.number() }).optional(),
  boxes: z
    .array(
      z.looseObject({
        label: text,
        xyxy: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      }),
    )
    .optional(),
});

/** What a draft says, field by field. */
export const DRAFT_BODY = {
  kind: z.enum(['caption', 'qa-open', 'qa-choice']),
  task: text.nullable(),
  question: text.nullable(),
  answer: text.nullable(),
  options: z.array(text).nullable(),
  correctOption: count.nullable(),
  caption: text.nullable(),
  steps: z.array(z.looseObject({ text, evidence: z.array(evidence) })),
  evidence: z.array(evidence),
};

const video = z.looseObject({
  id: videoId,
  name: text,
  sizeBytes: count,
  fingerprint: text,
  container: text,
  codec: text,
  startSec: z.number(),
  durationSec: z.number(),
  widthPx: count,
  heightPx: count,
});

const frame = z.looseObject({
  videoId,
  ptsSec: z.number(),
  ptsTicks: z.number().int(),
  timescale: z.number().int().positive(),
  imageSha256: sha256,
  widthPx: z.number().positive(),
  heightPx: z.number().positive(),
});

const check = z.looseObject({
  code: text,
  verdict: z.enum(['pass', 'warn', 'fail', 'unknown']),
});

const draft = z.looseObject({
  id: draftId,
  videoId,
  ...DRAFT_BODY,
  checks: z.array(check),
  provenance: z.looseObject({ origin: z.enum(['model', 'import', 'hand']) }),
  createdAtMs: z.number(),
  seq: z.number(),
});

const journal = z.looseObject({
  id: text.startsWith('event:'),
  draftId,
  type: z.enum(['decision', 'undo', 'redo']),
  annotator: text,
  atMs: z.number(),
});

const selection = z.looseObject({
  videoId,
  method: text,
  core: z.array(
    z.looseObject({ frame, score: z.number(), reasons: z.array(z.looseObject({ code: text })) }),
  ),
});

export const ROW_SCHEMAS = {
  project: z.looseObject({ name: text, createdAtMs: z.number() }),
  videos: video,
  frames: frame,
  samples: z.looseObject({
    videoId,
    imageSha256: sha256,
    askedSec: z.number(),
    longSidePx: z.number(),
  }),
  embeddings: z.looseObject({ modelSha256: text, imageSha256: sha256, vector: z.base64() }),
  selections: selection,
  prompts: z.looseObject({ id: text, version: count, text }),
  replies: z.looseObject({ key: text, reply: z.looseObject({ raw: text }) }),
  drafts: draft,
  journal,
  findings: z.looseObject({
    draftId,
    check,
    recipe: text,
    atMs: z.number(),
  }),
  inspections: z.looseObject({
    id: text.startsWith('event:'),
    type: z.enum(['verdict', 'session', 'outside', 'truth', 'undo', 'redo']),
    videoId: videoId.nullable(),
    annotator: text,
    atMs: z.number(),
  }),
  jobs: z.looseObject({
    id: text.startsWith('job:'),
    spec: z.looseObject({ kind: text }),
    state: z.looseObject({ status: text }),
  }),
} satisfies Record<ArchiveTable, z.ZodType>;
