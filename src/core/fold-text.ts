import type { DraftBody } from './flow.ts';

/**
 * What "search" means, for every store alike. Text becomes tokens: words in lower case without accents, and each character of
 * a script that writes no spaces (Chinese, Japanese, Thai …) as a token of its own, so that a search for one or two
 * characters needs no scan. A term of the query must occur as a run of tokens; the last word of a term may be cut short.
 */

/** A run of tokens that must occur together; `isPrefix` lets the last one go on. */
export interface SearchPhrase {
  tokens: string[];
  isPrefix: boolean;
}

/** Between two fields, so that no phrase reaches from one into the next. No letter or digit, so no query contains it. */
const FIELD_BREAK = '¶';

const SCRIPTS_WITHOUT_SPACES = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
const ALONE = `[${SCRIPTS_WITHOUT_SPACES.map((script) => `\\p{Script=${script}}`).join('')}]`;
const TOKEN = new RegExp(`${ALONE}|(?:(?!${ALONE})[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const STANDS_ALONE = new RegExp(`^${ALONE}$`, 'u');
const HAS_ALONE = new RegExp(ALONE, 'u');
/** Accents of Latin, Greek and Cyrillic; vowel signs of other scripts stay. */
const ACCENTS = /[\u0300-\u036f]/gu;

/** Tokens of a text, in order. */
export function tokensOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFKC').toLowerCase();
  return folded.match(TOKEN) ?? [];
}

/** Whether a text is, at least in part, in a script that writes no spaces, so that it cannot be told where its words end. */
export const writesNoSpaces = (text: string): boolean => HAS_ALONE.test(text);

/** All text of a draft that search looks at, as tokens joined by spaces. */
export function searchableText(body: DraftBody): string {
  const fields = [body.question, body.answer, ...(body.options ?? []), body.caption];
  const texts = [...fields, ...body.steps.map((step) => step.text)];
  return texts
    .filter((text): text is string => text !== null && text !== undefined && text !== '')
    .map((text) => tokensOf(text).join(' '))
    .join(` ${FIELD_BREAK} `);
}

/** The terms of a query, split at white space. Empty = the query has no letter and no digit, and everything matches. */
export function searchPhrases(query: string): SearchPhrase[] {
  return query
    .split(/\s+/u)
    .map(tokensOf)
    .filter((tokens) => tokens.length > 0)
    .map((tokens) => ({ tokens, isPrefix: !STANDS_ALONE.test(tokens.at(-1) ?? '') }));
}

/** Whether all terms of a query occur in a `searchableText`. */
export function matchesSearch(searchable: string, query: string): boolean {
  const padded = ` ${searchable} `;
  return searchPhrases(query).every(({ tokens, isPrefix }) =>
    padded.includes(` ${tokens.join(' ')}${isPrefix ? '' : ' '}`),
  );
}
