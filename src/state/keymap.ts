/**
 * Every action that has a key. A binding is `Mod+Shift+z`: modifiers in the order Mod, Ctrl, Alt, Shift, then the
 * `KeyboardEvent.key`, letters in lower case; `Mod` is ⌘ on a Mac and Ctrl elsewhere. Shift is left out where it is part
 * of the character (`<`, `?`).
 */
export type KeyScope = 'everywhere' | 'library' | 'frames' | 'review' | 'queue';

export interface ActionDefinition {
  id: string;
  /** Where the action exists; two actions clash when they share a binding and a scope. */
  scopes: readonly KeyScope[];
  keys: readonly string[];
  /** Works while the person is typing in a field. */
  whileTyping?: true;
  /** Holding the key repeats it. */
  repeats?: true;
  /** Cannot be remapped: digits, and keys that browsers and assistive technology rely on. */
  fixed?: true;
}

const ONE_TO_NINE = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export const ACTIONS = [
  { id: 'command-palette', scopes: ['everywhere'], keys: ['Mod+k'], whileTyping: true },
  { id: 'keys-help', scopes: ['everywhere'], keys: ['?'] },
  { id: 'search', scopes: ['everywhere'], keys: ['/'] },
  { id: 'undo', scopes: ['frames', 'review', 'queue'], keys: ['u', 'Mod+z'] },
  { id: 'redo', scopes: ['frames', 'review', 'queue'], keys: ['Shift+u', 'Mod+Shift+z'] },
  { id: 'accept', scopes: ['review', 'queue'], keys: ['a'] },
  { id: 'reject', scopes: ['review', 'queue'], keys: ['x'] },
  { id: 'edit', scopes: ['review'], keys: ['e'] },
  { id: 'skip', scopes: ['review', 'queue'], keys: ['s'] },
  { id: 'flag', scopes: ['review', 'queue'], keys: ['f'] },
  { id: 'redraft', scopes: ['review'], keys: ['r'] },
  { id: 'save-edit', scopes: ['review'], keys: ['Mod+Enter'], whileTyping: true },
  { id: 'show-diff', scopes: ['review'], keys: ['d'] },
  { id: 'next-item', scopes: ['review', 'queue', 'library'], keys: ['ArrowDown'], repeats: true },
  { id: 'previous-item', scopes: ['review', 'queue', 'library'], keys: ['ArrowUp'], repeats: true },
  { id: 'choose-number', scopes: ['review'], keys: ONE_TO_NINE, fixed: true },
  { id: 'play-pause', scopes: ['review', 'frames'], keys: [' '] },
  { id: 'play-reverse', scopes: ['review', 'frames'], keys: ['j'] },
  { id: 'pause', scopes: ['review', 'frames'], keys: ['k'] },
  { id: 'play-forward', scopes: ['review', 'frames'], keys: ['l'] },
  { id: 'frame-back', scopes: ['review', 'frames'], keys: [','], repeats: true },
  { id: 'frame-forward', scopes: ['review', 'frames'], keys: ['.'], repeats: true },
  { id: 'previous-evidence', scopes: ['review'], keys: ['<'], repeats: true },
  { id: 'next-evidence', scopes: ['review'], keys: ['>'], repeats: true },
  { id: 'previous-core', scopes: ['review', 'frames'], keys: ['['], repeats: true },
  { id: 'next-core', scopes: ['review', 'frames'], keys: [']'], repeats: true },
  { id: 'span-in', scopes: ['review'], keys: ['i'] },
  { id: 'span-out', scopes: ['review'], keys: ['o'] },
  { id: 'go-to-time', scopes: ['review', 'frames'], keys: ['g'] },
  { id: 'draw-box', scopes: ['review'], keys: ['b'] },
  { id: 'pin-frame', scopes: ['review', 'frames'], keys: ['p'] },
  { id: 'drop-frame', scopes: ['frames'], keys: ['x', 'Delete'] },
  { id: 'verdict-good', scopes: ['frames'], keys: ['1'] },
  { id: 'verdict-redundant', scopes: ['frames'], keys: ['2'] },
  { id: 'verdict-missed', scopes: ['frames'], keys: ['3'] },
  { id: 'verdict-wrong-moment', scopes: ['frames'], keys: ['4'] },
  { id: 'verdict-scope', scopes: ['frames'], keys: ['v'] },
  { id: 'open-item', scopes: ['queue', 'library'], keys: ['Enter'], fixed: true },
] as const satisfies readonly ActionDefinition[];

