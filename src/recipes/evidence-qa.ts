import type { PromptTemplate } from '../core/chat.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import { encodeError, StudioError } from '../core/errors.ts';
import { fillTemplate, promptRef } from '../core/prompt-template.ts';
import type { RecipeReply, RunRequest } from '../core/requests.ts';
import { REASONING_TASKS, TASK_NAMES } from '../core/tasks.ts';
import { timeLabel } from '../core/time-label.ts';
import { z } from '../core/zod.ts';
import { LANGUAGES } from './ask-about.ts';
import {
  CHOICE_PARAMS,
  CHOICE_PROMPTS,
  CHOICE_STEPS,
  CHOICE_VARIABLES,
  choiceForecast,
  choicesFor,
} from './choice.ts';
import { exactly, sentSize, stepForecast } from './forecast.ts';
import { EVIDENCE_QA, EVIDENCE_QA_REDRAFT } from './prompts/evidence-qa.ts';
import { ReplyDraft, readDraft, replySchema, writeDraft } from './prompts/evidence-qa-reply.ts';
import {
  type AskJson,
  askAll,
  draftIdOf,
  evenGroups,
  labelledFrames,
  modelProvenance,
  type Proposal,
  promptById,
  type Recipe,
  type RecipeInput,
  type RecipeOutput,
  type RedraftInput,
  thinEvenly,
} from './recipe.ts';
import { keepRest, languageOf, noteOf, redraftFrames } from './redraft.ts';

const Params = z.object({
  questionsPerCall: z.int().min(1).max(10).default(3),
  framesPerCall: z.int().min(2).max(32).default(12),
  /** More core frames than this are thinned evenly. */
  maxFrames: z.int().min(2).max(240).default(48),
  task: z.enum(['any', ...TASK_NAMES]).default('any'),
  language: z.enum(['en', 'zh']).default('en'),
  imageDetail: z.enum(['low', 'high']).default('low'),
  temperature: z.number().min(0).max(2).default(0.4),
  ...CHOICE_PARAMS,
});
export type EvidenceQaParams = z.infer<typeof Params>;

const TOKENS_PER_DRAFT = 700;
/** The size that videos are prepared at, unless somebody chose another. */
const PREPARED_LONG_SIDE_PX = 448;

/** One call: instructions, then every frame with its label and true time. */
function ask(
  input: RecipeInput<EvidenceQaParams>,
  prompt: PromptTemplate,
  call: {
    label: string;
    frames: readonly CitableFrame[];
    questions: number;
    values: Record<string, string>;
  },
): AskJson {
  const { params, video } = input;
  const instructions = fillTemplate(prompt.text, {
    questions: call.questions,
    frames: call.frames.length,
    startTime: timeLabel(video.startSec),
    endTime: timeLabel(video.endSec),
    language: LANGUAGES[params.language],
    tasks: REASONING_TASKS.map(({ name, asks }) => `  - ${name}: ${asks}`).join('\n'),
    ...call.values,
  });
  return {
    kind: 'askJson',
    step: 'ask',
    label: call.label,
    prompt: promptRef(prompt),
    chat: {
      role: 'drafter',
      messages: [
        { role: 'system', parts: [{ type: 'text', text: instructions }] },
        { role: 'user', parts: labelledFrames(call.frames) },
      ],
      schema: replySchema(),
      temperature: params.temperature,
      maxOutputTokens: TOKENS_PER_DRAFT * call.questions + 300,
      imageDetail: params.imageDetail,
    },
  };
}

interface Call {
  frames: CitableFrame[];
  request: AskJson;
}

function planCalls(input: RecipeInput<EvidenceQaParams>): Call[] {
  const { params } = input;
  const prompt = promptById(input.prompts, evidenceQa.prompts, EVIDENCE_QA.id);
  const groups = evenGroups(thinEvenly(input.frames, params.maxFrames), params.framesPerCall);
  const focus =
    params.task === 'any'
      ? 'Use different tasks where the frames allow it.'
      : `Use only the task ${params.task}.`;
  return groups.map((frames, g) => {
    const values = { focus };
    const label = `evidence-qa ${g + 1}/${groups.length}`;
    return {
      frames,
      request: ask(input, prompt, { label, frames, questions: params.questionsPerCall, values }),
    };
  });
}

