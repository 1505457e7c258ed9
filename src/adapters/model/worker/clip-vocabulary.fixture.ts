/**
 * The `tokenizer.json` that belongs to a vocabulary in the format of OpenAI's CLIP (a first line, then one merge a line), so that
 * tests can start from the file that CLIP was published with.
 */
export function clipTokenizerJson(vocabularyText: string): Record<string, unknown> {
  const merges = vocabularyText.split('\n').slice(1, 49_152 - 256 - 2 + 1);
  const letters = byteLetters();
  const tokens = [
    ...letters,
    ...letters.map((letter) => `${letter}</w>`),
    ...merges.map((merge) => merge.replace(' ', '')),
  ];
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  const special = (content: string, id: number) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const [start, end] = ['<|startoftext|>', '<|endoftext|>'] as const;
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [special(start, tokens.length), special(end, tokens.length + 1)],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        {
          type: 'Split',
          pattern: {
            Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
          },
          behavior: 'Removed',
          invert: true,
        },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: [end, tokens.length + 1],
      cls: [start, tokens.length],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: end,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab: { ...vocab, [start]: tokens.length, [end]: tokens.length + 1 },
      merges,
    },
  };
}

/** One printable letter for each byte, those that are printable already first (GPT-2's byte-level BPE). */
function byteLetters(): string[] {
  const printable = [...range(0x21, 0x7e), ...range(0xa1, 0xac), ...range(0xae, 0xff)];
  const others = range(0, 255).filter((byte) => !printable.includes(byte));
  return [
    ...printable.map((byte) => String.fromCodePoint(byte)),
    ...others.map((_, k) => String.fromCodePoint(256 + k)),
  ];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}
