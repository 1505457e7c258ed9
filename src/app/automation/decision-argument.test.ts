import { expect, test } from 'vitest';
import type { DecisionInput } from '../../core/flow.ts';
import { decisionArgument } from './decision-argument.ts';

const GOOD: DecisionInput[] = [
  { verdict: 'accept' },
  { verdict: 'reject', reasons: ['wrong-answer'], note: 'It is a dog.' },
  {
    verdict: 'edit',
    edit: {
      task: null,
      answer: 'Because it rains.',
      steps: [{ text: 'Drops fall.', evidence: [{ span: { startSec: 1, endSec: 2 } }] }],
    },
  },
];

test.each(GOOD)('$verdict goes through as it is', (decision) => {
  expect(decisionArgument(decision)).toBe(decision);
});

test.each<[string, unknown]>([
  ['decision', undefined],
  ['decision.verdict', { verdict: 'approve' }],
  ['decision.edit', { verdict: 'edit', edit: { anwser: 'misspelt' } }],
  ['decision.edit', { verdict: 'edit', edit: { kind: 'caption' } }],
  ['decision.edit.answer', { verdict: 'edit', edit: { answer: 5 } }],
  ['decision.edit.steps', { verdict: 'edit', edit: { steps: 'first this, then that' } }],
  ['decision.edit.steps.0.evidence', { verdict: 'edit', edit: { steps: [{ text: 'a' }] } }],
  ['decision.reasons', { verdict: 'reject', reasons: 'wrong-answer' }],
])('%s is refused by name', (field, decision) => {
  expect(() => decisionArgument(decision as DecisionInput)).toThrow(
    expect.objectContaining({ code: 'input/invalid', details: { field } }),
  );
});
