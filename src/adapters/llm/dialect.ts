import type { ChatReply } from '../../core/chat.ts';

/** What one server and model understand of the API. Learned from its errors, remembered for the session. */
export interface Dialect {
  mode: ChatReply['mode'];
  limit: 'max_completion_tokens' | 'max_tokens';
  temperature: boolean;
  streamUsage: boolean;
}

/** Under what a dialect is remembered. */
export const dialectKey = ({ baseUrl, model }: { baseUrl: string; model: string }): string =>
  `${baseUrl} ${model}`;

/** OpenAI's own models have moved to `max_completion_tokens`; many compatible servers know only `max_tokens`. */
export function firstDialect(baseUrl: string): Dialect {
  const isOpenAi = /^https:\/\/api\.openai\.com(\/|$)/.test(baseUrl);
  return {
    mode: 'json_schema',
    limit: isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    temperature: true,
    streamUsage: true,
  };
}

const SIMPLER: Record<ChatReply['mode'], ChatReply['mode'] | null> = {
  json_schema: 'json_object',
  json_object: 'text',
  text: null,
};

/**
 * The next dialect to try after a 400, 422 or 501; `null` when nothing is left that could explain it. An error that names no
 * parameter is blamed on structured output, because that is what compatible servers most often lack.
 * @param said the server's error: message, code and parameter in one text
 */
export function adaptDialect(dialect: Dialect, said: string, wantsSchema: boolean): Dialect | null {
  if (/max_completion_tokens|max_tokens/.test(said)) {
    const other = dialect.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    const isAskedFor = said.includes(other) || dialect.limit === 'max_completion_tokens';
    if (isAskedFor && said.includes(dialect.limit)) return { ...dialect, limit: other };
  }
  if (/temperature/.test(said) && dialect.temperature) return { ...dialect, temperature: false };
  if (/stream_options|include_usage/.test(said) && dialect.streamUsage)
    return { ...dialect, streamUsage: false };
  if (/image_url|image input|vision|multimodal|does not support images?/i.test(said)) return null;
  const mode = wantsSchema ? SIMPLER[dialect.mode] : null;
  return mode && { ...dialect, mode };
}
