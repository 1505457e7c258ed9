/**
 * Cleaning that OpenAI's CLIP does before it tokenizes (`clip/simple_tokenizer.py`): ftfy, HTML entities twice, one space for
 * every run of spaces. Of ftfy this has what changes well-encoded text: quotes, ligatures, character width, line breaks, control
 * characters and NFC. Text that was decoded wrongly before it came here ("donâ€™t") is not repaired.
 */
export function cleanForClip(text: string): string {
  const fixed = text
    .replace(TERMINAL_ESCAPES, '')
    .replace(LIGATURES, (letter) => letter.normalize('NFKC'))
    .replace(WIDE_OR_NARROW, (letter) => letter.normalize('NFKC'))
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(LINE_BREAKS, '\n')
    .replace(CONTROLS, '')
    .normalize('NFC');
  return unescapeHtml(unescapeHtml(fixed)).replace(/\s+/gu, ' ').trim();
}

const ESCAPE = String.fromCodePoint(0x1b);
const TERMINAL_ESCAPES = new RegExp(`${ESCAPE}\\[(?:\\d|;)*[a-zA-Z]`, 'g');
const LIGATURES = /[\u0132\u0133\u0149\u01C4-\u01CC\u01F1-\u01F3\uFB00-\uFB06]/gu;
const WIDE_OR_NARROW = /[\u3000\uFF01-\uFFEF]/gu;
const SINGLE_QUOTES = /[\u02BC\u2018-\u201B]/gu;
const DOUBLE_QUOTES = /[\u201C-\u201F]/gu;
const LINE_BREAKS = /\r\n|[\r\u2028\u2029\u0085]/gu;
const CONTROLS = /(?![\t\n\f\r\u0080-\u009F])\p{Cc}|[\u206A-\u206F\uFEFF\uFFF9-\uFFFC]/gu;

/** Named entities of Latin-1 from U+00A0 on, in their order (HTML 4.01, section 24.2). */
const LATIN1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot ' +
  'cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml ' +
  'Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ' +
  'ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN1.split(' ').map((name, k) => [name, String.fromCodePoint(0xa0 + k)] as const),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['hellip', '…'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bull', '•'],
  ['euro', '€'],
  ['trade', '™'],
]);

/** Entities become what they stand for; unknown ones stay as they are. */
function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]*));/g,
    (whole, ...found) => {
      const [decimal, hexadecimal, name] = found as (string | undefined)[];
      if (name) return NAMED.get(name) ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
    },
  );
}
