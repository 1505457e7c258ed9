/** Names and meanings of the reject codes and of the automatic checks, which use the same codes. */
export const reasons = {
  groups: {
    visual: 'What is seen',
    time: 'Time',
    question: 'Question',
    answer: 'Answer and options',
    reasoning: 'Reasoning and evidence',
    boxes: 'Boxes',
    form: 'Form and dataset',
  },
  V1: { label: 'Invented object', meaning: 'Names something that no evidence frame shows.' },
  V2: { label: 'Invented action', meaning: 'Describes an action or event that does not happen.' },
  V3: { label: 'Wrong attribute', meaning: 'Colour, size, clothing or material is not as shown.' },
  V4: {
    label: 'Wrong count',
    meaning: 'The number of things is wrong, or one thing is counted twice.',
  },
  V5: {
    label: 'Wrong place or direction',
    meaning: 'Left and right, near and far, or the direction of a movement is wrong.',
  },
  V6: {
    label: 'Identity changes',
    meaning: 'A person or thing is called something else halfway through.',
  },
  V7: {
    label: 'Sound or speech',
    meaning: 'Relies on what is heard or said, which frames cannot show.',
  },
  V8: {
    label: 'Decisive moment left out',
    meaning: 'The evidence misses the event on which the answer turns.',
  },
  T1: { label: 'Wrong order', meaning: 'Before and after are swapped.' },
  T2: {
    label: 'Wrong time',
    meaning: 'The frame that is cited does not show the moment that is meant.',
  },
  T3: {
    label: 'Outside the clip',
    meaning: 'A frame or span lies before the start or past the end of the video.',
  },
  T4: {
    label: 'Wrong speed or duration',
    meaning: 'How fast or how long something happens is wrong.',
  },
  T5: {
    label: 'Moment without a frame',
    meaning: 'A moment that the reasoning needs has no evidence frame.',
  },
  Q1: {
    label: 'Answerable without video',
    meaning: 'The question can be answered from its words alone.',
  },
  Q2: {
    label: 'One frame is enough',
    meaning: 'The task asks for several moments, but a single frame answers it.',
  },
  Q3: {
    label: 'General knowledge',
    meaning: 'The answer is known in advance and nothing has to be looked at.',
  },
  Q4: {
    label: 'Subjective or too open',
    meaning: 'There is no answer that people would agree on.',
  },
  Q5: {
    label: 'Ambiguous',
    meaning: 'It is unclear who or what is meant, or several answers are right.',
  },
  Q6: {
    label: 'False premise',
    meaning: 'The question takes something for granted that is not so.',
  },
  Q7: { label: 'Gives itself away', meaning: 'The question contains its answer.' },
  Q8: { label: 'Wrong task', meaning: 'The question belongs to another task type.' },
  Q9: { label: 'Trivial', meaning: 'Nothing has to be worked out.' },
  A1: { label: 'Wrong answer', meaning: 'The answer is not what the video shows.' },
  A2: { label: 'Incomplete or vague', meaning: 'The answer stops short, hedges or declines.' },
  A3: { label: 'Distractor is right too', meaning: 'Another option is correct as well.' },
  A4: { label: 'Distractor is absurd', meaning: 'An option can be ruled out without the video.' },
  A5: { label: 'Length gives it away', meaning: 'The right option stands out by its length.' },
  A6: {
    label: 'Position gives it away',
    meaning: 'The right option sits in the same place too often.',
  },
  R1: {
    label: 'Step without support',
    meaning: 'A step cites no evidence, or evidence that does not show it.',
  },
  R2: { label: 'Reads too much into it', meaning: 'Motives or feelings are made up.' },
  R3: {
    label: 'Repeats the answer',
    meaning: 'The evidence restates the answer instead of supporting it.',
  },
  R4: { label: 'Contradiction', meaning: 'Steps disagree with each other or with the answer.' },
  R5: { label: 'Irrelevant frame', meaning: 'A cited frame has nothing to do with the question.' },
  B1: {
    label: 'Box on the wrong thing',
    meaning: 'What is inside the box is not what its label says.',
  },
  B2: {
    label: 'Loose or shifted box',
    meaning: 'The box is too large, too small or beside its object.',
  },
  B3: { label: 'Empty or broken box', meaning: 'The box has no area, no label or no frame.' },
  B4: {
    label: 'Box on the wrong frame',
    meaning: 'The object is in another frame than the one that carries the box.',
  },
  F1: { label: 'Duplicate', meaning: 'Another draft asks the same of the same stretch.' },
  F2: {
    label: 'Repeated or cut-off text',
    meaning: 'The text loops, stops in the middle or is a failed reply.',
  },
  F3: { label: 'Markup in the text', meaning: 'Tags or formatting marks are left in the text.' },
  F4: {
    label: 'Language',
    meaning: 'Grammar is off, or the language is not the one that was asked for.',
  },
  F5: {
    label: 'Video is no good',
    meaning: 'The clip is black, broken, a slide show or only a watermark.',
  },
  F6: { label: 'Privacy, safety, licence', meaning: 'The clip should not be in a dataset.' },
  F7: {
    label: 'In a public benchmark',
    meaning: 'The video is part of a test set that models are measured on.',
  },
};
