import type { PromptTemplate } from '../core/chat.ts';
import { mergeChecks, runChecks } from '../core/checks/run-checks.ts';
import { bodySha256 } from '../core/draft-body.ts';
import { encodeError, StudioError } from '../core/errors.ts';
import type { Draft, DraftBody, DraftId } from '../core/flow.ts';
import type { StandingDraft } from '../core/requests.ts';
import { balancedPlaces, seededShuffle } from '../core/seeded.ts';
import { cosine } from '../core/vector.ts';
import { z } from '../core/zod.ts';
import { type Answered, type Asker, askAbout, json, textPart } from './ask-about.ts';
import { type Range, stepForecast, times } from './forecast.ts';
import { CHOICE, Distractors } from './prompts/choice.ts';
import {
  draftIdOf,
  modelProvenance,
  type Proposal,
  promptById,
  type Recipe,
  type RecipeInput,
  type RecipeOutput,
  type RecipeStep,
  type StepForecast,
} from './recipe.ts';

/**
 * Multiple choice out of open questions, for every recipe: three distractors a question, none much shorter or longer than the
 * answer, none that says the same. VideoEspresso and LLaVA-Video do not tell their bounds, so these are settings.
 */
export const CHOICE_PARAMS = {
  /** Whether questions get a multiple-choice twin. */
  choices: z.boolean().default(false),
  /** How many times longer or shorter than the answer a distractor may be. */
  choiceLengthRatio: z.number().min(1.05).max(4).default(1.5),
  /** A distractor at least this similar to the answer might be right too. */
  choiceTau: z.number().min(0).max(1).default(0.85),
  /** The order of the options follows from it. */
  choiceSeed: z.int().min(0).max(9999).default(1),
};
export type ChoiceParams = z.infer<z.ZodObject<typeof CHOICE_PARAMS>>;

export const CHOICE_STEPS: readonly RecipeStep[] = [
  { id: 'distractors', role: 'drafter' },
  { id: 'distractor-check', role: 'embedder' },
];
export const CHOICE_PROMPTS = [CHOICE];
export const CHOICE_VARIABLES = {
  [CHOICE.id]: {
    known: ['candidates', 'language', 'length'],
    required: ['candidates', 'language'],
  },
};

/** More than are needed, because some will break the rules. */
const CANDIDATES = 6;
const DISTRACTORS = 3;

/** What multiple choice for this many questions asks. */
export function choiceForecast(
  prompts: readonly PromptTemplate[],
  questions: Range,
): StepForecast[] {
  return [
    stepForecast(
      { step: 'distractors', role: 'drafter', requests: questions },
      {
        prompt: promptById(prompts, CHOICE_PROMPTS, CHOICE.id).text,
        material: { low: 80, high: 500 },
        tokensOut: { low: 60, high: 400 },
      },
    ),
    stepForecast(
      { step: 'distractor-check', role: 'embedder', requests: { low: 0, high: 1 } },
      { material: times(questions, { low: 60, high: 500 }), tokensOut: { low: 0, high: 0 } },
    ),
  ];
}

interface Question {
  draft: Proposal;
  /** The draft whose words these are: the one above, or what a person accepted in its place. */
  standsAs: DraftId;
  /** The words that stand now. */
  body: DraftBody;
  answer: string;
  /** Where the right option goes. */
  place: number;
}

/**
 * A multiple-choice draft for each open question, in the words that stand after review; rejected questions get none. A question
 * for which too few distractors keep to the rules is reported: other bounds try again on the same reply, at no cost.
 */
export async function* choicesFor<Params extends ChoiceParams>(
  asker: Asker,
  given: {
    recipe: Pick<Recipe<Params>, 'id' | 'version'>;
    input: RecipeInput<Params>;
    drafts: readonly Proposal[];
  },
): AsyncGenerator<RecipeOutput, void, void> {
  const { input, drafts } = given;
  const draftIds = drafts.map(({ id }) => id);
  const standing = await asker.send({ kind: 'reviewed', step: 'distractors', draftIds });
  const seed = `${input.params.choiceSeed} ${input.video.id}`;
  const places = balancedPlaces(drafts.length, DISTRACTORS + 1, seed);
  const questions = drafts.flatMap((draft, i) =>
    questionOf(draft, standing[i] ?? null, places[i] ?? 0),
  );
  const answers = yield* askAbout(asker, questions, {
    step: 'distractors',
    role: 'drafter',
    prompt: CHOICE,
    values: ({ answer }) => ({ candidates: CANDIDATES, length: answer.length }),
    material: ({ body, answer }) => textPart(questionText(body, answer)),
    reply: json('distractors', Distractors),
    maxOutputTokens: 600,
  });
  const texts = [...new Set(answers.flatMap((one) => [one.item.answer, ...one.value.options]))];
  const vectors = await vectorsOf(asker, texts);
  for (const answer of answers) yield choiceOutput(answer, vectors, given);
}

