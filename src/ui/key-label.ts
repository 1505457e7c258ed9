const MAC_PARTS: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Meta: '⌘' };
const PC_PARTS: Record<string, string> = { Mod: 'Ctrl', Meta: 'Win' };
const KEY_NAMES: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  ' ': 'Space',
};

/**
 * A key combination as people read it on a key cap: `Mod+Shift+z` is `⇧⌘Z` on a Mac and `Ctrl+Shift+Z` elsewhere.
 * @param keys parts joined by `+`, modifiers first; `Mod` is ⌘ on a Mac and Ctrl elsewhere; the key is a `KeyboardEvent.key`
 */
export function keyLabel(keys: string, isMac: boolean): string {
  // A trailing '+' is the plus key itself.
  const parts = keys.endsWith('+')
    ? [...keys.slice(0, -1).split('+').filter(Boolean), '+']
    : keys.split('+');
  const named = parts.map((part) => {
    const modifier = isMac ? MAC_PARTS[part] : PC_PARTS[part];
    const key = modifier ?? KEY_NAMES[part] ?? part;
    return key.length === 1 ? key.toUpperCase() : key;
  });
  return isMac ? named.join('') : named.join('+');
}

/** Whether this browser runs on a Mac or an iPad, where ⌘ is the command key. */
export const IS_MAC: boolean =
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
