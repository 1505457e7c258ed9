/** `0` = A. Defined for 0–25. */
export const optionLetter = (index: number): string => String.fromCharCode(65 + index);

/** A letter that stands by itself, in brackets or with a mark behind it: `(C)`, `C.`, `C:`, `C)`. */
const MARKED = /^\s*(?:\(([A-Z])\)|([A-Z])(?=[.:)]|\s*$))/;
/** `the answer is (C)`, `Answer: C`, `option C`: a letter behind the word that announces it. */
const ANNOUNCED =
  /\b(?:answer|option|choice)(?:\s+(?:is|would be|should be))?\s*:?\s*\(?([A-Z])\)?(?![A-Za-z])/gi;
const BRACKETED = /\(([A-Z])\)/g;
const ALONE = /(?:^|[^A-Za-z'’])([A-Z])(?![A-Za-z'’])/g;

/**
 * Index of the option that a text names by its letter; `null` when it names none, or several. The published scorer of
 * VideoEspresso takes the first capital A–D anywhere, so that "Answer…" counts as A; this takes letters only where they stand as
 * letters: at the start with a mark, behind "answer is", in brackets, or as the only lone capital.
 * @param count options that there are; letters beyond them name nothing
 */
export function letterIndex(text: string, count: number): number | null {
  const start = MARKED.exec(text);
  const first = start ? [start[1] ?? start[2] ?? ''] : [];
  const groups = [first, lettersOf(ANNOUNCED, text), lettersOf(BRACKETED, text), lone(text)];
  const named = groups.find((letters) => letters.length > 0);
  const indices = new Set(named?.map((letter) => letter.charCodeAt(0) - 65));
  const [only] = indices;
  return indices.size === 1 && only !== undefined && only >= 0 && only < count ? only : null;
}

const lettersOf = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].flatMap(([, letter = '']) => (/[A-Z]/.test(letter) ? [letter] : []));

/** Lone capitals, without the pronoun and the article that begin sentences ("I think", "A man"). */
const lone = (text: string): string[] =>
  lettersOf(ALONE, text.replace(/\b(?:I|A)(?=\s+(?!(?:or|and)\b)[a-z])/g, ' '));