export type ActionId = (typeof ACTIONS)[number]['id'];

/** What a person has changed: the keys of an action in place of the built-in ones; an empty list = no key. */
export type KeyOverrides = Partial<Record<ActionId, readonly string[]>>;

/** The definition of an action, in its widest type. */
export function actionOf(id: ActionId): ActionDefinition {
  const found = ACTIONS.find((action) => action.id === id);
  if (!found) throw new Error(`There is no action ${id}.`);
  return found;
}

const isActionId = (id: string): id is ActionId => ACTIONS.some((action) => action.id === id);

/** The keys of an action as they stand. */
export function keysOf(id: ActionId, overrides: KeyOverrides): readonly string[] {
  const action = actionOf(id);
  return action.fixed ? action.keys : (overrides[id] ?? action.keys);
}

/** The actions that a binding may mean, in the order of `ACTIONS`; which one it is depends on who listens. */
export function actionsFor(binding: string, overrides: KeyOverrides): ActionId[] {
  return ACTIONS.filter((action) => keysOf(action.id, overrides).includes(binding)).map(
    ({ id }) => id,
  );
}

/** The part of a KeyboardEvent that a binding is made of. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MODIFIER_KEYS = new Set([
  'Control',
  'Meta',
  'Alt',
  'AltGraph',
  'Shift',
  'CapsLock',
  'Process',
  'Dead',
  'Unidentified',
]);

/**
 * The binding of a key press, or `null` for a modifier alone and for keys that an input method holds.
 * On a layout without Latin letters the position of the key counts, so that A is where it is printed on most keyboards.
 */
export function bindingOf(press: KeyPress, isMac: boolean): string | null {
  if (MODIFIER_KEYS.has(press.key)) return null;
  const isLetterKey = /^Key[A-Z]$/.test(press.code);
  const isForeign = press.key.length === 1 && press.key.charCodeAt(0) > 127;
  const key = isForeign && isLetterKey ? press.code.slice(3) : press.key;
  const isLetter = /^[a-z]$/i.test(key);
  const isCharacter = key.length === 1 && key !== ' ';
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const parts = [
    mod && 'Mod',
    isMac && press.ctrlKey && 'Ctrl',
    !isMac && press.metaKey && 'Meta',
    // A character made with AltGr arrives with Alt and Control set: it is that character.
    press.altKey && !(isCharacter && !isLetter) && 'Alt',
    press.shiftKey && (!isCharacter || isLetter) && 'Shift',
    isLetter ? key.toLowerCase() : key,
  ];
  return parts.filter(Boolean).join('+');
}

const meet = (a: readonly KeyScope[], b: readonly KeyScope[]) =>
  a.includes('everywhere') || b.includes('everywhere') || a.some((scope) => b.includes(scope));

/** Actions other than `id` that would react to the same binding on the same screen. */
export function clashesOf(id: ActionId, binding: string, overrides: KeyOverrides): ActionId[] {
  const { scopes } = actionOf(id);
  return ACTIONS.filter(
    (other) =>
      other.id !== id &&
      meet(scopes, other.scopes) &&
      keysOf(other.id, overrides).includes(binding),
  ).map((other) => other.id);
}

/** Keys that people need for moving through a page and leaving dialogs. */
const RESERVED = new Set([
  'Escape',
  'Tab',
  'Shift+Tab',
  'Enter',
  'Mod+c',
  'Mod+v',
  'Mod+x',
  'Mod+a',
  'Mod+r',
  'Mod+t',
  'Mod+w',
]);

export const isReserved = (binding: string): boolean => RESERVED.has(binding);

/** Overrides after giving an action a key; a key that equals the built-in one leaves no override behind. */
export function rebind(
  overrides: KeyOverrides,
  id: ActionId,
  keys: readonly string[],
): KeyOverrides {
  const { [id]: _old, ...rest } = overrides;
  const builtIn = actionOf(id).keys;
  const isBuiltIn =
    keys.length === builtIn.length && keys.every((key, index) => key === builtIn[index]);
  return isBuiltIn ? rest : { ...rest, [id]: keys };
}

/** Overrides from storage: unknown actions and malformed entries are dropped. */
export function readOverrides(stored: unknown): KeyOverrides {
  if (typeof stored !== 'object' || stored === null) return {};
  const entries = Object.entries(stored).filter(
    ([id, keys]) =>
      isActionId(id) && Array.isArray(keys) && keys.every((key) => typeof key === 'string'),
  );
  return Object.fromEntries(entries);
}
