/**
 * The 14 task types of VideoEspresso (arXiv 2411.14794, Table 9) by the names of the paper. `asks` is our wording of what such a
 * question asks for; it is put into prompts and shown as a hint.
 */
export const REASONING_TASKS = [
  { name: 'Causal Inference', asks: 'how earlier actions or events led to an outcome' },
  {
    name: 'Contextual Interpretation',
    asks: 'how something in the setting bears on what is being done',
  },
  { name: 'Event Process', asks: 'how one state or moment turns into the next' },
  { name: 'Interaction Dynamics', asks: 'how an exchange between people or animals develops' },
  { name: 'Behavior Profiling', asks: 'what a series of actions says about how someone behaves' },
  { name: 'Emotional Recognition', asks: 'how visible emotion changes along with events' },
  { name: 'Influence Tracing', asks: 'how the presence or act of one thing changes another' },
  { name: 'Role Identification', asks: 'which part someone or something plays in the events' },
  { name: 'Narrative Structuring', asks: 'how the story moves on between the frames' },
  { name: 'Thematic Insight', asks: 'what a passage adds to the theme of the whole' },
  { name: 'Situational Awareness', asks: 'how a sequence of events shifts the situation' },
  { name: 'Cooking Steps', asks: 'which technique is used when cooking, and to what end' },
  { name: 'Ingredient Details', asks: 'what an ingredient is for and how it is handled' },
  { name: 'Traffic Analysis', asks: 'how vehicles, their loads or the flow of traffic behave' },
] as const;

export type ReasoningTask = (typeof REASONING_TASKS)[number]['name'];

export const TASK_NAMES: readonly ReasoningTask[] = REASONING_TASKS.map((task) => task.name);

/**
 * The 16 question types of LLaVA-Video-178K (arXiv 2410.02713, appendix) by the names of the paper; `asks` is our wording. A draft
 * of one of them has the name as its task and is of kind `qa-open` or `qa-choice`.
 */
export const QUESTION_TYPES = [
  { name: 'Temporal', asks: 'how an action relates to the one before, during or after it' },
  { name: 'Spatial', asks: 'where things are in relation to each other' },
  { name: 'Causal', asks: 'what caused an action or what it is meant to achieve' },
  { name: 'Description-Scene', asks: 'what the place, the setting or the weather is like' },
  { name: 'Description-Human', asks: 'what people look like, wear and do' },
  { name: 'Description-Object', asks: 'what an object looks like and in which state it is' },
  { name: 'Count', asks: 'how many there are, when returning ones are not counted again' },
  { name: 'Binary', asks: 'whether something is so, answered by yes or no' },
  {
    name: 'Fine Grained Action Understanding',
    asks: 'which of several similar actions it is, by a subtle difference',
  },
  { name: 'Plot Understanding', asks: 'what the story is and how it turns out' },
  {
    name: 'Non-Existent Actions with Existent Scene Depictions',
    asks: 'about an action that does not take place in a scene that does',
  },
  { name: 'Time Order Understanding', asks: 'in which order several events come' },
  { name: 'Object Direction', asks: 'in which direction an object moves' },
  { name: 'Camera Direction', asks: 'how the camera moves' },
  { name: 'Speed', asks: 'how fast something is, by itself or against something else' },
  { name: 'Attribute Change', asks: 'how a property of something changes over time' },
] as const;

export type QuestionType = (typeof QUESTION_TYPES)[number]['name'];

/**
 * What a caption draft describes, in its `task`. `frame-caption`: one sampled frame. `caption-l1`, `-l2`, `-l3`: the three levels of
 * LLaVA-Video, with the interval as a span in `evidence`. `window-caption`: one window of ShareGPT4Video, with its span and
 * frames. `video-caption`: the whole video. `clip-summary`: a chosen stretch of windows.
 */
export const CAPTION_TASKS = [
  'frame-caption',
  'caption-l1',
  'caption-l2',
  'caption-l3',
  'window-caption',
  'video-caption',
  'clip-summary',
] as const;

export type CaptionTask = (typeof CAPTION_TASKS)[number];
