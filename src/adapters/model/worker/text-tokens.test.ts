import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { wordTokenizer } from '../word-tokenizer.fixture.ts';
import { cleanForClip } from './clip-clean.ts';
import { clipTokenizerJson } from './clip-vocabulary.fixture.ts';
import { TextTokens } from './text-tokens.ts';

const DATA = '../shared/data';
const hasData = existsSync(`${DATA}/gt/models/tokenizer_golden.json`);

interface Row {
  text: string;
  clip: number[];
  bert: number[];
}

const WORDS = ['[PAD]', '[CLS]', '[SEP]', '[UNK]', 'a', 'b', 'query', ':'];
const words = wordTokenizer(WORDS);

describe('texts to tokens', () => {
  it('cuts the text, not its special tokens', () => {
    const tokens = new TextTokens({ json: words, config: {} }, { maxTokens: 4 }, null);
    expect(tokens.encode('a b a b a b')).toEqual([1, 4, 5, 2]);
    expect(tokens.encode('')).toEqual([1, 2]);
  });
  it('fills up to the longest, or to the length that the graph demands', () => {
    const tokens = new TextTokens({ json: words, config: {} }, {}, 5);
    expect([...tokens.batch(['a', 'a b'], false).ids]).toEqual([1, 4, 2, 0, 1, 4, 5, 2]);
    const full = tokens.batch(['a'], true);
    expect([...full.ids]).toEqual([1, 4, 2, 0, 0]);
    expect([...full.mask]).toEqual([1, 1, 1, 0, 0]);
  });
  it('puts the prefix before and takes the length and the filling from the tokenizer', () => {
    const config = { model_max_length: 1e30, pad_token: '[UNK]' };
    const tokens = new TextTokens({ json: words, config }, { prefix: 'query: ' }, null);
    expect(tokens.maxTokens).toBe(512);
    expect([...tokens.batch(['a', 'a b'], false).ids]).toEqual([
      1, 6, 7, 4, 2, 3, 1, 6, 7, 4, 5, 2,
    ]);
  });
  it('refuses files that are no tokenizer', () => {
    const broken = () => new TextTokens({ json: { model: { type: 'x' } }, config: {} }, {}, null);
    expect(broken).toThrow(expect.objectContaining({ code: 'model/load-failed' }));
  });
});

describe('cleaning for CLIP', () => {
  it.each([
    ['  a \n\t b  ', 'a b'],
    ['“quotes” and ‘more’', '"quotes" and \'more\''],
    ['ﬁne ＡＢＣ１ ｶﾅ', 'fine ABC1 カナ'],
    ['&amp;lt;b&amp;gt; &#233; &#x1F600; &copy; &nobody;', '<b> é 😀 © &nobody;'],
    ['a\u0000b\u001b[31mc\r\nd', 'abc d'],
    ['e\u0301', 'é'],
  ])('%j becomes %j', (text, cleaned) => expect(cleanForClip(text)).toBe(cleaned));
});

describe.skipIf(!hasData)('reference tokens (data in ../shared/data)', () => {
  const rows: Row[] = hasData
    ? JSON.parse(readFileSync(`${DATA}/gt/models/tokenizer_golden.json`, 'utf8')).rows
    : [];

  it('a BERT tokenizer gives what the reference gives', () => {
    const json = JSON.parse(
      readFileSync(`${DATA}/models/bert_base_uncased_tokenizer.json`, 'utf8'),
    );
    const tokens = new TextTokens({ json, config: {} }, { maxTokens: 32_768 }, null);
    expect(rows.map(({ text }) => tokens.encode(text))).toEqual(rows.map(({ bert }) => bert));
  });

  it("OpenAI CLIP's byte-pair encoding gives what the reference gives", () => {
    const file = readFileSync(`${DATA}/models/clip_bpe_simple_vocab_16e6.txt.gz`);
    const json = clipTokenizerJson(gunzipSync(file).toString('utf8'));
    const tokens = new TextTokens({ json, config: {} }, { maxTokens: 77, clean: 'clip' }, null);
    expect(rows.map(({ text }) => tokens.encode(text))).toEqual(rows.map(({ clip }) => clip));
  });
});
