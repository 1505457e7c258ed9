import { Tokenizer } from '@huggingface/tokenizers';
import { StudioError } from '../../../core/errors.ts';
import type { ModelCardFile } from '../../../core/model-card.ts';
import { cleanForClip } from './clip-clean.ts';

/** Tokens of several texts, filled up to one length, row-major `[texts, tokens]`. */
export interface TokenBatch {
  texts: number;
  tokens: number;
  ids: Int32Array;
  /** 1 for a token of the text, 0 for filling. */
  mask: Int32Array;
}

/** Where neither the card nor the graph nor the tokenizer says how long a text may be. */
const MOST_TOKENS = 512;

type TextSpec = NonNullable<ModelCardFile['text']>;

/** Texts to token ids with the files that came with the model: its prefix, its special tokens, cut and filled as it was trained. */
export class TextTokens {
  readonly #tokenizer: Tokenizer;
  readonly #spec: TextSpec;
  readonly #padId: number;
  readonly #leading: number;
  readonly #trailing: number;
  /** Longest text in tokens, special ones included. */
  readonly maxTokens: number;

  /**
   * @param fixedTokens what the graph demands, or `null`
   * @throws `model/load-failed` when the files are not a tokenizer
   */
  constructor(files: TokenizerFiles, spec: TextSpec, fixedTokens: number | null) {
    const { json, config } = files;
    try {
      this.#tokenizer = new Tokenizer(json, config);
      const bare = this.#tokenizer.encode('a', { add_special_tokens: false }).ids;
      const whole = this.#tokenizer.encode('a').ids;
      this.#leading = Math.max(0, indexOfRun(whole, bare));
      this.#trailing = whole.length - bare.length - this.#leading;
    } catch (cause) {
      throw noTokenizer(cause);
    }
    this.#spec = spec;
    this.maxTokens = fixedTokens ?? spec.maxTokens ?? lengthFrom(json, config);
    this.#padId = spec.padId ?? padFrom(json, config, this.#tokenizer);
  }

  /** Ids of one text with its special tokens, at most `maxTokens`; what is cut is cut from the end of the text, not from them. */
  encode(text: string): number[] {
    const { prefix = '', clean } = this.#spec;
    const input = prefix + (clean === 'clip' ? cleanForClip(text) : text);
    const { ids } = this.#tokenizer.encode(input);
    if (ids.length <= this.maxTokens) return ids;
    const kept = ids.slice(0, Math.max(this.#leading, this.maxTokens - this.#trailing));
    return this.#trailing > 0 ? [...kept, ...ids.slice(-this.#trailing)] : kept;
  }

  /** @param isFull fills up to `maxTokens` whatever the texts are */
  batch(texts: readonly string[], isFull: boolean): TokenBatch {
    const rows = texts.map((text) => this.encode(text));
    const longest = rows.reduce((most, ids) => Math.max(most, ids.length), 1);
    const tokens = isFull ? this.maxTokens : longest;
    const ids = new Int32Array(texts.length * tokens).fill(this.#padId);
    const mask = new Int32Array(texts.length * tokens);
    for (const [row, values] of rows.entries()) {
      ids.set(values, row * tokens);
      mask.fill(1, row * tokens, row * tokens + values.length);
    }
    return { texts: texts.length, tokens, ids, mask };
  }
}

export interface TokenizerFiles {
  /** Parsed `tokenizer.json`. */
  json: Record<string, unknown>;
  /** Parsed `tokenizer_config.json`, or `{}`. */
  config: Record<string, unknown>;
}

function noTokenizer(cause: unknown): StudioError {
  return new StudioError('model/load-failed', 'The tokenizer files of the model cannot be used.', {
    cause,
  });
}

function indexOfRun(whole: readonly number[], run: readonly number[]): number {
  return whole.findIndex((_, at) => run.every((id, k) => whole[at + k] === id));
}

/** Some exports write a number of thirty digits for "no limit". */
function lengthFrom(json: TokenizerFiles['json'], config: TokenizerFiles['config']): number {
  const truncation = json.truncation as { max_length?: unknown } | null | undefined;
  const said = [truncation?.max_length, config.model_max_length].find(
    (value) => typeof value === 'number' && value >= 2 && value <= 32_768,
  );
  return (said as number | undefined) ?? MOST_TOKENS;
}

function padFrom(
  json: TokenizerFiles['json'],
  config: TokenizerFiles['config'],
  tokenizer: Tokenizer,
): number {
  const padding = json.padding as { pad_id?: unknown } | null | undefined;
  if (typeof padding?.pad_id === 'number') return padding.pad_id;
  const token = config.pad_token as string | { content?: string } | null | undefined;
  const name = typeof token === 'string' ? token : token?.content;
  const named = [name, '[PAD]', '<pad>'].flatMap((one) => {
    const id = one ? tokenizer.token_to_id(one) : undefined;
    return id === undefined ? [] : [id];
  });
  return named[0] ?? 0;
}
