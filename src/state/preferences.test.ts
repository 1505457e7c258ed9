import { expect, test } from 'vitest';
import { readPreferences, resolveLanguage, resolveTheme } from './preferences.ts';

test('the system decides the theme until a person does', () => {
  expect(resolveTheme('system', true)).toBe('light');
  expect(resolveTheme('system', false)).toBe('dark');
  expect(resolveTheme('contrast', true)).toBe('contrast');
});

test('the language is the first of the browser that the studio speaks', () => {
  expect(resolveLanguage(null, ['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN');
  expect(resolveLanguage(null, ['fr-FR'])).toBe('en');
  expect(resolveLanguage('en', ['zh-CN'])).toBe('en');
});

test('stored rubbish falls back to what is built in', () => {
  expect(
    readPreferences({
      theme: 'pink',
      language: 'xx',
      annotator: 7,
      keys: 'no',
      dismissed: [1, 'a'],
    }),
  ).toEqual({ language: null, keys: {}, dismissed: ['a'] });
  expect(readPreferences(undefined)).toEqual({});
});
