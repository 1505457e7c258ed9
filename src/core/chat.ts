import type { Role } from './flow.ts';

/** A picture is named by its hash; the adapter gets the bytes from the store just before sending. */
export type ChatPart = { type: 'text'; text: string } | { type: 'image'; imageSha256: string };

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  parts: ChatPart[];
}

/** Plain data: hashed for the memo, shown to the person before it is sent. */
export interface ChatRequest {
  role: Role;
  messages: ChatMessage[];
  /** JSON Schema of the reply (`null` = free text). Names follow `^[a-zA-Z0-9_-]{1,64}$`. */
  schema: { name: string; schema: Record<string, unknown> } | null;
  temperature: number;
  maxOutputTokens: number;
  /** How many pixels of detail the endpoint should look at. */
  imageDetail: 'low' | 'high' | 'auto';
}

export interface ChatReply {
  /** The reply, unchanged. */
  raw: string;
  /** Parsed, repaired where needed; `null` for free text. */
  json: unknown;
  /** How the JSON was had: as it came, by `jsonrepair`, or by asking once more. */
  jsonFrom: 'direct' | 'repaired' | 'asked-again' | null;
  /** Which structured-output mode the server took. */
  mode: 'json_schema' | 'json_object' | 'text';
  model: string;
  endpoint: string;
  finishReason: string;
  tokensIn: number;
  tokensOut: number;
  /** `true` when the server gave no usage and the counts are our estimate. */
  tokensEstimated: boolean;
  usd: number | null;
  latencyMs: number;
  attempts: number;
}

/** Where a role's requests go. The key is held by the secret store, not here. */
export interface RoleBinding {
  baseUrl: string;
  model: string;
  /** US dollars for a million tokens; `null` = the list price where `core/cost.ts` knows one, else unknown. */
  usdPerMTokIn: number | null;
  usdPerMTokOut: number | null;
  streaming: boolean;
  /** For one attempt, from sending to the last byte. */
  timeoutMs: number;
  maxParallel: number;
  /** Over any 60 s; `null` = as fast as the server allows. */
  requestsPerMin: number | null;
  tokensPerMin: number | null;
}

export interface ChatEstimate {
  images: number;
  tokensIn: { low: number; high: number };
  tokensOut: { low: number; high: number };
  usd: { low: number; high: number } | null;
}

/** What a role starts from before a person changes it. */
export const DEFAULT_BINDING: RoleBinding = {
  baseUrl: 'https://api.openai.com/v1',
  model: 'gpt-4o',
  usdPerMTokIn: null,
  usdPerMTokOut: null,
  streaming: true,
  timeoutMs: 120_000,
  maxParallel: 3,
  requestsPerMin: null,
  tokensPerMin: null,
};

/** A versioned prompt template; versions are immutable, editing makes a new one. */
export interface PromptTemplate {
  id: string;
  version: number;
  /** Handlebars-free: `{{name}}` is replaced, nothing else. */
  text: string;
  author: 'built-in' | 'person';
  createdAtMs: number;
}
