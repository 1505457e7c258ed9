/**
 * Splits a dataset file into its records while it streams: a JSON array, or JSON lines. A damaged record spoils only itself:
 * strings cannot cross a line break and an object cannot follow a comma inside an object, so both mark the place from which
 * reading goes on.
 */

/** 1-based, in UTF-16 code units. */
export interface TextPosition {
  line: number;
  column: number;
}

/** The text of one record and where it begins. */
export interface JsonItem extends TextPosition {
  text: string;
  /** Longer than the studio takes: the text was let go as it came. */
  isTooLong?: true;
}

/** No record of any released set comes near it; a file without structure must not fill the memory. */
const MAX_ITEM_CHARACTERS = 1 << 24;

const isSpace = (char: string): boolean =>
  char === ' ' || char === '\n' || char === '\r' || char === '\t';

export class JsonItemSplitter {
  #mode: 'start' | 'array' | 'objects' | 'lines' | 'done' = 'start';
  /** Text from the start of the item under way; `#cursor` is how far it was scanned. */
  #pending = '';
  #cursor = 0;
  #item: TextPosition | null = null;
  #line = 1;
  #column = 1;
  #open: string[] = [];
  #inString = false;
  #escaped = false;
  #isTooLong = false;
  #previous = '';
  #out: JsonItem[] = [];

  /** Records that are complete now. */
  push(chunk: string): JsonItem[] {
    this.#pending += chunk;
    if (this.#mode === 'start') this.#begin();
    while (this.#cursor < this.#pending.length && this.#mode !== 'done' && this.#mode !== 'start') {
      const char = this.#pending[this.#cursor] ?? '';
      if (this.#mode === 'lines') this.#scanLine(char);
      else this.#scanArray(char);
      this.#advance(char);
    }
    if (this.#item !== null && this.#cursor > MAX_ITEM_CHARACTERS) {
      this.#isTooLong = true;
      this.#dropScanned();
    }
    if (this.#mode !== 'start' && this.#item === null) this.#dropScanned();
    return this.#take();
  }

  /** What was left, and whether the file ended where it should. */
  end(): { items: JsonItem[]; isComplete: boolean } {
    if (this.#mode === 'start' && this.#cursor < this.#pending.length) this.#mode = 'lines';
    const items = this.push('');
    if (this.#item !== null) this.#close();
    return { items: [...items, ...this.#take()], isComplete: this.#mode !== 'array' };
  }

  #begin(): void {
    while (this.#cursor < this.#pending.length) {
      const char = this.#pending[this.#cursor] ?? '';
      if (char !== '\uFEFF' && !isSpace(char)) {
        if (char === '[') {
          this.#mode = 'array';
          this.#advance(char);
        } else if (char === '{') {
          // An object that is broken over lines is no JSON line.
          const rest = /^\{[ \t\r]*(\S|\n)/.exec(this.#pending.slice(this.#cursor))?.[1];
          if (rest !== undefined) this.#mode = rest === '\n' ? 'objects' : 'lines';
        } else {
          this.#mode = 'lines';
        }
        return;
      }
      this.#advance(char);
    }
  }

  #scanArray(char: string): void {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (char === '\\') this.#escaped = true;
      else if (char === '"' || char === '\n') this.#inString = false;
      return;
    }
    if (isSpace(char)) return;
    if (this.#item === null) {
      if (char === ',') return;
      if (char === ']') this.#mode = 'done';
      else this.#openItem();
      if (char === ']') return;
    }
    if (char === '"') this.#inString = true;
    else if (char === '{' || char === '[') this.#openBracket(char);
    else if (char === '}' || char === ']') this.#closeBracket(char);
    else if (char === ',' && this.#open.length === 0) this.#close();
    this.#previous = char;
  }

  #openBracket(char: string): void {
    const isInObject = this.#open.at(-1) === '{' && this.#previous !== ':';
    const isAfterItem = this.#open.length === 0 && this.#previous !== '';
    if (char === '{' && (isInObject || isAfterItem)) {
      this.#close();
      this.#openItem();
    }
    this.#open.push(char);
  }

  #closeBracket(char: string): void {
    const opener = this.#open.lastIndexOf(char === '}' ? '{' : '[');
    if (opener >= 0) {
      this.#open.length = opener;
    } else if (char === ']') {
      this.#close();
      this.#mode = 'done';
    }
  }

  #scanLine(char: string): void {
    if (char === '\n') {
      if (this.#item) this.#close();
    } else if (this.#item === null && !isSpace(char)) {
      this.#openItem();
    }
  }

  #openItem(): void {
    this.#dropScanned();
    this.#item = { line: this.#line, column: this.#column };
    this.#open = [];
    this.#previous = '';
  }

  #close(): void {
    const text = this.#pending.slice(0, this.#cursor).trimEnd();
    if (this.#item && this.#isTooLong) this.#out.push({ text: '', ...this.#item, isTooLong: true });
    else if (this.#item && text !== '') this.#out.push({ text, ...this.#item });
    this.#isTooLong = false;
    this.#dropScanned();
    this.#item = null;
  }

  #dropScanned(): void {
    this.#pending = this.#pending.slice(this.#cursor);
    this.#cursor = 0;
  }

  #advance(char: string): void {
    this.#cursor += 1;
    if (char === '\n') {
      this.#line += 1;
      this.#column = 1;
    } else {
      this.#column += 1;
    }
  }

  #take(): JsonItem[] {
    const items = this.#out;
    this.#out = [];
    return items;
  }
}
