import type { PromptTemplate } from '../../core/chat.ts';
import { z } from '../../core/zod.ts';

/** 2026-11-21T00:00:00Z. */
const WRITTEN_AT_MS = 1_795_219_200_000;

export const CHOICE: PromptTemplate = {
  id: 'choice',
  version: 1,
  author: 'built-in',
  createdAtMs: WRITTEN_AT_MS,
  text: `You write wrong options for a multiple-choice question about a video. The question, its right answer and the reasoning that leads to it stand below.

Write {{candidates}} different wrong options in {{language}}.

Each one
- is wrong for this video, and could well be right for a similar one: it stays with the people, things and places that occur;
- differs from the right answer in what is decisive, not only in its words, and is not a part of it;
- has the form, the tone and about the length of the right answer ({{length}} characters);
- cannot be ruled out without watching: nothing absurd, no "all of the above", no hints.

Plain sentences, no letters or numbers in front.`,
};

export const Distractors = z.object({ options: z.array(z.string()) });
