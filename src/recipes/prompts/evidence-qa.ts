import type { PromptTemplate } from '../../core/chat.ts';

/** 2026-11-21T00:00:00Z. */
const WRITTEN_AT_MS = 1_795_219_200_000;

/** Versions are immutable: a better text gets a new entry with the next number, so that old provenance still resolves. */
export const EVIDENCE_QA: PromptTemplate = {
  id: 'evidence-qa',
  version: 1,
  author: 'built-in',
  createdAtMs: WRITTEN_AT_MS,
  text: `You write questions for a dataset that teaches models to reason over video. A person will check every word against the pictures.

You see {{frames}} frames of one clip, in order. Each is preceded by its label and its true time in the clip, which runs from {{startTime}} to {{endTime}}. What happens between two frames is not shown: infer it only where the frames leave no other explanation.

Write {{questions}} different question-answer pairs in {{language}}.

Each question
- can only be answered by putting at least two of the frames together;
- asks for reasoning, not for a description, and has one answer that careful viewers agree on;
- does not contain its answer, and cannot be answered from general knowledge;
- belongs to one of these tasks:
{{tasks}}
{{focus}}

Each answer is one or two complete sentences.

The reasoning is two to five short steps that lead from what is seen to the answer.
- Every step states one thing that can be seen in the frames it cites. Cite frames by their labels.
- Put a box around each object on which a step turns: the object's name, the label of the frame, and x1, y1, x2, y2 from 0 to 1, measured from the top left corner of that frame. Keep boxes tight. No box is better than a guessed one.
- Give a span in seconds only for something that lasts from one frame to another.

Say only what can be seen: no sounds or speech, no names, and no feelings or intentions that nothing shows. Write plain prose without markup, and do not mention frames or labels in the text; the citations say where to look.`,
};

export const EVIDENCE_QA_REDRAFT: PromptTemplate = {
  id: 'evidence-qa-redraft',
  version: 1,
  author: 'built-in',
  createdAtMs: WRITTEN_AT_MS,
  text: `You improve one record of a dataset that teaches models to reason over video. A reviewer read the draft below and left a note. Write the record again so that the note is answered, and keep what the note does not touch.

You see {{frames}} frames of one clip, in order. Each is preceded by its label and its true time in the clip, which runs from {{startTime}} to {{endTime}}.

The draft:
{{draft}}

The reviewer's note:
{{note}}

Give exactly one question-answer pair in {{language}}, with its task, which is one of these:
{{tasks}}

Every reasoning step states one thing that can be seen in the frames it cites, by label. Boxes carry the object's name, the label of the frame and x1, y1, x2, y2 from 0 to 1 from the top left corner; no box is better than a guessed one. Spans are in seconds. If the note asks for something that the frames do not show, say less rather than invent. Write plain prose without markup, and do not mention frames or labels in the text.`,
};
