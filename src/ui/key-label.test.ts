import { expect, test } from 'vitest';
import { keyLabel } from './key-label.ts';

test.each([
  ['a', false, 'A'],
  ['Mod+k', true, '⌘K'],
  ['Mod+k', false, 'Ctrl+K'],
  ['Mod+Shift+z', true, '⌘⇧Z'],
  [' ', false, 'Space'],
  ['ArrowUp', false, '↑'],
  ['Mod++', false, 'Ctrl++'],
  ['+', false, '+'],
  ['?', false, '?'],
] as const)('%s on mac=%s reads %s', (keys, isMac, label) => {
  expect(keyLabel(keys, isMac)).toBe(label);
});
