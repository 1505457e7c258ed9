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
