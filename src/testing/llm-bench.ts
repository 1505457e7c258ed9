import { type StubEndpoint, type StubOptions, startStub } from '../../e2e/stub-endpoint/server.ts';
import { createChatAdapter } from '../adapters/llm/client.ts';
import type { KeyStorage } from '../adapters/llm/key-store.ts';
import type { Pace } from '../adapters/llm/retry.ts';
import { TEST_PICTURE } from '../adapters/llm/test-call.ts';
import type { ChatRequest, RoleBinding } from '../core/chat.ts';
import { DEFAULT_BINDING } from '../core/chat.ts';
import { StudioError } from '../core/errors.ts';
import type { ChatPort } from '../core/ports.ts';

/** A JPEG that every picture of these tests is. */
export const PICTURE = Uint8Array.from(Buffer.from(TEST_PICTURE, 'base64'));

export const KEY = 'sk-test-0123456789abcdef';

/** Waits for nothing and remembers what it was asked to wait for. */
function fakePace(): Pace & { waits: number[]; onWait: (() => void) | null } {
  const pace = {
    waits: [] as number[],
    onWait: null as (() => void) | null,
    nowMs: () => performance.now(),
    random: () => 1,
    wait: async (ms: number, signal?: { aborted: boolean }) => {
      pace.waits.push(ms);
      pace.onWait?.();
      if (signal?.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
    },
  };
  return pace;
}

function memoryStorage(): KeyStorage & { rows: Map<string, string> } {
  const rows = new Map<string, string>();
  return {
    rows,
    getItem: (name) => rows.get(name) ?? null,
    setItem: (name, value) => {
      rows.set(name, value);
    },
    removeItem: (name) => {
      rows.delete(name);
    },
  };
}

function memorySettings() {
  const rows = new Map<string, unknown>();
  return {
    rows,
    get: async (key: string) => rows.get(key),
    set: async (key: string, value: unknown) => {
      rows.set(key, structuredClone(value));
    },
  };
}

export interface Bench {
  stub: StubEndpoint;
  chat: ChatPort;
  pace: ReturnType<typeof fakePace>;
  storage: ReturnType<typeof memoryStorage>;
  settings: ReturnType<typeof memorySettings>;
  bind(change?: Partial<RoleBinding>): Promise<void>;
  ask(
    change?: Partial<ChatRequest>,
    options?: Partial<Parameters<ChatPort['complete']>[1]>,
  ): ReturnType<ChatPort['complete']>;
}

/** The adapter in front of a stub endpoint, bound as drafter. */
export async function openBench(options: StubOptions = {}): Promise<Bench> {
  const stub = await startStub(options);
  const pace = fakePace();
  const storage = memoryStorage();
  const settings = memorySettings();
  const chat = createChatAdapter({ settings, keyStorage: storage, pace });
  const bench: Bench = {
    stub,
    chat,
    pace,
    storage,
    settings,
    bind: (change) =>
      chat.bind('drafter', { ...DEFAULT_BINDING, baseUrl: stub.url, streaming: false, ...change }),
    ask: (change, more) =>
      chat.complete({ ...REQUEST, ...change }, { image: async () => PICTURE, ...more }),
  };
  await bench.bind();
  return bench;
}

const SCHEMA = {
  type: 'object',
  properties: { colour: { type: 'string' } },
  required: ['colour'],
  additionalProperties: false,
};

const REQUEST: ChatRequest = {
  role: 'drafter',
  messages: [
    { role: 'system', parts: [{ type: 'text', text: 'Answer in one word.' }] },
    {
      role: 'user',
      parts: [
        { type: 'text', text: 'Which colour fills this picture?' },
        { type: 'image', imageSha256: 'a' },
      ],
    },
  ],
  schema: { name: 'colour', schema: SCHEMA },
  temperature: 0.2,
  maxOutputTokens: 100,
  imageDetail: 'low',
};
