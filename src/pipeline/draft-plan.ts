import type { ChatEstimate, PromptTemplate, RoleBinding } from '../core/chat.ts';
import { sumEstimates } from '../core/cost.ts';
import type { Frame, ProjectId, Role, VideoId } from '../core/flow.ts';
import type { Progress } from '../core/job.ts';
import type { DrawnPicture } from '../core/requests.ts';
import type { AskJson, StepForecast } from '../recipes/recipe.ts';
import { forecastCosts, requestCosts, type StepCost } from './draft-costs.ts';
import { dryRun } from './dry-run.ts';
import { type RecipeCall, recipeInput, recipeOf } from './recipe-input.ts';
import { bindingOf } from './requests/ask-json.ts';
import type { RequestDeps } from './requests/context.ts';
import { RunLedger } from './requests/ledger.ts';

/** What the person sees before anything leaves the browser. */
export interface DraftPlan {
  videoId: VideoId;
  recipeId: string;
  /** Who is asked, one line for each role of the recipe, in the order of its steps. */
  parties: { role: Role; endpoint: string; model: string }[];
  /** Who turns sentences into vectors; `null` = the recipe compares none. */
  embedder: { endpoint: string; model: string } | 'this-device' | null;
  /** Pictures of `requests`, in the order in which they are sent. */
  frames: Frame[];
  /** Pictures of `requests` that were drawn from frames. They are stored: what is shown is what is sent. */
  drawn: DrawnPicture[];
  /** The requests that are known now: all of a one-step recipe, the next ones of another. */
  requests: AskJson[];
  /** Of those of `requests` that are not answered yet. */
  estimate: ChatEstimate;
  /** What a whole run asks, step by step, where later requests depend on earlier answers; else `null`. */
  forecast: StepForecast[] | null;
  /** What the whole run still asks and costs, step by step. */
  steps: StepCost[];
  /** Requests whose replies are stored already and cost nothing. */
  fromMemo: number;
}

/** Planning decodes and embeds on this device, so it takes a while and can be watched and stopped. */
export interface PlanOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** A version of a prompt that is not saved, to see what it comes to; it counts where its number is the highest. */
  prompt?: PromptTemplate;
}

/**
 * No network: frames are decoded and embedded here, then it stops where a model would be asked.
 * @throws `input/invalid`, `llm/no-endpoint`, `model/…` where an encoder that the run needs is not here
 */
export async function planDrafts(
  deps: RequestDeps,
  projectId: ProjectId,
  call: RecipeCall & PlanOptions & { videoId: VideoId },
): Promise<DraftPlan> {
  const recipe = recipeOf(call.recipeId);
  const known = await recipeInput(deps, projectId, call);
  const input = call.prompt ? { ...known, prompts: [...known.prompts, call.prompt] } : known;
  const forecast = recipe.forecast(input);
  // Steps that the parameters switch off ask nobody.
  const steps = forecast ?? recipe.steps;
  const roles = [...new Set(steps.flatMap(({ role }) => role ?? []))];
  const parties = await Promise.all(
    // Sentences can be embedded on this device, so this role may stay unbound.
    roles
      .filter((role) => role !== 'embedder')
      .map(async (role) => {
        const { baseUrl, model } = await bindingOf(deps.chat, role);
        return { role, endpoint: baseUrl, model };
      }),
  );
  const { signal, onProgress } = call;
  const run = {
    projectId,
    ledger: new RunLedger(),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
  const dry = await dryRun(deps, { recipe, input }, run);
  const { answered, waiting, drawn } = dry;
  const requests = [...answered, ...waiting];
  const frames = await framesOf(deps, projectId, requests);
  const sizes = Object.fromEntries(
    [...frames, ...drawn].map(({ imageSha256, widthPx, heightPx }) => [
      imageSha256,
      { widthPx, heightPx },
    ]),
  );
  const estimateOf = (request: AskJson) => deps.chat.estimate(request.chat, sizes);
  const bindings = await deps.chat.bindings();
  const isComplete = waiting.length === 0 && dry.textsWaiting.length === 0;
  return {
    videoId: call.videoId,
    recipeId: call.recipeId,
    parties,
    embedder: embedderOf(steps, bindings.embedder),
    frames,
    drawn,
    requests,
    estimate: sumEstimates(waiting.map(estimateOf)),
    forecast,
    steps: forecast
      ? forecastCosts(forecast, bindings, { answered, waiting, isComplete })
      : requestCosts({ answered, waiting }, estimateOf),
    fromMemo: answered.length,
  };
}

function embedderOf(
  steps: readonly { role: Role | null }[],
  bound: RoleBinding | undefined,
): DraftPlan['embedder'] {
  if (!steps.some(({ role }) => role === 'embedder')) return null;
  return bound ? { endpoint: bound.baseUrl, model: bound.model } : 'this-device';
}

async function framesOf(
  { store }: RequestDeps,
  projectId: ProjectId,
  requests: readonly AskJson[],
): Promise<Frame[]> {
  const parts = requests.flatMap((request) =>
    request.chat.messages.flatMap((message) => message.parts),
  );
  const hashes = [
    ...new Set(parts.flatMap((part) => (part.type === 'image' ? [part.imageSha256] : []))),
  ];
  const frames = await Promise.all(hashes.map((hash) => store.frames.byHash(projectId, hash)));
  return frames.filter((frame) => frame !== null);
}
