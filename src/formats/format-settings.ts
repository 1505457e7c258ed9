import { z } from '../core/zod.ts';

/** `all`, `first:N`, `end:N`, `random:N`; N is a count or a percentage (`random:25%`, rounded up). */
export const SAMPLING_STRATEGY = /^(?:all|(?:first|end|random):\d+%?)$/;

const strategy = z.string().regex(SAMPLING_STRATEGY).default('all');

/**
 * What a person can choose about how datasets are written. The questions' last lines and the answers' shape follow what the
 * released LLaVA-Video files hold; both are settings because a training run may want others.
 */
const FORMAT_SETTINGS = z.object({
  /** Of the dataset, in the manifest and the card. */
  version: z.string().default('1.0.0'),
  licence: z.string().default(''),
  /** What changed since the version before, for the changelog. */
  changes: z.string().default(''),
  llava: z
    .object({
      /** `data_source` of every record. */
      dataSource: z.string().min(1).default('ristretto'),
      captionPrompt: z.string().min(1).default('Please describe this video in detail.'),
      /** `letter`: "B."; `letter-and-option`: "B. The left one." */
      choiceAnswer: z.enum(['letter', 'letter-and-option']).default('letter'),
      letterSuffix: z
        .string()
        .default('Please respond with only the letter of the correct answer.'),
      optionSuffix: z
        .string()
        .default('Please provide your answer by stating the letter followed by the full option.'),
      /** In `json_path` of the YAML, before the file's name. */
      jsonFolder: z.string().default(''),
      sampling: z.object({ cap: strategy, oe: strategy, mc: strategy }).prefault({}),
    })
    .prefault({}),
});

export type FormatSettings = z.infer<typeof FORMAT_SETTINGS>;
export type FormatSettingsInput = z.input<typeof FORMAT_SETTINGS>;

/** @throws ZodError */
export const formatSettings = (input: unknown = {}): FormatSettings => FORMAT_SETTINGS.parse(input);

/** What holds when nobody chooses. */
export const DEFAULT_SETTINGS: FormatSettings = formatSettings();
