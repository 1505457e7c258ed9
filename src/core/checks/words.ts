const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])+/gu;

const FILLER = new Set(
  'a an and are as at be been but by for from had has have he her his in into is it its of on or she so that the their them then there they this to was were what when which while who will with why how does do did 的 了 在 是 和 与 及 被 把 着 过 这 那 他 她 它 们'.split(
    ' ',
  ),
);

/** Words in lower case; each Chinese or Japanese character counts as one. */
export function words(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

/** Words that carry meaning, each once. */
export function contentWords(text: string): Set<string> {
  return new Set(words(text).filter((word) => !FILLER.has(word)));
}

/** Part of the words of `part` that `whole` has as well, 0–1; 0 when `part` has none. */
export function containment(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return 0;
  let shared = 0;
  for (const word of part) if (whole.has(word)) shared++;
  return shared / part.size;
}

/** `true` when some run of `length` words occurs at least `times` times. */
export function hasRepeatedRun(text: string, length: number, times: number): boolean {
  const all = words(text);
  const seen = new Map<string, number>();
  for (let i = 0; i + length <= all.length; i++) {
    const run = all.slice(i, i + length).join(' ');
    const count = (seen.get(run) ?? 0) + 1;
    if (count >= times) return true;
    seen.set(run, count);
  }
  return false;
}
