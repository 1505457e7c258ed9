import { expect, test } from 'vitest';
import { timeLabel } from './time-label.ts';

test.each([
  [0, '0:00.000'],
  [12.4, '0:12.400'],
  [59.9996, '1:00.000'],
  [754.0334, '12:34.033'],
  [3600, '1:00:00.000'],
  [-0.5, '-0:00.500'],
  [-0.0001, '0:00.000'],
])('%f s is %s', (sec, label) => {
  expect(timeLabel(sec)).toBe(label);
});
