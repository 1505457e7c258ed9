/**
 * What a person changes on a draft, as pure functions from body to body. The machine's proposal stays as it is;
 * `editBetween` turns the difference into the `DraftEdit` that a decision records.
 * Steps are in `edit-steps.ts`, evidence and boxes in `edit-evidence.ts`.
 */
import type { DraftBody, DraftEdit, JournalEvent } from './flow.ts';
import { EDITABLE_FIELDS, isSameJson } from './review.ts';

/** The changeable fields of a draft, without its id, checks, provenance and position. */
export function bodyOf(draft: DraftBody): DraftBody {
  const { kind, task, question, answer, options, correctOption, caption, steps, evidence } = draft;
  return { kind, task, question, answer, options, correctOption, caption, steps, evidence };
}

/** `body` with the fields of `edit` in place of its own. */
export function withEdit(body: DraftBody, edit: DraftEdit | null): DraftBody {
  return edit ? { ...body, ...edit } : body;
}

/**
 * The machine's proposal behind a view: the first recorded `before` of a field is what the machine wrote, because nothing
 * had replaced it yet. `events` are all events of the draft, in journal order.
 */
export function machineBody(view: DraftBody, events: readonly JournalEvent[]): DraftBody {
  const written: DraftEdit = {};
  for (const event of events) {
    if (event.type === 'decision') Object.assign(written, { ...event.before, ...written });
  }
  return withEdit(bodyOf(view), written);
}

/** Only the fields that differ. `withEdit(before, editBetween(before, after))` equals `after`; `null` = no difference. */
export function editBetween(before: DraftBody, after: DraftBody): DraftEdit | null {
  const changed = EDITABLE_FIELDS.filter((field) => !isSameJson(before[field], after[field]));
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((field) => [field, after[field]])) as DraftEdit;
}

/**
 * What a decision records: the changed fields, tidied. A field that the person left alone stays out even where tidying
 * would touch it. `null` = nothing to record.
 */
export function editToSave(before: DraftBody, after: DraftBody): DraftEdit | null {
  const touched = editBetween(before, after);
  if (!touched) return null;
  const tidy = tidyBody(after);
  const kept = EDITABLE_FIELDS.filter(
    (f) => f in touched || (f === 'correctOption' && 'options' in touched),
  );
  const edited = { ...before, ...Object.fromEntries(kept.map((field) => [field, tidy[field]])) };
  return editBetween(before, edited);
}

/**
 * What is kept of an edited body: texts without outer blanks, no step that has neither text nor evidence, no empty option.
 * The correct option keeps pointing at the same text, and at none where that text was empty.
 */
export function tidyBody(body: DraftBody): DraftBody {
  const steps = body.steps
    .map((step) => ({ ...step, text: step.text.trim() }))
    .filter((step) => step.text !== '' || step.evidence.length > 0);
  const kept = (body.options ?? [])
    .map((text, index) => ({ text: text.trim(), index }))
    .filter((option) => option.text !== '');
  const correct = kept.findIndex((option) => option.index === body.correctOption);
  return {
    ...body,
    task: blankToNull(body.task),
    question: trimmed(body.question),
    answer: trimmed(body.answer),
    caption: trimmed(body.caption),
    steps,
    options: body.options && kept.map((option) => option.text),
    correctOption: correct < 0 ? null : correct,
  };
}

const trimmed = (text: string | null): string | null => text?.trim() ?? null;
const blankToNull = (text: string | null): string | null => text?.trim() || null;

export type TextField = 'question' | 'answer' | 'caption';

export function setText(body: DraftBody, field: TextField, text: string): DraftBody {
  return { ...body, [field]: text };
}

/** Free text; blank = no task. */
export function setTask(body: DraftBody, task: string | null): DraftBody {
  return { ...body, task: blankToNull(task) };
}

export function setOption(body: DraftBody, index: number, text: string): DraftBody {
  if (!body.options || !(index in body.options)) return body;
  return { ...body, options: body.options.with(index, text) };
}

/** Adds an empty option at the end. */
export function addOption(body: DraftBody): DraftBody {
  return { ...body, options: [...(body.options ?? []), ''] };
}

/** The correct option stays the same text; removing it leaves none marked. */
export function removeOption(body: DraftBody, index: number): DraftBody {
  if (!body.options || !(index in body.options)) return body;
  const { correctOption } = body;
  const moved =
    correctOption === null || correctOption === index
      ? null
      : correctOption - (correctOption > index ? 1 : 0);
  return { ...body, options: body.options.toSpliced(index, 1), correctOption: moved };
}

export function markCorrect(body: DraftBody, index: number): DraftBody {
  return body.options && index in body.options ? { ...body, correctOption: index } : body;
}
