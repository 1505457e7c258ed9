import type { PromptTemplate } from '../core/chat.ts';
import { StudioError } from '../core/errors.ts';
import type { ProjectId } from '../core/flow.ts';
import type { Clock } from '../core/ports.ts';
import { checkTemplate } from '../core/prompt-template.ts';
import type { StorePort } from '../core/store-port.ts';
import { RECIPES } from './recipe-input.ts';

/** Saves the next version of a prompt; versions are never changed. @throws `input/invalid` */
export async function savePrompt(
  deps: { store: StorePort; clock: Clock },
  projectId: ProjectId,
  { promptId, text }: { promptId: string; text: string },
): Promise<PromptTemplate> {
  const recipe = RECIPES.find((candidate) =>
    candidate.prompts.some((prompt) => prompt.id === promptId),
  );
  const variables = recipe?.variables[promptId];
  if (!recipe || !variables)
    throw new StudioError('input/invalid', `There is no prompt "${promptId}".`, {
      details: { prompt: promptId },
    });
  const [problem] = checkTemplate(text, variables.known, variables.required);
  if (problem) {
    throw new StudioError(
      'input/invalid',
      `The prompt cannot be saved: ${problem.kind} ${problem.name}`,
      {
        details: { prompt: promptId, problem: problem.kind, variable: problem.name },
      },
    );
  }
  const versions = [...recipe.prompts, ...(await deps.store.prompts.list(projectId))].filter(
    (prompt) => prompt.id === promptId,
  );
  const newest = versions.reduce((version, prompt) => Math.max(version, prompt.version), 0);
  const prompt: PromptTemplate = {
    id: promptId,
    version: newest + 1,
    text,
    author: 'person',
    createdAtMs: deps.clock.nowMs(),
  };
  await deps.store.prompts.put(projectId, prompt);
  return prompt;
}
