import { expect, test } from 'vitest';
import { reasons as en } from '../locales/en/reasons.ts';
import { reasons as zh } from '../locales/zh-CN/reasons.ts';
import {
  COMMON_REJECT_CODES,
  groupOf,
  isRejectCode,
  REASON_GROUPS,
  REJECT_CODES,
} from './reject-reasons.ts';

test.each([
  ['English', en],
  ['Chinese', zh],
])('every code has its own label and meaning in %s, and nothing else does', (_, table) => {
  const { groups, ...codes } = table;
  expect(Object.keys(codes)).toEqual([...REJECT_CODES]);
  expect(Object.keys(groups)).toEqual(Object.keys(REASON_GROUPS));
  const labels = Object.values(codes).map((text) => text.label);
  expect(new Set(labels).size).toBe(labels.length);
  for (const { label, meaning } of Object.values(codes)) {
    expect(label.trim()).not.toBe('');
    expect(meaning).toMatch(/[.。]$/);
  }
});

test('the number keys have nine different codes', () => {
  expect(new Set(COMMON_REJECT_CODES).size).toBe(9);
});

test('knows its codes and their groups', () => {
  expect(isRejectCode('V1')).toBe(true);
  expect(isRejectCode('Z9')).toBe(false);
  expect(groupOf('T3')).toBe('time');
});
