import type { PromptTemplate } from '../../core/chat.ts';
import { z } from '../../core/zod.ts';

/** 2026-11-21T00:00:00Z. */
const WRITTEN_AT_MS = 1_795_219_200_000;

export const PROBE: PromptTemplate = {
  id: 'shortcut-probe',
  version: 1,
  author: 'built-in',
  createdAtMs: WRITTEN_AT_MS,
  text: `{{task}}

{{shown}} Answer all the same: when you do not know, give what seems most likely. Answer in {{language}}, as briefly as you can.`,
};

export const Letter = z.object({ letter: z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) });
export const FreeAnswer = z.object({ answer: z.string() });
