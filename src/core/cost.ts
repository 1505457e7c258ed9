import type { ChatEstimate, ChatRequest, RoleBinding } from './chat.ts';

interface Range {
  low: number;
  high: number;
}

/** How a family of models counts a picture (OpenAI, "Images and vision: calculating costs", read 2025-04). */
type ImageRule =
  | { kind: 'tiles'; base: number; perTile: number }
  | { kind: 'patches'; factor: number };

const TILES_4O: ImageRule = { kind: 'tiles', base: 85, perTile: 170 };

const IMAGE_RULES: readonly (readonly [prefix: string, rule: ImageRule])[] = [
  ['gpt-4o-mini', { kind: 'tiles', base: 2833, perTile: 5667 }],
  ['gpt-4o', TILES_4O],
  ['gpt-4.1-mini', { kind: 'patches', factor: 1.62 }],
  ['gpt-4.1-nano', { kind: 'patches', factor: 2.46 }],
  ['gpt-4.1', TILES_4O],
];

/** US dollars for a million tokens in and out, as OpenAI listed them in April 2025. Prices change: a binding overrules them. */
const LIST_PRICES: readonly (readonly [prefix: string, usdIn: number, usdOut: number])[] = [
  ['gpt-4o-mini', 0.15, 0.6],
  ['gpt-4o', 2.5, 10],
  ['gpt-4.1-mini', 0.4, 1.6],
  ['gpt-4.1-nano', 0.1, 0.4],
  ['gpt-4.1', 2, 8],
];

/** `gpt-4o` and its dated snapshots, but not another model that starts with the same letters. */
function isFamily(model: string, prefix: string): boolean {
  return (
    model === prefix ||
    new RegExp(`^${prefix.replaceAll('.', '\\.')}-\\d{4}-\\d{2}-\\d{2}$`).test(model)
  );
}

/** The prices of a binding: its own, else OpenAI's list price at OpenAI's address, else `null`. */
export function pricesOf(
  binding: RoleBinding,
): { usdPerMTokIn: number; usdPerMTokOut: number } | null {
  const { usdPerMTokIn, usdPerMTokOut } = binding;
  if (usdPerMTokIn !== null && usdPerMTokOut !== null) return { usdPerMTokIn, usdPerMTokOut };
  if (!/^https:\/\/api\.openai\.com(\/|$)/.test(binding.baseUrl)) return null;
  const row = LIST_PRICES.find(([prefix]) => isFamily(binding.model, prefix));
  return row
    ? { usdPerMTokIn: usdPerMTokIn ?? row[1], usdPerMTokOut: usdPerMTokOut ?? row[2] }
    : null;
}

/** What a call costs in US dollars; `null` when the price is not known. */
export function usdOf(binding: RoleBinding, tokensIn: number, tokensOut: number): number | null {
  const prices = pricesOf(binding);
  return prices && (tokensIn * prices.usdPerMTokIn + tokensOut * prices.usdPerMTokOut) / 1e6;
}

/** What sentences cost that are turned into vectors, in US dollars: nothing comes back that is priced. */
export const usdOfTexts = (binding: RoleBinding, tokens: number): number | null =>
  usdOf({ ...binding, usdPerMTokOut: binding.usdPerMTokOut ?? 0 }, tokens, 0);

/** Tiles of 512 px after fitting into 2048 × 2048 and then bringing the short side to at most 768 px. */
function tileTokens(
  rule: { base: number; perTile: number },
  widthPx: number,
  heightPx: number,
): number {
  const fit = Math.min(1, 2048 / Math.max(widthPx, heightPx));
  const shrink = Math.min(1, 768 / (Math.min(widthPx, heightPx) * fit));
  // Rounded first: 768 px must not become a second tile through 768.0000001.
  const tiles = (sidePx: number) => Math.max(1, Math.ceil(Math.round(sidePx * fit * shrink) / 512));
  return rule.base + rule.perTile * tiles(widthPx) * tiles(heightPx);
}

/** Patches of 32 px, at most 1536 of them. */
function patchTokens(rule: { factor: number }, widthPx: number, heightPx: number): number {
  const patches = Math.ceil(widthPx / 32) * Math.ceil(heightPx / 32);
  return Math.ceil(Math.min(patches, 1536) * rule.factor);
}

