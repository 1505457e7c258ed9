import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget } from './budget.ts';

test('whatever calls cost, the sum stays within the budget', async () => {
  const call = fc.record({
    highUsd: fc.double({ min: 0.001, max: 1, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const property = fc.asyncProperty(
    fc.array(call, { maxLength: 40 }),
    fc.double({ min: 0, max: 5, noNaN: true }),
    async (calls, budgetUsd) => {
      const budget = new Budget(budgetUsd, 0);
      let spentUsd = 0;
      await Promise.allSettled(
        calls.map(async ({ highUsd, share }) => {
          const settle = await budget.setAside(highUsd);
          await Promise.resolve();
          spentUsd += highUsd * share;
          settle(highUsd * share);
        }),
      );
      expect(spentUsd).toBeLessThanOrEqual(budgetUsd + 1e-9);
    },
  );
  await fc.assert(property);
});

test('a call waits for those under way before it is refused', async () => {
  const budget = new Budget(1, 0);
  const settle = await budget.setAside(0.8);
  const second = budget.setAside(0.5);
  settle(0.1);
  await expect(second).resolves.toBeTypeOf('function');
});

test('what was spent before counts, and refusals say so', async () => {
  await expect(new Budget(1, 0.9).setAside(0.2)).rejects.toMatchObject({
    code: 'llm/budget-reached',
    details: { budgetUsd: 1, spentUsd: 0.9 },
  });
  await expect(new Budget(1, 0).setAside(null)).rejects.toMatchObject({
    code: 'llm/price-unknown',
  });
});
