import { z } from 'zod';
import type { ModelCard } from '../../../core/model-card.ts';

const cardSchema = z.object({
  id: z.string().min(1),
  task: z.enum(['image-embedding', 'text-embedding', 'image-text-embedding', 'shot-boundary']),
  licence: z.string().min(1),
  files: z
    .array(
      z.object({
        path: z.string().min(1),
        url: z.string().optional(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/i),
        bytes: z.number().int().positive(),
      }),
    )
    .min(1),
  dim: z.number().int().positive(),
  input: z.object({
    widthPx: z.number().int().positive(),
    heightPx: z.number().int().positive(),
    mean: z.array(z.number()).length(3),
    std: z.array(z.number()).length(3),
    resize: z.enum(['shortest-crop', 'squash']),
  }),
});

export type CardFiles =
  | { ok: true; card: ModelCard; files: File[] }
  | {
      ok: false;
      problem:
        | { kind: 'no-card' }
        | { kind: 'bad-card'; text: string }
        | { kind: 'missing'; names: string[] };
    };

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Sorts chosen files into a card and the files that it names, in the card's order; says what is missing. */
export async function readCardFiles(chosen: readonly File[]): Promise<CardFiles> {
  const cardFile = chosen.find((file) => file.name.endsWith('.json'));
  if (!cardFile) return { ok: false, problem: { kind: 'no-card' } };
  const parsed = cardSchema.safeParse(await readJson(cardFile));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      ok: false,
      problem: {
        kind: 'bad-card',
        text: issue ? `${issue.path.join('.') || 'JSON'}: ${issue.message}` : 'JSON',
      },
    };
  }
  const { files: named, ...rest } = parsed.data;
  const found = named.map(({ path }) => chosen.find((file) => file.name === baseName(path)));
  const missing = named.filter((_, index) => !found[index]).map(({ path }) => baseName(path));
  if (missing.length > 0) return { ok: false, problem: { kind: 'missing', names: missing } };
  const files = named.map(({ url, ...file }) => (url === undefined ? file : { ...file, url }));
  return {
    ok: true,
    card: { ...rest, files, installed: false },
    files: found.filter((file) => file !== undefined),
  };
}

/** `null` for what is not JSON; the schema refuses it with its own words. */
async function readJson(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    return null;
  }
}