/**
 * Tokens of one picture. A model whose rule is published gives one number; `auto` detail and unknown models give a range
 * (unknown ones: between OpenAI's low detail and patches of 28 px, as Qwen-VL counts).
 */
export function imageTokens(
  model: string,
  size: { widthPx: number; heightPx: number },
  detail: ChatRequest['imageDetail'],
): Range {
  const known = IMAGE_RULES.find(([prefix]) => isFamily(model, prefix))?.[1];
  const rule = known ?? TILES_4O;
  const { widthPx, heightPx } = size;
  if (rule.kind === 'patches') {
    const tokens = patchTokens(rule, widthPx, heightPx);
    return { low: tokens, high: tokens };
  }
  const high = tileTokens(rule, widthPx, heightPx);
  if (!known) {
    const patches = Math.ceil(widthPx / 28) * Math.ceil(heightPx / 28);
    return { low: Math.min(rule.base, patches), high: Math.max(high, patches) };
  }
  return { low: detail === 'high' ? high : rule.base, high: detail === 'low' ? rule.base : high };
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Tokens of a text without the model's tokeniser: 3.2–4.6 characters each, for East Asian scripts 0.6–1.4 tokens a character. */
export function textTokens(text: string): Range {
  const wide = text.match(WIDE)?.length ?? 0;
  const narrow = text.length - wide;
  return {
    low: Math.ceil(narrow / 4.6 + wide * 0.6),
    high: Math.ceil(narrow / 3.2 + wide * 1.4),
  };
}

/** Size that is assumed for a picture whose size is not given. */
const USUAL_SIZE = { widthPx: 448, heightPx: 252 };
const TOKENS_PER_MESSAGE = 4;
/** The shortest useful reply, as a part of what is allowed. */
const LEAST_OUTPUT = 0.1;

/**
 * What a request will cost, before it is sent. No network; ranges, because the tokeniser and the reply are not known.
 * @param sizes pixels by `imageSha256`; pictures without one are taken as 448 × 252
 */
export function estimateChat(
  request: ChatRequest,
  binding: RoleBinding,
  sizes: Readonly<Record<string, { widthPx: number; heightPx: number }>>,
): ChatEstimate {
  const tokensIn = textTokens(request.schema ? JSON.stringify(request.schema.schema) : '');
  let images = 0;
  for (const message of request.messages) {
    tokensIn.low += TOKENS_PER_MESSAGE;
    tokensIn.high += TOKENS_PER_MESSAGE;
    for (const part of message.parts) {
      const isImage = part.type === 'image';
      if (isImage) images++;
      const add = isImage
        ? imageTokens(binding.model, sizes[part.imageSha256] ?? USUAL_SIZE, request.imageDetail)
        : textTokens(part.text);
      tokensIn.low += add.low;
      tokensIn.high += add.high;
    }
  }
  const tokensOut = {
    low: Math.ceil(request.maxOutputTokens * LEAST_OUTPUT),
    high: request.maxOutputTokens,
  };
  const low = usdOf(binding, tokensIn.low, tokensOut.low);
  const high = usdOf(binding, tokensIn.high, tokensOut.high);
  return { images, tokensIn, tokensOut, usd: low === null || high === null ? null : { low, high } };
}

/** The sum of several estimates; the price is known only when every part's is. */
export function sumEstimates(parts: readonly ChatEstimate[]): ChatEstimate {
  const add = (a: Range, b: Range): Range => ({ low: a.low + b.low, high: a.high + b.high });
  return parts.reduce<ChatEstimate>(
    (sum, part) => ({
      images: sum.images + part.images,
      tokensIn: add(sum.tokensIn, part.tokensIn),
      tokensOut: add(sum.tokensOut, part.tokensOut),
      usd: sum.usd && part.usd && add(sum.usd, part.usd),
    }),
    {
      images: 0,
      tokensIn: { low: 0, high: 0 },
      tokensOut: { low: 0, high: 0 },
      usd: { low: 0, high: 0 },
    },
  );
}
