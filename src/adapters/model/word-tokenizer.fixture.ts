/** A tokenizer of whole words, by their numbers: `[CLS] a b [SEP]`. The first four are `[PAD]`, `[CLS]`, `[SEP]` and `[UNK]`. */
export const wordTokenizer = (
  words: readonly string[],
  normalizer: { type: 'Lowercase' } | null = null,
) => ({
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: words.slice(0, 4).map((content, id) => ({ id, content, special: true })),
  normalizer,
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 2], cls: ['[CLS]', 1] },
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(words.map((word, id) => [word, id])),
  },
});
