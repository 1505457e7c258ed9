import type { DrawnPicture, RecipeReply, RecipeRequest, RunRequest } from '../core/requests.ts';
import type { AskJson, Recipe, RecipeInput, RecipeOutput } from '../recipes/recipe.ts';
import { rememberedReply } from './requests/ask-json.ts';
import type { RequestDeps, RequestRun } from './requests/context.ts';
import { unknownTexts } from './requests/embed-texts.ts';
import { requireEncoders } from './require-encoders.ts';
import { requestRunner } from './run-requests.ts';

/** How far a recipe gets without asking anybody outside this device. */
export interface DryRun {
  /** Model calls that are answered from the store, in the order asked. */
  answered: AskJson[];
  /** Model calls that wait for an answer; independent of each other. */
  waiting: AskJson[];
  /** Sentences that the role `embedder` would be sent. With nothing here and nothing waiting, the run is complete. */
  textsWaiting: string[];
  outputs: RecipeOutput[];
  /** Pictures that were drawn for requests; they are no frames. */
  drawn: DrawnPicture[];
}

type Reply = RecipeReply[RecipeRequest['kind']];

/**
 * Runs a recipe with what is stored: frames are decoded and embedded here, replies come from the store, and where a model
 * would have to be asked that branch stops. Nothing leaves the browser and nothing is paid. Parts of pictures are looked at by the
 * run alone: no request to a model rests on them, and a plan need not wait for them.
 * @throws what the recipe throws; `model/…` where an encoder that the run needs is not here
 */
export async function dryRun<Params>(
  deps: RequestDeps,
  { recipe, input }: { recipe: Recipe<Params>; input: RecipeInput<Params> },
  run: RequestRun,
): Promise<DryRun> {
  await requireEncoders(deps.models, recipe, input.params);
  const result: DryRun = { answered: [], waiting: [], textsWaiting: [], outputs: [], drawn: [] };
  const local = requestRunner(deps, run);
  /** Equal requests are one call, whoever asks. */
  const seen = new Set<string>();

  /** `null` = only somebody outside could answer. */
  const answer = async (request: RecipeRequest): Promise<Reply | null> => {
    if (request.kind === 'askJson') {
      const known = await rememberedReply(deps, request, run);
      if (!known && request.onlyRemembered) return local(request);
      const words = JSON.stringify(request.chat);
      if (!seen.has(words)) (known ? result.answered : result.waiting).push(request);
      seen.add(words);
      return known;
    }
    if (request.kind === 'embedTexts') {
      const unknown = await unknownTexts(deps, request, run);
      result.textsWaiting.push(...unknown);
      if (unknown.length > 0) return null;
    }
    if (request.kind === 'embedRegions') return null;
    const reply = await local(request);
    if (request.kind === 'drawGrid') result.drawn.push(reply as DrawnPicture);
    return reply;
  };

  let answering = 0;
  await new Promise<void>((finish, fail) => {
    // A recipe that got an answer goes on before the next timer, so nothing at work by then means that all of it waits.
    const look = () => setTimeout(() => (answering === 0 ? finish() : undefined), 0);
    const send = (request: RecipeRequest) =>
      new Promise<Reply>((resolve, reject) => {
        answering += 1;
        answer(request)
          .then((reply) => reply && resolve(reply), reject)
          .finally(() => {
            answering -= 1;
            look();
          });
      });
    collect(recipe.run(input, send as RunRequest), result.outputs).then(finish, fail);
  });
  return result;
}

async function collect(
  from: AsyncGenerator<RecipeOutput, void, void>,
  outputs: RecipeOutput[],
): Promise<void> {
  for await (const output of from) outputs.push(output);
}
