import type { PromptTemplate } from './chat.ts';
import { StudioError } from './errors.ts';
import { sha256Hex } from './sha256.ts';

const VARIABLE = /\{\{\s*([a-zA-Z][a-zA-Z0-9_]*)\s*\}\}/g;

/** Names of the variables of a template, each once, in order of first use. */
export function templateVariables(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? ''))];
}

export interface TemplateProblem {
  kind: 'unknown-variable' | 'missing-variable' | 'empty';
  name: string;
}

/**
 * What is wrong with an edited template: variables that nothing fills, required ones that it lost, or no text at all.
 * @param known every name that the recipe can fill
 * @param required the names without which the prompt makes no sense
 */
export function checkTemplate(
  text: string,
  known: readonly string[],
  required: readonly string[],
): TemplateProblem[] {
  if (text.trim() === '') return [{ kind: 'empty', name: '' }];
  const used = templateVariables(text);
  return [
    ...used
      .filter((name) => !known.includes(name))
      .map((name) => ({ kind: 'unknown-variable' as const, name })),
    ...required
      .filter((name) => !used.includes(name))
      .map((name) => ({ kind: 'missing-variable' as const, name })),
  ];
}

/**
 * Replaces each `{{name}}`. Values are put in literally and never read as a template themselves.
 * @throws `input/invalid` with `variable` in the details when the template uses a name that has no value
 */
export function fillTemplate(
  text: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return text.replace(VARIABLE, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      throw new StudioError('input/invalid', `The prompt uses {{${name}}}, which nothing fills.`, {
        details: { variable: name },
      });
    }
    return String(value);
  });
}

/** What provenance records of the prompt that was used. */
export function promptRef(template: PromptTemplate): {
  id: string;
  version: number;
  sha256: string;
} {
  return { id: template.id, version: template.version, sha256: sha256Hex(template.text) };
}
