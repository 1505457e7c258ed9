/** Reasoning steps: add, split, merge, reorder, delete. Indices outside the list leave the body as it is. */
import type { DraftBody, Evidence, ReasoningStep } from './flow.ts';
import { isSameJson } from './review.ts';

const withSteps = (body: DraftBody, steps: ReasoningStep[]): DraftBody => ({ ...body, steps });

export function setStepText(body: DraftBody, index: number, text: string): DraftBody {
  const step = body.steps[index];
  return step ? withSteps(body, body.steps.with(index, { ...step, text })) : body;
}

/** An empty, unlinked step at `index` (0 = first, `steps.length` = last). */
export function addStep(body: DraftBody, index: number): DraftBody {
  if (index < 0 || index > body.steps.length) return body;
  return withSteps(body, body.steps.toSpliced(index, 0, { text: '', evidence: [] }));
}

export function removeStep(body: DraftBody, index: number): DraftBody {
  return index in body.steps ? withSteps(body, body.steps.toSpliced(index, 1)) : body;
}

/**
 * Cuts a step's text before character `cursor` (0 … length). Both halves keep the evidence: nothing says which half
 * rests on it, and dropping it from one is a key away.
 */
export function splitStep(body: DraftBody, index: number, cursor: number): DraftBody {
  const step = body.steps[index];
  if (!step || cursor < 0 || cursor > step.text.length) return body;
  const head = { text: step.text.slice(0, cursor).trimEnd(), evidence: step.evidence };
  const tail = { text: step.text.slice(cursor).trimStart(), evidence: step.evidence };
  return withSteps(body, body.steps.toSpliced(index, 1, head, tail));
}

/** Joins a step to the one before it; the evidence of both is kept, the same piece once. */
export function mergeWithPrevious(body: DraftBody, index: number): DraftBody {
  const [previous, step] = [body.steps[index - 1], body.steps[index]];
  if (!previous || !step) return body;
  const text = [previous.text, step.text].filter((part) => part !== '').join(' ');
  const evidence = unite(previous.evidence, step.evidence);
  return withSteps(body, body.steps.toSpliced(index - 1, 2, { text, evidence }));
}

/** Takes the step at `from` out and puts it at `to` of the remaining list. */
export function moveStep(body: DraftBody, from: number, to: number): DraftBody {
  const step = body.steps[from];
  if (!step || !(to in body.steps)) return body;
  return withSteps(body, body.steps.toSpliced(from, 1).toSpliced(to, 0, step));
}

function unite(first: Evidence[], second: Evidence[]): Evidence[] {
  return [...first, ...second.filter((item) => !first.some((other) => isSameJson(item, other)))];
}
