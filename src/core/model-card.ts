import { baseName } from './base-name.ts';
import { StudioError, toStudioError } from './errors.ts';
import { z } from './zod.ts';

const positiveInt = z.int().positive();
const perChannel = z.array(z.number()).length(3);

const fileSchema = z.object({
  /** Name within the model; the last part must tell the files apart. Cards fetched by address find it beside themselves. */
  path: z.string().min(1),
  /** Where the file is fetched from, `http:` or `https:`. */
  url: z.string().optional(),
  /** 64 hex digits; empty = not known before the first installation, which shows it and pins it. */
  sha256: z
    .string()
    .nullish()
    .transform((value) => (value ?? '').toLowerCase())
    .refine((value) => /^([0-9a-f]{64})?$/.test(value), 'must be 64 hex digits'),
  /** Size; 0 = not known. */
  bytes: z
    .int()
    .min(0)
    .nullish()
    .transform((value) => value ?? 0),
  /**
   * What the file is for. Left out, it is told by the name: `.onnx` is a graph (one with "text" in its name the text tower of an
   * image–text model), `tokenizer.json` and `tokenizer_config.json` are what they say, anything else is external data of a graph.
   * `image-fp16`: the picture graph in half precision, for graphics devices that compute in it.
   */
  role: z.enum(['image', 'image-fp16', 'text', 'tokenizer', 'tokenizer-config', 'data']).optional(),
});

const inputSchema = z.object({
  widthPx: positiveInt.max(4096),
  heightPx: positiveInt.max(4096),
  mean: perChannel,
  std: perChannel.refine((values) => values.every((value) => value > 0), 'must be above 0'),
  resize: z.enum(['shortest-crop', 'squash']),
  /** For `shortest-crop`: the shorter side is brought to this before the middle is taken. Default: just as much as covers. */
  shortestPx: positiveInt.max(8192).optional(),
  /** How pixels are weighed. `area` (default) averages what a target pixel covers; the others are PIL's antialiased filters. */
  filter: z.enum(['area', 'bilinear', 'bicubic']).optional(),
  /** Order in which the graph wants the channels; `mean` and `std` follow it. Default: `rgb`. */
  channels: z.enum(['rgb', 'bgr']).optional(),
  /** Input of the graph. Default: its only one. */
  name: z.string().min(1).optional(),
  /** Output of the graph. Default: the one that fits `dim`, best known names first. */
  output: z.string().min(1).optional(),
  /** How `[n, tokens, dim]` becomes `[n, dim]`. Default: `cls`. */
  pooling: z.enum(['cls', 'mean']).optional(),
});

const textSchema = z.object({
  /** Longest input in tokens, special ones included. Default: what the graph or the tokenizer fixes, at most 512. */
  maxTokens: z.int().min(2).max(32_768).optional(),
  /** `max` fills every text up to `maxTokens`, `longest` only to the longest of a batch. Default: what the graph demands. */
  padding: z.enum(['longest', 'max']).optional(),
  /** Default: what the tokenizer says, else 0. */
  padId: z.int().min(0).optional(),
  /** How `[n, tokens, dim]` becomes `[n, dim]`: first token, mean of all that are no padding, last that is none. Default: `mean`. */
  pooling: z.enum(['cls', 'mean', 'eos']).optional(),
  output: z.string().min(1).optional(),
  /** Put before every text, for models that were trained so (`query: `). */
  prefix: z.string().optional(),
  /** `clip`: entities, quotes and spaces are cleaned as OpenAI's CLIP does before it tokenizes. */
  clean: z.enum(['none', 'clip']).optional(),
});

const shape = {
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, ".", "_", "-"; at most 64'),
  task: z.enum(['image-embedding', 'text-embedding', 'image-text-embedding', 'shot-boundary']),
  /** What people call it. Default: the id. */
  name: z.string().optional(),
  /** SPDX id or a short name. */
  licence: z.string().min(1),
  licenceUrl: z.url({ protocol: /^https?$/ }).optional(),
  homepage: z.url({ protocol: /^https?$/ }).optional(),
  files: z
    .array(fileSchema)
    .min(1)
    .refine(
      (files) => files.some(({ path }) => path.endsWith('.onnx')),
      'one file must be an .onnx graph',
    )
    .refine(
      (files) => new Set(files.map(({ path }) => baseName(path))).size === files.length,
      'two files have the same name',
    ),
  /** Length of one embedding. */
  dim: positiveInt,
  /**
   * How pictures become numbers: resized (`squash`: to exactly this size; `shortest-crop`: so that it covers this size, and the
   * middle is taken), scaled to 0–1, then `(value − mean) / std` for each channel. Text models have none and may leave it out.
   */
  input: inputSchema,
  /** How texts become numbers, for models that take any. */
  text: textSchema.optional(),
};

const NO_PICTURES = {
  widthPx: 1,
  heightPx: 1,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  resize: 'squash',
};

/** What the studio must know to run a model; docs/formats/model-card.md explains it to people who write one. */
export const modelCardSchema = z.preprocess((value) => {
  const isTextOnly =
    typeof value === 'object' &&
    value !== null &&
    'task' in value &&
    value.task === 'text-embedding' &&
    !('input' in value);
  return isTextOnly ? { ...value, input: NO_PICTURES } : value;
}, z.object(shape));

/** A card as files and people write it; whether it is installed is for the studio to say. */
export type ModelCardFile = z.infer<typeof modelCardSchema>;
export type ModelCard = ModelCardFile & {
  installed: boolean;
  /** Comes with the studio: nothing to fetch, cannot be removed. */
  bundled?: boolean;
  /** Bytes of a download that was begun and can be continued. */
  partialBytes?: number;
};
export type ModelFile = ModelCardFile['files'][number];
export type FileRole = NonNullable<ModelFile['role']>;

const registrySchema = z.object({ models: z.array(z.unknown()) });
const bundledSchema = z.object({ bundled: z.boolean().default(false) });
/** `bundled`: comes with the studio, needs no download and cannot be removed. */
export type RegistryEntry = ModelCardFile & { bundled: boolean };

/** @throws `model/bad-card` naming the first field that is wrong */
export function parseModelCard(value: unknown): ModelCardFile {
  return parsed(modelCardSchema, value);
}

/** @throws `model/bad-card` */
export function parseRegistry(json: string): RegistryEntry[] {
  return parsed(registrySchema, readJson(json)).models.map((entry) => ({
    ...parseModelCard(entry),
    ...parsed(bundledSchema, entry),
  }));
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
