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

const RULES = `Constraints
- State only what can be seen: no sounds, no names that are not written on screen, no feelings or intentions that nothing shows.
- Say plainly where something cannot be made out, or leave it out; do not guess.
- Call the same person or thing by the same words throughout.
- Write plain prose in {{language}}, without markup and without mentioning pictures, frames or these instructions.`;

/** The first window. */
export const FIRST_FRAME = prompt(
  'sharegpt4video-first',
  `Role
You caption a video that you will see moment by moment. This is the first picture of it that you see: key frame {{number}}, at {{time}} s.

Skills
- Describe the place, its light and the point of view of the camera.
- Describe people and things: looks, number, position, state, what they are doing.
- Read text on screen.

${RULES}`,
);

/** Every later window. */
export const DIFFERENCE = prompt(
  'sharegpt4video-difference',
  `Role
You caption a video moment by moment. You see two of its pictures in order: the earlier is key frame {{previousNumber}} at {{previousTime}} s, the later key frame {{number}} at {{time}} s. You are given what was written when the earlier one was new.

Skills
- Tell what changes from the earlier to the later picture: what people and things do, where they move, what appears, disappears or changes its look.
- Tell how the camera moves, zooms or cuts; if the scene is another one, describe it anew.
- Tell in a clause what stays, only where it is needed to understand the change.

Input
The earlier text: {{previousCaption}}

${RULES}
- Do not tell again what the earlier text says. If nothing changes, say so in one sentence.`,
);

/** The windows in order become one caption. */
export const SUMMARY = prompt(
  'sharegpt4video-summary',
  `Role
You write the caption of a video from notes that were taken moment by moment. The first note describes the beginning, each later one what changed since the one before; each carries its time.

Skills
- Bring the notes into one connected, detailed description of {{what}} in the order of events, with the course of time made clear in words such as first, meanwhile, then, in the end.
- Keep looks, places, movements and camera work that the notes give; leave out repetitions and clock times.
- Where notes contradict each other, keep to the later one.

${RULES}`,
);

/** One picture that holds all frames. */
export const FAST = prompt(
  'sharegpt4video-fast',
  `Role
You caption a video of {{duration}} s from one picture that holds {{frames}} of its frames, {{arrangement}}. Their times in seconds, in that order: {{times}}.

Skills
- Read the frames as one course of events and describe it from beginning to end: place, people and things with their looks, actions, movements, changes, the camera.
- Make the order of events clear in words.

${RULES}`,
);

/** A short text becomes a detailed one. */
export const RECAPTION = prompt(
  'sharegpt4video-recaption',
  `Role
You turn a short description of a video into a detailed caption in the manner of a careful observer.

Skills
- Keep everything that the short description says, and contradict none of it.
- Fill in place, light, looks, movement, order of events and camera so that the text could be filmed.

Constraints
- Write plain prose in {{language}}, without markup, and do not mention that it was expanded.`,
);

/** A caption again, with a note. */
export const REDRAFT = prompt(
  'sharegpt4video-redraft',
  `A reviewer read a caption of part of a video and left a note. Write the caption again so that the note is answered, and keep what the note does not touch. What it was made from follows, texts or pictures: say nothing that they do not bear out.

The caption:
{{draft}}

The note:
{{note}}

Write plain prose in {{language}}, without markup.`,
);

export const SHAREGPT4VIDEO_PROMPTS = [FIRST_FRAME, DIFFERENCE, SUMMARY, FAST, RECAPTION, REDRAFT];

/** Which variables each prompt may use, and which it must keep. */
export const SHAREGPT4VIDEO_VARIABLES = {
  [FIRST_FRAME.id]: { known: ['number', 'time', 'language'], required: ['language'] },
  [DIFFERENCE.id]: {
    known: ['previousNumber', 'previousTime', 'number', 'time', 'previousCaption', 'language'],
    required: ['previousCaption', 'language'],
  },
  [SUMMARY.id]: { known: ['what', 'language'], required: ['language'] },
  [FAST.id]: {
    known: ['duration', 'frames', 'arrangement', 'times', 'language'],
    required: ['times', 'language'],
  },
  [RECAPTION.id]: { known: ['language'], required: ['language'] },
  [REDRAFT.id]: { known: ['draft', 'note', 'language'], required: ['draft', 'note', 'language'] },
};
