import type { Check, Finding, ScoredBox } from './flow.ts';

/** A draft's checks as they stand: of each code the newest finding, else what the draft was made with. */
export function standingChecks(made: readonly Check[], found: readonly Check[]): Check[] {
  const standing = new Map<string, Check>();
  for (const check of [...made, ...found]) standing.set(check.code, check);
  return [...standing.values()];
}

/** The findings that say something else than what stands, judged in order. */
export function newFindings(standing: readonly Check[], findings: readonly Finding[]): Finding[] {
  const now = new Map(standing.map((check) => [check.code, check]));
  return findings.filter(({ check }) => {
    const known = now.get(check.code);
    now.set(check.code, check);
    return (
      known?.verdict !== check.verdict ||
      known.detail !== check.detail ||
      JSON.stringify(known.boxes) !== JSON.stringify(check.boxes)
    );
  });
}

/** How much its checks have against a draft: a thousand for each failed one, one for each warning. */
function riskOf(standing: readonly Check[]): number {
  const weights: Record<Check['verdict'], number> = { fail: 1000, warn: 1, unknown: 0, pass: 0 };
  return standing.reduce((sum, { verdict }) => sum + weights[verdict], 0);
}

/** Orders the boxes of a check: the weakest first, and those that cannot be judged (`unknown`) last. */
export function weakestFirst(a: ScoredBox, b: ScoredBox): number {
  const isUnknown = ({ verdict }: ScoredBox) => (verdict === 'unknown' ? 1 : 0);
  return isUnknown(a) - isUnknown(b) || a.score - b.score;
}

/** The lowest score that a box of the draft has against its label, of those that can be judged; above every score without one. */
function weakestOf(standing: readonly Check[]): number {
  const scores = standing.map(({ boxes }) => {
    const first = boxes?.[0];
    return first && first.verdict !== 'unknown' ? first.score : Number.POSITIVE_INFINITY;
  });
  return Math.min(...scores);
}

/** Orders drafts by their checks: what has most against it first, of equals the one with the weakest box; 0 = no difference. */
export function compareRisk(a: readonly Check[], b: readonly Check[]): number {
  const [weakestA, weakestB] = [weakestOf(a), weakestOf(b)];
  return riskOf(b) - riskOf(a) || (weakestA === weakestB ? 0 : weakestA - weakestB);
}
