import type { RoleBinding } from '../../../core/chat.ts';
import type { Role } from '../../../core/flow.ts';

/** Roles that talk to an endpoint, the one that every recipe needs first. */
export const ROLES = [
  'drafter',
  'captioner',
  'selector',
  'judge',
  'embedder',
] as const satisfies readonly Role[];

/** What an embedder starts with; its servers have other models than chat has. */
export const EMBEDDING_MODELS: Record<PresetId, { model: string; usdPerMTokIn: number | null }> = {
  openai: { model: 'text-embedding-3-small', usdPerMTokIn: 0.02 },
  azure: { model: 'text-embedding-3-small', usdPerMTokIn: 0.02 },
  openrouter: { model: 'openai/text-embedding-3-small', usdPerMTokIn: 0.02 },
  vllm: { model: 'BAAI/bge-m3', usdPerMTokIn: 0 },
  ollama: { model: 'bge-m3', usdPerMTokIn: 0 },
  lmstudio: { model: 'text-embedding-bge-m3', usdPerMTokIn: 0 },
};

export type ChatRole = (typeof ROLES)[number];

export const PRESET_IDS = ['openai', 'azure', 'openrouter', 'vllm', 'ollama', 'lmstudio'] as const;
export type PresetId = (typeof PRESET_IDS)[number];

export interface Preset {
  name: string;
  baseUrl: string;
  model: string;
  usdPerMTokIn: number | null;
  usdPerMTokOut: number | null;
}

/** Well-known servers. Prices: those of gpt-4o on its provider's page; local servers cost nothing per token. */
export const PRESETS: Record<PresetId, Preset> = {
  openai: {
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    model: 'gpt-4o',
    usdPerMTokIn: 2.5,
    usdPerMTokOut: 10,
  },
  azure: {
    name: 'Azure OpenAI',
    baseUrl: 'https://RESOURCE.openai.azure.com/openai/v1',
    model: 'gpt-4o',
    usdPerMTokIn: 2.5,
    usdPerMTokOut: 10,
  },
  openrouter: {
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    model: 'openai/gpt-4o',
    usdPerMTokIn: 2.5,
    usdPerMTokOut: 10,
  },
  vllm: {
    name: 'vLLM',
    baseUrl: 'http://localhost:8000/v1',
    model: 'Qwen/Qwen2.5-VL-7B-Instruct',
    usdPerMTokIn: 0,
    usdPerMTokOut: 0,
  },
  ollama: {
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    model: 'qwen2.5vl',
    usdPerMTokIn: 0,
    usdPerMTokOut: 0,
  },
  lmstudio: {
    name: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    model: 'qwen2.5-vl-7b-instruct',
    usdPerMTokIn: 0,
    usdPerMTokOut: 0,
  },
};

/** What a role has before anyone sets it. */
export const FIRST_BINDING: RoleBinding = {
  baseUrl: PRESETS.openai.baseUrl,
  model: PRESETS.openai.model,
  usdPerMTokIn: PRESETS.openai.usdPerMTokIn,
  usdPerMTokOut: PRESETS.openai.usdPerMTokOut,
  streaming: false,
  timeoutMs: 120_000,
  maxParallel: 2,
  requestsPerMin: null,
  tokensPerMin: null,
};
