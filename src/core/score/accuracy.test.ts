import { expect, it } from 'vitest';
import { AccuracyCount } from './accuracy.ts';

it('row 25: weighs answers alike (micro) and tasks alike (macro)', () => {
  const count = new AccuracyCount();
  expect(count.result()).toBeNull();
  for (const isRight of [true, true, true, false]) count.add('Causal Inference', isRight);
  count.add('Traffic Analysis', false);
  count.add(null, true);
  expect(count.result()).toEqual({ answers: 6, micro: 4 / 6, macro: (3 / 4 + 0 + 1) / 3 });
});
