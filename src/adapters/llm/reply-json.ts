import { jsonrepair } from 'jsonrepair';
import type { ChatRequest } from '../../core/chat.ts';
import { z } from '../../core/zod.ts';

export type ReadJson =
  | { json: unknown; from: 'direct' | 'repaired' }
  /** `looksLikeJson` tells broken JSON from prose. */
  | { problem: 'bad-json'; looksLikeJson: boolean; what: string }
  | { problem: 'bad-schema'; what: string };

function tryParse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function tryRepair(text: string): { value: unknown } | null {
  try {
    return tryParse(jsonrepair(text));
  } catch {
    return null;
  }
}

/** The part of a reply that is meant as JSON: without thoughts, code fences and prose around it. `null` = there is none. */
function jsonPart(raw: string): string | null {
  const spoken = raw.replace(/^\s*<think>[\s\S]*?<\/think>/i, '');
  const fenced = /```(?:json)?\s*\n([\s\S]*?)(?:```|$)/i.exec(spoken)?.[1];
  const text = fenced ?? spoken;
  const start = text.indexOf('{');
  if (start < 0) return null;
  const end = text.lastIndexOf('}');
  return text.slice(start, end > start ? end + 1 : undefined);
}

/** Structured output is always one object. */
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where and how a value does not fit, in one line that a model can act on. */
function firstViolations(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.map(String).join('.') || 'the whole'}: ${issue.message}`)
    .join('; ');
}

/** Reads a reply that should be JSON of this schema; what is only slightly broken is repaired. */
export function readJson(raw: string, schema: NonNullable<ChatRequest['schema']>): ReadJson {
  const direct = tryParse(raw);
  const part = jsonPart(raw);
  if (!direct && part === null)
    return { problem: 'bad-json', looksLikeJson: false, what: 'there is no JSON in it' };
  const parsed = direct ?? tryParse(part ?? '') ?? tryRepair(part ?? '');
  if (!parsed || !isObject(parsed.value)) {
    // Prose with a bracket somewhere is still prose.
    return {
      problem: 'bad-json',
      looksLikeJson: /^\s*(?:```|[{[])/.test(raw),
      what: 'it is not valid JSON',
    };
  }
  const checked = z.fromJSONSchema(schema.schema).safeParse(parsed.value);
  if (!checked.success) return { problem: 'bad-schema', what: firstViolations(checked.error) };
  return { json: parsed.value, from: direct ? 'direct' : 'repaired' };
}
