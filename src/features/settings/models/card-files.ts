import { baseName } from '../../../core/base-name.ts';
import { type ModelCard, modelCardSchema } from '../../../core/model-card.ts';

export type CardFiles =
  | { ok: true; card: ModelCard; files: File[] }
  | {
      ok: false;
      problem:
        | { kind: 'no-card' }
        | { kind: 'bad-card'; text: string }
        | { kind: 'missing'; names: string[] };
    };

/** Tokenizers are JSON too; a card is known by what it says. */
const TOKENIZER = /^(tokenizer|tokenizer_config|special_tokens_map|config|vocab)\.json$/;

/**
 * Sorts chosen files into a card and the files that it names, in the card's order; says what is missing. A file with an address is
 * not missing: it is fetched.
 */
export async function readCardFiles(chosen: readonly File[]): Promise<CardFiles> {
  const cardFile = chosen.find(({ name }) => name.endsWith('.json') && !TOKENIZER.test(name));
  if (!cardFile) return { ok: false, problem: { kind: 'no-card' } };
  const parsed = modelCardSchema.safeParse(await readJson(cardFile));
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
  const card = { ...parsed.data, installed: false };
  const found = card.files.map(({ path }) => chosen.find((file) => file.name === baseName(path)));
  const missing = card.files.filter(({ url }, index) => !found[index] && !url);
  if (missing.length > 0) {
    return {
      ok: false,
      problem: { kind: 'missing', names: missing.map(({ path }) => baseName(path)) },
    };
  }
  return { ok: true, card, files: found.filter((file) => file !== undefined) };
}

/** `null` for what is not JSON; the schema refuses it with its own words. */
async function readJson(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    return null;
  }
}
