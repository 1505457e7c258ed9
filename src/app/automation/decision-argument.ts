import { StudioError } from '../../core/errors.ts';
import type { DecisionInput } from '../../core/flow.ts';
import { z } from '../../core/zod.ts';
import { DRAFT_BODY } from '../../formats/archive-rows.ts';

const { kind: _notEditable, ...editable } = DRAFT_BODY;

const decisionSchema = z.strictObject({
  verdict: z.enum(['accept', 'edit', 'reject', 'skip', 'flag']),
  edit: z.strictObject(editable).partial().optional(),
  reasons: z.array(z.string()).optional(),
  note: z.string().optional(),
});

/**
 * A script's decision before it enters the journal, which keeps everything for good: a misspelt field or a wrong type is
 * refused instead of kept.
 *
 * @throws `input/invalid` naming the first field that is wrong
 */
export function decisionArgument(decision: DecisionInput): DecisionInput {
  const checked = decisionSchema.safeParse(decision);
  if (checked.success) return decision;
  const [issue] = checked.error.issues;
  const field = ['decision', ...(issue?.path ?? [])].join('.');
  throw new StudioError('input/invalid', `"${field}" does not fit: ${issue?.message ?? ''}`, {
    details: { field },
  });
}