function questionOf(draft: Proposal, standing: StandingDraft | null, place: number): Question[] {
  const body = standing?.body ?? draft;
  const answer = body.answer?.trim();
  if (standing?.status === 'rejected' || body.kind !== 'qa-open' || !answer) return [];
  return [{ draft, standsAs: standing?.draftId ?? draft.id, body, answer, place }];
}

const questionText = ({ question, steps }: DraftBody, answer: string): string =>
  [
    `Question: ${question ?? ''}`,
    `Right answer: ${answer}`,
    ...steps.map(({ text }, i) => `Reasoning ${i + 1}: ${text}`),
  ].join('\n');

async function vectorsOf(
  { send }: Asker,
  texts: string[],
): Promise<ReadonlyMap<string, Float32Array>> {
  if (texts.length === 0) return new Map();
  const label = `${texts.length} options`;
  const { vectors } = await send({ kind: 'embedTexts', step: 'distractor-check', label, texts });
  return new Map(texts.map((text, i) => [text, vectors[i] ?? new Float32Array()]));
}

/** The candidates that keep to the rules, in the order in which they came; no two the same. */
export function soundDistractors(
  answer: string,
  candidates: readonly string[],
  rules: {
    lengthRatio: number;
    tau: number;
    similarity: (candidate: string) => number;
  },
): string[] {
  const seen = new Set([answer.trim().toLowerCase()]);
  return candidates.flatMap((candidate) => {
    const text = candidate.trim();
    const ratio = text.length / answer.length;
    const isSound =
      text !== '' &&
      !seen.has(text.toLowerCase()) &&
      ratio <= rules.lengthRatio &&
      ratio >= 1 / rules.lengthRatio &&
      rules.similarity(candidate) < rules.tau;
    seen.add(text.toLowerCase());
    return isSound ? [text] : [];
  });
}

function choiceOutput<Params extends ChoiceParams>(
  made: Answered<Question, z.infer<typeof Distractors>>,
  vectors: ReadonlyMap<string, Float32Array>,
  { recipe, input }: { recipe: Pick<Recipe<Params>, 'id' | 'version'>; input: RecipeInput<Params> },
): RecipeOutput {
  const { item, request, reply, value } = made;
  const { params, video } = input;
  const vector = (text: string) => vectors.get(text) ?? new Float32Array();
  const sound = soundDistractors(item.answer, value.options, {
    lengthRatio: params.choiceLengthRatio,
    tau: params.choiceTau,
    similarity: (candidate) => cosine(vector(item.answer), vector(candidate)),
  });
  if (sound.length < DISTRACTORS) {
    const details = { sound: sound.length, drafted: value.options.length };
    const message = `Only ${sound.length} of ${value.options.length} distractors keep to the rules.`;
    const error = encodeError(new StudioError('llm/bad-schema', message, { details }));
    return { type: 'problem', label: request.label, error };
  }
  const seed = `${params.choiceSeed} ${item.draft.id}`;
  const options = seededShuffle(sound.slice(0, DISTRACTORS), seed).toSpliced(
    item.place,
    0,
    item.answer,
  );
  const body: DraftBody = { ...bodyAsChoice(item.body), options, correctOption: item.place };
  const dependsOn = [{ draftId: item.standsAs, bodySha256: bodySha256(item.body) }];
  const draft: Proposal = {
    ...body,
    id: draftIdOf(video.id, [reply.replyKey, item.draft.id, ...options].join('\n'), 0),
    videoId: video.id,
    checks: mergeChecks([...runChecks(body, video), similarityCheck(item.answer, options, vector)]),
    provenance: modelProvenance(recipe, request, { reply, share: 1, params, dependsOn }),
  };
  return { type: 'draft', draft };
}

const bodyAsChoice = (body: DraftBody): DraftBody => {
  const { task, question, answer, steps, evidence } = body;
  return {
    kind: 'qa-choice',
    task,
    question,
    answer,
    options: null,
    correctOption: null,
    caption: null,
    steps,
    evidence,
  };
};

/** A3: how close the closest distractor comes to the answer. */
function similarityCheck(
  answer: string,
  options: readonly string[],
  vector: (text: string) => Float32Array,
): Draft['checks'][number] {
  const others = options.filter((option) => option !== answer);
  const closest = Math.max(...others.map((option) => cosine(vector(answer), vector(option))));
  return { code: 'A3', verdict: 'pass', detail: closest.toFixed(2) };
}
