import type { PromptTemplate } from '../../core/chat.ts';

/** 2026-11-21T00:00:00Z. */
const WRITTEN_AT_MS = 1_795_219_200_000;

/** Versions are immutable: a better text gets a new entry with the next number, so that old provenance still resolves. */
const builtIn = (id: string, text: string): PromptTemplate => ({
  id,
  version: 1,
  author: 'built-in',
  createdAtMs: WRITTEN_AT_MS,
  text,
});

export const CAPTION = builtIn(
  'video-espresso-caption',
  `Describe the one frame of a video that you see, in {{language}}, in two to four sentences of plain prose.

Name who and what is visible, what they look like, where they are in relation to each other, and what is being done at this instant. Quote writing in the picture where it can be read. Say nothing about sound, about what came before or comes after, or about feelings and intentions that nothing shows. Do not mention the frame, the picture or its label. Give only the description.`,
);

export const QUESTIONS = builtIn(
  'video-espresso-questions',
  `You write questions for a dataset that teaches models to reason over video. You do not see the video: below are descriptions of {{captions}} of its frames, in order of time, each behind its label and time.

Write {{questions}} different question-answer pairs in {{language}}.

Each question
- can only be answered by putting several of the descriptions together, and needs more than one step of reasoning;
- has one answer that careful viewers would agree on: nothing subjective, nothing so open that anything fits;
- keeps to the course of events and to what the descriptions say can be seen;
- does not contain its answer, and cannot be answered from general knowledge;
- belongs to one of these tasks:
{{tasks}}
{{focus}}

Each answer is one or two complete sentences. Write about the video as if you had seen it: mention neither descriptions nor labels nor frames. Write plain prose without markup.`,
);

export const FILTER = builtIn(
  'video-espresso-filter',
  `You judge a question-answer pair for a dataset that teaches models to reason over video. Below are descriptions of the frames that it was written from, in order of time.

Question: {{question}}
Answer: {{answer}}

Judge three things, each by itself.
- observed: the question and the answer agree with the descriptions and add nothing to them.
- objective: the question is neither a matter of opinion nor so open that several different answers would do.
- continuous: question and answer keep to the order and the course of events in the descriptions.

For each say whether it holds, and give the reason in at most fifteen words, in {{language}}. When in doubt, it does not hold.`,
);

export const EVIDENCE = builtIn(
  'video-espresso-evidence',
  `You collect the evidence for a question about a video. You do not see the video: below are descriptions of its frames, in order of time.

Question: {{question}}
Answer: {{answer}}

1. coreCaptions: the descriptions without which the question could not be answered, usually two to four, in order of time. Repeat the text of each, shortened to what matters for the question, and list its keyItems: the things in it on which the answer turns, each named in one to four words.
2. steps: two to five short sentences in {{language}} that lead from what is seen to the answer and weave in the key items. Each step says in "captions" on which core captions it rests (1 is the first of your list), and in "items" which of their key items it is about, spelled as in keyItems.

Each step states what can be seen, and does not merely repeat the answer. Mention neither descriptions nor labels nor frames. Write plain prose without markup.`,
);

export const SELECT = builtIn(
  'video-espresso-select',
  `Below are descriptions of frames of a video, in order of time, each behind its label.

Question: {{question}}

Which of these frames does somebody have to see in order to answer the question? Choose as few as will do, by label.`,
);

export const BOXES = builtIn(
  'video-espresso-boxes',
  `You see {{frames}} frames of a video, each behind its label and time. Find these things in them:
{{items}}

Give one box for each thing that can be seen in the frame under which it is listed, and two or more where there are several of it: its label exactly as listed, the label of the frame, and x1, y1, x2, y2 from 0 to 1, measured from the top left corner of that frame. Keep boxes tight. Leave out what is not visible: no box is better than a guessed one. A person will check every box.`,
);

export const REDRAFT = builtIn(
  'video-espresso-redraft',
  `You improve one record of a dataset that teaches models to reason over video. A reviewer read the draft below and left a note. Write the record again so that the note is answered, and keep what the note does not touch.

You see {{frames}} frames of one clip, in order. Each is preceded by its label and its true time in the clip, which runs from {{startTime}} to {{endTime}}.

The draft:
{{draft}}

The reviewer's note:
{{note}}

Give exactly one question-answer pair in {{language}}, with its task, which is one of these:
{{tasks}}

Every reasoning step states one thing that can be seen in the frames it cites, by label. Boxes carry the object's name, the label of the frame and x1, y1, x2, y2 from 0 to 1 from the top left corner; no box is better than a guessed one. Spans are in seconds. If the note asks for something that the frames do not show, say less rather than invent. Write plain prose without markup, and do not mention frames or labels in the text.`,
);

export const CAPTION_REDRAFT = builtIn(
  'video-espresso-caption-redraft',
  `A reviewer read this description of the frame that you see, and left a note. Write the description again in {{language}} so that the note is answered, and keep what the note does not touch. If the note asks for something that cannot be seen, say less rather than invent.

The description:
{{caption}}

The reviewer's note:
{{note}}

Plain prose, nothing about sound, about other moments or about feelings that nothing shows. Give only the description.`,
);

export const ALL = [CAPTION, QUESTIONS, FILTER, EVIDENCE, SELECT, BOXES, REDRAFT, CAPTION_REDRAFT];

/** Variables that each prompt may use, and those that it must keep. */
export const VARIABLES = {
  [CAPTION.id]: { known: ['language'], required: ['language'] },
  [QUESTIONS.id]: {
    known: ['captions', 'questions', 'language', 'tasks', 'focus'],
    required: ['questions', 'language', 'tasks'],
  },
  [FILTER.id]: {
    known: ['question', 'answer', 'language'],
    required: ['question', 'answer'],
  },
  [EVIDENCE.id]: {
    known: ['question', 'answer', 'language'],
    required: ['question', 'answer', 'language'],
  },
  [SELECT.id]: { known: ['question'], required: ['question'] },
  [BOXES.id]: { known: ['frames', 'items'], required: ['items'] },
  [REDRAFT.id]: {
    known: ['frames', 'startTime', 'endTime', 'language', 'tasks', 'draft', 'note'],
    required: ['draft', 'note', 'language'],
  },
  [CAPTION_REDRAFT.id]: { known: ['caption', 'note', 'language'], required: ['caption', 'note'] },
};
