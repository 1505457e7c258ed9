import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTemplate, fillTemplate, promptRef, templateVariables } from './prompt-template.ts';

test('fills every variable and nothing else', () => {
  expect(fillTemplate('{{a}} and {{ b }}, {c} {{}}', { a: 1, b: 'two' })).toBe(
    '1 and two, {c} {{}}',
  );
});

test('puts values in literally, even those that look like variables or replacement patterns', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(fillTemplate('<{{x}}>', { x: value })).toBe(`<${value}>`);
    }),
  );
  expect(fillTemplate('{{x}}', { x: '{{x}} $& $1' })).toBe('{{x}} $& $1');
});

test('says which variable has no value', () => {
  expect(() => fillTemplate('{{nope}}', { a: 1 })).toThrow(
    expect.objectContaining({ code: 'input/invalid', details: { variable: 'nope' } }),
  );
  expect(() => fillTemplate('{{constructor}}', {})).toThrow(/constructor/);
});

test('finds unknown and lost variables of an edited template', () => {
  expect(templateVariables('{{a}} {{b}} {{a}}')).toEqual(['a', 'b']);
  expect(checkTemplate('{{a}} {{typo}}', ['a', 'b'], ['a', 'b'])).toEqual([
    { kind: 'unknown-variable', name: 'typo' },
    { kind: 'missing-variable', name: 'b' },
  ]);
  expect(checkTemplate('  \n', ['a'], [])).toEqual([{ kind: 'empty', name: '' }]);
});

test('a changed text is another prompt', () => {
  const base = { id: 'p', version: 1, author: 'built-in' as const, createdAtMs: 0 };
  expect(promptRef({ ...base, text: 'a' }).sha256).not.toBe(
    promptRef({ ...base, text: 'b' }).sha256,
  );
});
