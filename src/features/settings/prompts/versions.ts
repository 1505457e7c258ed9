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

/** The names between double braces, each once, in the order of the text. */
export function placeholdersOf(text: string): string[] {
  return [
    ...new Set([...text.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].flatMap((match) => match[1] ?? [])),
  ];
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
