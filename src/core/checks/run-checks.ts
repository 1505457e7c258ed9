import { weakestFirst } from '../findings.ts';
import type { Check, DraftBody } from '../flow.ts';
import {
  citedOrder,
  emptyBoxes,
  largeBoxes,
  outsideClip,
  singleFrame,
  unlinkedSteps,
} from './evidence-checks.ts';
import {
  answerInQuestion,
  brokenText,
  lengthCue,
  markup,
  refusal,
  repeatsAnswer,
  soundWords,
} from './text-checks.ts';

const CHECKS = [
  unlinkedSteps,
  outsideClip,
  citedOrder,
  largeBoxes,
  emptyBoxes,
  singleFrame,
  answerInQuestion,
  refusal,
  lengthCue,
  soundWords,
  repeatsAnswer,
  brokenText,
  markup,
];

/**
 * The automatic checks that need no model. Codes are those of `core/reject-reasons.ts`; one check for each code that applies,
 * passes included. They advise a person and never reject by themselves.
 * @param clip half-open `[startSec, endSec)` in presentation seconds
 */
export function runChecks(body: DraftBody, clip: { startSec: number; endSec: number }): Check[] {
  return CHECKS.flatMap((run) => run(body, clip) ?? []);
}

const WEIGHT: Record<Check['verdict'], number> = { pass: 0, unknown: 1, warn: 2, fail: 3 };

/** One check for each code: the gravest verdict, with the details of all that are not passes and the boxes of all. */
export function mergeChecks(checks: readonly Check[]): Check[] {
  const merged = new Map<string, Check>();
  for (const next of checks) {
    const last = merged.get(next.code);
    if (!last) {
      merged.set(next.code, next);
      continue;
    }
    const verdict = WEIGHT[next.verdict] > WEIGHT[last.verdict] ? next.verdict : last.verdict;
    const details = [
      ...new Set([last.detail, next.detail].filter((detail) => detail !== undefined)),
    ];
    const boxes = [...(last.boxes ?? []), ...(next.boxes ?? [])];
    merged.set(next.code, {
      code: next.code,
      verdict,
      ...(details.length > 0 ? { detail: details.join('; ') } : {}),
      ...(boxes.length > 0 ? { boxes: boxes.sort(weakestFirst) } : {}),
    });
  }
  return [...merged.values()];
}
