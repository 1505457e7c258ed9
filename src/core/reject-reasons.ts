/**
 * Why a draft is rejected or edited. Codes are stable (they are stored in the journal and exported); what they mean to a person
 * is in `locales/<language>/reasons.ts` under the same keys.
 */
export const REASON_GROUPS = {
  visual: ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8'],
  time: ['T1', 'T2', 'T3', 'T4', 'T5'],
  question: ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q8', 'Q9'],
  answer: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'],
  reasoning: ['R1', 'R2', 'R3', 'R4', 'R5'],
  boxes: ['B1', 'B2', 'B3', 'B4'],
  form: ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7'],
} as const;

export type ReasonGroup = keyof typeof REASON_GROUPS;
export type RejectCode = (typeof REASON_GROUPS)[ReasonGroup][number];

/** Every code in the order in which menus list them. */
export const REJECT_CODES: readonly RejectCode[] = Object.values(REASON_GROUPS).flat();

/** What the number keys 1–9 stand for in the reject dialog: the faults that are met most often in machine drafts. */
export const COMMON_REJECT_CODES = [
  'V1',
  'V2',
  'A1',
  'R1',
  'T1',
  'Q1',
  'Q4',
  'R2',
  'B1',
] as const satisfies readonly RejectCode[];

const KNOWN: ReadonlySet<string> = new Set(REJECT_CODES);

export function isRejectCode(value: unknown): value is RejectCode {
  return typeof value === 'string' && KNOWN.has(value);
}

export function groupOf(code: RejectCode): ReasonGroup {
  const found = (Object.keys(REASON_GROUPS) as ReasonGroup[]).find((group) =>
    (REASON_GROUPS[group] as readonly string[]).includes(code),
  );
  return found ?? 'form';
}
