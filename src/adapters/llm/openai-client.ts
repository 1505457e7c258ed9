import { OpenAI } from 'openai';

/**
 * The official client for one endpoint, without its retries (ours know the studio's codes), without its log (it would print
 * replies), and without the headers about its platform: servers that allow only the usual headers across origins refuse them.
 */
export function openAiClient(baseUrl: string, apiKey: string | null, timeoutMs: number): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    // The client insists on one; without a key the header below is left out.
    apiKey: apiKey ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    // Ours ends the attempt first and says why.
    timeout: timeoutMs + 5_000,
    logLevel: 'off',
    dangerouslyAllowBrowser: true,
    defaultHeaders: apiKey ? {} : { Authorization: null },
    fetch: (url, init) => {
      const headers = new Headers(init?.headers);
      for (const name of [...headers.keys()]) {
        if (name.startsWith('x-stainless-') || name === 'user-agent') headers.delete(name);
      }
      return globalThis.fetch(url, {
        ...init,
        headers,
        referrerPolicy: 'no-referrer',
        credentials: 'omit',
      });
    },
  });
}
