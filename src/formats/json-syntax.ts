const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;
const SPACE = /[ \t\r\n]*/y;

/** What may come next. `first…` also allows the end of the container, because it is still empty. */
type Expected = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'separator';

function isAllowed(token: string, expected: Expected, container: string): boolean {
  switch (expected) {
    case 'colon':
      return token === ':';
    case 'separator':
      return container !== '' && (token === ',' || token === (container === '{' ? '}' : ']'));
    case 'key':
    case 'first-key':
      return token.startsWith('"') || (expected === 'first-key' && token === '}');
    case 'value':
    case 'first-value':
      return !'}],:'.includes(token) || (expected === 'first-value' && token === ']');
  }
}

function nextExpected(token: string, expected: Expected, open: string[]): Expected {
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'first-key' : 'first-value';
  }
  if (token === '}' || token === ']') {
    open.pop();
    return 'separator';
  }
  if (token === ',') return open.at(-1) === '{' ? 'key' : 'value';
  if (token === ':') return 'value';
  return expected === 'key' || expected === 'first-key' ? 'colon' : 'separator';
}

/** A string may not hold characters below U+0020. */
function controlCharacter(token: string): number {
  for (let i = 0; i < token.length; i += 1) if (token.charCodeAt(i) < 0x20) return i;
  return -1;
}

/** Offset at which the text stops being JSON, the same in every browser (their messages differ); `null` = it is JSON. */
export function syntaxErrorOffset(text: string): number | null {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    const start = SPACE.lastIndex;
    if (start === text.length) return expected === 'separator' && open.length === 0 ? null : start;
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(text);
    const token = match?.[1] ?? match?.[2];
    if (token === undefined) return start;
    if (!isAllowed(token, expected, open.at(-1) ?? '')) return start;
    const control = controlCharacter(token);
    if (control !== -1) return start + control;
    expected = nextExpected(token, expected, open);
    at = TOKEN.lastIndex;
  }
}
