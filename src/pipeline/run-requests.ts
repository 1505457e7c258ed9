import type { RecipeReply, RecipeRequest, RunRequest } from '../core/requests.ts';
import { askJson } from './requests/ask-json.ts';
import type { RequestDeps, RequestRun } from './requests/context.ts';
import { drawGrid } from './requests/draw-grid.ts';
import { embedFrames, embedRegions } from './requests/embed-pictures.ts';
import { embedTexts } from './requests/embed-texts.ts';
import { listedDrafts, reviewed } from './requests/reviewed.ts';
import { sampleFrames } from './requests/sample-frames.ts';

type Reply = RecipeReply[RecipeRequest['kind']];

/** Executes the requests of a recipe, answering from the store what was answered before. `run.ledger` is kept up to date. */
export function requestRunner(deps: RequestDeps, run: RequestRun): RunRequest {
  const answer = (request: RecipeRequest): Promise<Reply> => {
    run.ledger.asked(request);
    switch (request.kind) {
      case 'askJson':
        return askJson(deps, request, run);
      case 'sampleFrames':
        return sampleFrames(deps, request, run);
      case 'embedTexts':
        return embedTexts(deps, request, run);
      case 'embedFrames':
        return embedFrames(deps, request, run);
      case 'embedRegions':
        return embedRegions(deps, request, run);
      case 'drawGrid':
        return drawGrid(deps, request, run);
      case 'reviewed':
        return reviewed(deps, request, run);
      case 'drafts':
        return listedDrafts(deps, request, run);
    }
  };
  return answer as RunRequest;
}