function* toOutputs(
  input: RecipeInput<EvidenceQaParams>,
  call: Call,
  reply: RecipeReply['askJson'],
): Generator<RecipeOutput> {
  const { request, frames } = call;
  const drafted =
    z.object({ drafts: z.array(z.unknown()) }).safeParse(reply.json).data?.drafts ?? [];
  const good = drafted.map((one) => ReplyDraft.safeParse(one).data);
  const bad = good.filter((one) => one === undefined).length;
  if (bad > 0 || drafted.length === 0) {
    const error = new StudioError(
      'llm/bad-schema',
      `${bad} of ${drafted.length} drafts in the reply could not be read.`,
      {
        details: { unreadable: bad, drafts: drafted.length },
      },
    );
    yield { type: 'problem', label: request.label, error: encodeError(error) };
  }
  // What a call cost is shared by its drafts, so that the costs of drafts add up to the costs of calls.
  const share = Math.max(1, drafted.length);
  for (const [index, one] of good.entries()) {
    if (!one) continue;
    const { body, checks } = readDraft(one, frames, input.video);
    const draft: Proposal = {
      ...body,
      id: draftIdOf(input.video.id, reply.replyKey, index),
      videoId: input.video.id,
      checks,
      provenance: modelProvenance(evidenceQa, request, { reply, share, params: input.params }),
    };
    yield { type: 'draft', draft };
  }
}

async function* run(
  input: RecipeInput<EvidenceQaParams>,
  send: RunRequest,
): AsyncGenerator<RecipeOutput, void, void> {
  const calls = planCalls(input);
  const drafts: Proposal[] = [];
  let next = 0;
  for await (const outcome of askAll(
    calls.map((call) => call.request),
    send,
  )) {
    const call = calls[next++];
    if ('error' in outcome)
      yield { type: 'problem', label: outcome.request.label, error: outcome.error };
    else if (call) {
      for (const output of toOutputs(input, call, outcome.reply)) {
        if (output.type === 'draft') drafts.push(output.draft);
        yield output;
      }
    }
  }
  if (input.params.choices) {
    const asker = { ...input.params, send, prompts: input.prompts, builtIn: evidenceQa.prompts };
    yield* choicesFor(asker, { recipe: evidenceQa, input, drafts });
  }
}

async function* redraft(
  input: RedraftInput<EvidenceQaParams>,
  send: RunRequest,
): AsyncGenerator<RecipeOutput, void, void> {
  const { previous, params } = input;
  const frames = redraftFrames(input, params.framesPerCall);
  const asked = { ...input, params: { ...params, language: languageOf(previous) } };
  const prompt = promptById(input.prompts, evidenceQa.prompts, EVIDENCE_QA_REDRAFT.id);
  const values = {
    draft: JSON.stringify(writeDraft(previous, frames), null, 1),
    note: noteOf(input),
  };
  const request = ask(asked, prompt, {
    label: 'evidence-qa redraft',
    frames,
    questions: 1,
    values,
  });
  const reply = await send(request);
  for (const output of toOutputs(input, { frames, request }, reply)) {
    if (output.type !== 'draft') yield output;
    else {
      yield { type: 'draft', draft: keepRest(output.draft, input) };
      return;
    }
  }
}

const SHARED = ['frames', 'startTime', 'endTime', 'language', 'tasks', 'questions'];

/** Questions over the core frames, each reasoning step with the frames, boxes and spans that it rests on. */
export const evidenceQa: Recipe<EvidenceQaParams> = {
  id: 'evidence-qa',
  version: 1,
  needs: 'core-frames',
  steps: [{ id: 'ask', role: 'drafter' }, ...CHOICE_STEPS],
  params: Params,
  prompts: [EVIDENCE_QA, EVIDENCE_QA_REDRAFT, ...CHOICE_PROMPTS],
  variables: {
    [EVIDENCE_QA.id]: { known: [...SHARED, 'focus'], required: ['questions', 'language'] },
    [EVIDENCE_QA_REDRAFT.id]: {
      known: [...SHARED, 'draft', 'note'],
      required: ['draft', 'note', 'language'],
    },
    ...CHOICE_VARIABLES,
  },
  forecast: (input) => {
    if (!input.params.choices) return null;
    const calls = planCalls(input);
    const requests = exactly(calls.length);
    const { questionsPerCall, imageDetail } = input.params;
    const prompt = promptById(input.prompts, evidenceQa.prompts, EVIDENCE_QA.id).text;
    return [
      stepForecast(
        { step: 'ask', role: 'drafter', requests },
        {
          prompt,
          material: exactly(400),
          tokensOut: { low: 150, high: TOKENS_PER_DRAFT * questionsPerCall },
        },
        {
          images: exactly(calls.reduce((sum, { frames }) => sum + frames.length, 0)),
          imageDetail,
          imageSize: sentSize(input.video, PREPARED_LONG_SIDE_PX),
        },
      ),
      ...choiceForecast(input.prompts, {
        low: calls.length,
        high: calls.length * questionsPerCall,
      }),
    ];
  },
  run,
  redraft,
};
