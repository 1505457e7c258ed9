import { describe, expect, test } from 'vitest';
import {
  ACTIONS,
  actionsFor,
  bindingOf,
  clashesOf,
  type KeyPress,
  keysOf,
  readOverrides,
  rebind,
} from './keymap.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('bindingOf', () => {
  test.each([
    [press('a'), false, 'a'],
    [press('A'), false, 'a'], // caps lock
    [press('U', { shiftKey: true }), false, 'Shift+u'],
    [press('z', { ctrlKey: true }), false, 'Mod+z'],
    [press('z', { metaKey: true }), true, 'Mod+z'],
    [press('z', { ctrlKey: true }), true, 'Ctrl+z'],
    [press('Z', { metaKey: true, shiftKey: true }), true, 'Mod+Shift+z'],
    [press('<', { shiftKey: true }), false, '<'],
    [press('?', { shiftKey: true }), false, '?'],
    [press(' '), false, ' '],
    [press('Enter', { ctrlKey: true }), false, 'Mod+Enter'],
    [press('Tab', { shiftKey: true }), false, 'Shift+Tab'],
    [press('ф', { code: 'KeyA' }), false, 'a'],
    [press('[', { altKey: true, code: 'Digit8' }), false, '['],
  ] as const)('%o on mac=%s is %s', (event, isMac, expected) => {
    expect(bindingOf(event, isMac)).toBe(expected);
  });

  test.each(['Shift', 'Control', 'Process', 'Dead'])('%s alone is no binding', (key) => {
    expect(bindingOf(press(key), false)).toBeNull();
  });
});

describe('the built-in keymap', () => {
  test('has no clash', () => {
    const clashes = ACTIONS.flatMap((action) =>
      action.keys.flatMap((key) =>
        clashesOf(action.id, key, {}).map((other) => `${action.id} ${key} ${other}`),
      ),
    );
    expect(clashes).toEqual([]);
  });

  test('every binding is in the form that bindingOf makes', () => {
    for (const action of ACTIONS) {
      for (const binding of action.keys) {
        const parts = binding.split('+');
        const key = parts.at(-1) ?? '';
        const made = bindingOf(
          press(key, {
            ctrlKey: parts.includes('Mod'),
            shiftKey: parts.includes('Shift'),
            altKey: parts.includes('Alt'),
          }),
          false,
        );
        expect(made).toBe(binding);
      }
    }
  });

  test('ids are unique', () => {
    expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length);
  });
});

describe('remapping', () => {
  test('a new key replaces the old ones and is found', () => {
    const overrides = rebind({}, 'accept', ['y']);
    expect(keysOf('accept', overrides)).toEqual(['y']);
    expect(actionsFor('y', overrides)).toEqual(['accept']);
    expect(actionsFor('a', overrides)).toEqual([]);
  });

  test('going back to the built-in key leaves nothing behind', () => {
    expect(rebind(rebind({}, 'accept', ['y']), 'accept', ['a'])).toEqual({});
  });

  test('warns of a clash on the same screen only', () => {
    expect(clashesOf('accept', 'x', {})).toEqual(['reject']);
    expect(clashesOf('drop-frame', 'a', {})).toEqual([]);
    expect(clashesOf('accept', '?', {})).toEqual(['keys-help']);
  });

  test('a fixed action keeps its keys whatever storage says', () => {
    expect(keysOf('choose-number', { 'choose-number': ['q'] })).toContain('1');
  });

  test('storage with rubbish in it is read as far as it makes sense', () => {
    expect(
      readOverrides({ accept: ['y'], 'no-such-action': ['z'], reject: 'x', edit: [1] }),
    ).toEqual({ accept: ['y'] });
    expect(readOverrides('no')).toEqual({});
    expect(readOverrides(null)).toEqual({});
  });
});
