import type { PromptTemplate } from '../../core/chat.ts';

/** 2026-11-21T00:00:00Z. */
const WRITTEN_AT_MS = 1_795_219_200_000;

const prompt = (id: string, text: string): PromptTemplate => ({
  id,
  version: 1,
  author: 'built-in',
  createdAtMs: WRITTEN_AT_MS,
  text,
});

const RULES = `Say only what the pictures or the earlier texts show: no sounds, no names that are not written on screen, no motives or feelings that nothing shows. Call the same person or thing by the same words throughout. Write plain prose in {{language}}, without markup, and do not mention frames, captions or these instructions.`;

/** Level 1: the newest stretch of the video. */
export const LEVEL_1 = prompt(
  'llava-video-l1',
  `You describe a video as it goes on, stretch by stretch. You see the frames of the stretch from {{startTime}} to {{endTime}}, in order, each behind its true time. What was said about the video before is given first, where there is anything; it tells you who and what has been seen.

Describe in detail what happens in this stretch alone: people with looks, clothes and actions; objects and their state; the place; movements and their direction; how the camera moves or cuts; text on screen; what changes. Take up people and things from before under the words that were used for them, and do not tell again what was told.

${RULES}`,
);

/** Level 2: the story so far. */
export const LEVEL_2 = prompt(
  'llava-video-l2',
  `You keep the story of a video that is told stretch by stretch. Below is what was told of it before, where there is anything, and then the newest stretches up to {{endTime}}.

Write the story from the beginning up to {{endTime}} as one connected text. Keep the order of events and what matters for what comes later; bring together what belongs together; leave out repetitions. Where the texts contradict each other, keep to the newest stretches.

${RULES}`,
);

/** Level 3: the whole video. */
export const LEVEL_3 = prompt(
  'llava-video-l3',
  `A video of {{duration}} s has ended. Below is the story of it, where one was kept, and then the stretches that came after.

Describe the whole video from beginning to end as one connected, detailed text that somebody could draw it from: the place, people and things with their looks, every event in its order, movements, changes and the camera. Leave out repetitions.

${RULES}`,
);

const TYPES = `{{types}}`;
const DEMONSTRATIONS = `Examples, each a description and what was asked about it:

{{examples}}`;

/** Open-ended questions, at most one of each type. */
export const OPEN_QUESTIONS = prompt(
  'llava-video-open',
  `You write questions about a video from a detailed description of it. A person who has seen the video answers from what was seen.

Write at most one question for each of these types:
${TYPES}

A question fits its type, asks for one thing, and is answered by the description without guessing. If the description does not support a type, leave the type out: an empty list is a good answer. Do not ask about the description, its words or its gaps. The answer is one or two full sentences in {{language}}; the question is in {{language}} too.

${DEMONSTRATIONS}`,
);

/** Multiple choice, in a run of its own. */
export const CHOICE_QUESTIONS = prompt(
  'llava-video-choice',
  `You write multiple-choice questions about a video from a detailed description of it. A person who has seen the video chooses from what was seen.

Write at most one question for each of these types:
${TYPES}

Each has one right option, which the description supports without guessing, and three wrong ones. A wrong option is wrong for the whole video, could be true of a video like it, is as long and as detailed as the right one, and says something else than the other options do. Nobody should be able to choose without the video. If the description does not support a type, leave the type out: an empty list is a good answer. Question and options are in {{language}}.

${DEMONSTRATIONS}`,
);

/** A draft again, with a note. */
export const REDRAFT = prompt(
  'llava-video-redraft',
  `A reviewer read a record that was made from the description of a video, and left a note. Write the record again so that the note is answered; keep what the note does not touch, and say nothing that the description does not support. {{part}}

The record:
{{draft}}

The note:
{{note}}

Write in {{language}}, plain prose without markup.`,
);

export const LLAVA_PROMPTS = [LEVEL_1, LEVEL_2, LEVEL_3, OPEN_QUESTIONS, CHOICE_QUESTIONS, REDRAFT];

const ASKING = ['types', 'examples', 'language'];

/** Which variables each prompt may use, and which it must keep. */
export const LLAVA_VARIABLES = {
  [LEVEL_1.id]: { known: ['startTime', 'endTime', 'language'], required: ['language'] },
  [LEVEL_2.id]: { known: ['endTime', 'language'], required: ['language'] },
  [LEVEL_3.id]: { known: ['duration', 'language'], required: ['language'] },
  [OPEN_QUESTIONS.id]: { known: ASKING, required: ASKING },
  [CHOICE_QUESTIONS.id]: { known: ASKING, required: ASKING },
  [REDRAFT.id]: {
    known: ['part', 'draft', 'note', 'language'],
    required: ['draft', 'note', 'language'],
  },
};
