import { StudioError, toStudioError } from './errors.ts';
import { z } from './zod.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
const positiveInt = z.int().positive();
const perChannel = z.array(z.number()).length(3);

/**
 * What the studio must know to run a model. A picture is resized (`squash`: to exactly this size; `shortest-crop`: so that it
 * covers this size, and the middle is taken), scaled to 0–1, and `(value − mean) / std` is taken for red, green and blue.
 */
export const modelCardSchema = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, ".", "_", "-"; at most 64'),
  task: z.enum(['image-embedding', 'text-embedding', 'image-text-embedding', 'shot-boundary']),
  /** SPDX id or a short name. */
  licence: z.string().min(1),
  /** The first one that ends in `.onnx` is the graph; the others are its external data. */
  files: z
    .array(
      z.object({
        path: z.string().min(1),
        url: z.string().optional(),
        sha256,
        bytes: positiveInt,
      }),
    )
    .min(1)
    .refine(
      (files) => files.some(({ path }) => path.endsWith('.onnx')),
      'one file must be an .onnx graph',
    ),
  /** Length of one embedding. */
  dim: positiveInt,
  input: z.object({
    widthPx: positiveInt.max(4096),
    heightPx: positiveInt.max(4096),
    mean: perChannel,
    std: perChannel.refine((values) => values.every((value) => value > 0), 'must be above 0'),
    resize: z.enum(['shortest-crop', 'squash']),
  }),
});

/** A card as files and people write it; whether it is installed is for the studio to say. */
export type ModelCardFile = z.infer<typeof modelCardSchema>;
export type ModelCard = ModelCardFile & { installed: boolean };

const registrySchema = z.object({
  models: z.array(modelCardSchema.extend({ bundled: z.boolean().default(false) })),
});
/** `bundled`: comes with the studio, needs no download and cannot be removed. */
export type RegistryEntry = z.infer<typeof registrySchema>['models'][number];

/** @throws `model/bad-card` naming the first field that is wrong */
export function parseModelCard(value: unknown): ModelCardFile {
  return parsed(modelCardSchema, value);
}

/** @throws `model/bad-card` */
export function parseRegistry(json: string): RegistryEntry[] {
  return parsed(registrySchema, readJson(json)).models;
}

/** The graph among the files of a card. */
export function graphFile(card: ModelCardFile): ModelCardFile['files'][number] {
  const graph = card.files.find(({ path }) => path.endsWith('.onnx'));
  if (!graph) throw new StudioError('model/bad-card', 'The card names no .onnx file.');
  return graph;
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (thrown) {
    throw toStudioError(thrown, 'model/bad-card');
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new StudioError(
    'model/bad-card',
    `The model card is wrong at "${field}": ${issue?.message ?? ''}`,
    {
      details: { field },
    },
  );
}
