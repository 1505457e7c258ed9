import { diffWordsWithSpace } from 'diff';
import type { PromptTemplate } from '../../../core/chat.ts';

/** Versions of each prompt, the newest first; prompts by name. */
export function byPrompt(prompts: readonly PromptTemplate[]): Map<string, PromptTemplate[]> {
  const groups = new Map<string, PromptTemplate[]>();
  for (const prompt of [...prompts].sort(
    (a, b) => a.id.localeCompare(b.id, 'en') || b.version - a.version,
  )) {
    groups.set(prompt.id, [...(groups.get(prompt.id) ?? []), prompt]);
  }
  return groups;
}

/** The recipe that a prompt belongs to, as far as its editor needs it. */
export interface PromptRecipe {
  id: string;
  needs: 'core-frames' | 'video';
  /** Of this prompt. */
  variables: { known: readonly string[]; required: readonly string[] };
}

/** The first recipe that uses a prompt; `null` = none does any more. */
export function recipeOfPrompt(
  recipes: readonly (Pick<PromptRecipe, 'id' | 'needs'> & {
    variables: Readonly<Record<string, PromptRecipe['variables']>>;
  })[],
  promptId: string,
): PromptRecipe | null {
  for (const { id, needs, variables } of recipes) {
    const own = variables[promptId];
    if (own) return { id, needs, variables: own };
  }
  return null;
}

export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
  /** Position in the joined parts: a stable key. */
  at: number;
}

/** Word by word, from one text to another. */
export function wordDiff(from: string, to: string): DiffPart[] {
  let at = 0;
  return diffWordsWithSpace(from, to).map(({ added, removed, value }) => {
    const part: DiffPart = {
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
      at,
    };
    at += value.length;
    return part;
  });
}
