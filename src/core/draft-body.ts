import { canonicalJson } from './canonical-json.ts';
import type { DraftBody } from './flow.ts';
import { sha256Hex } from './sha256.ts';

/** The fields of a draft (or of a view of it) that a person can change, and nothing else. */
export function bodyOf(draft: DraftBody): DraftBody {
  const { kind, task, question, answer, options, correctOption, caption, steps, evidence } = draft;
  return { kind, task, question, answer, options, correctOption, caption, steps, evidence };
}

/** Names the content of a draft: equal bodies have equal hashes, on every machine. */
export const bodySha256 = (body: DraftBody): string => sha256Hex(canonicalJson(bodyOf(body)));
