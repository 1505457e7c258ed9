import {
  type ChatReply,
  type ChatRequest,
  DEFAULT_BINDING,
  type RoleBinding,
} from '../../core/chat.ts';
import { estimateChat } from '../../core/cost.ts';
import { StudioError } from '../../core/errors.ts';
import type { Role } from '../../core/flow.ts';
import type { ChatPort } from '../../core/ports.ts';
import {
  type BindingTable,
  checkBinding,
  isSameServer,
  loadBindings,
  needsKey,
  type SettingsStore,
  saveBindings,
} from './bindings.ts';
import { type Dialect, dialectKey, firstDialect } from './dialect.ts';
import { browserKeyStorage, createKeyStore, type KeyStorage, type KeyStore } from './key-store.ts';
import { RateLimit } from './rate-limit.ts';
import { MAX_ATTEMPTS, type Pace, realPace } from './retry.ts';
import { Semaphore } from './semaphore.ts';
import {
  TEST_SENTENCE,
  testPicture,
  testRequest,
  toEmbeddingTest,
  toFailedTest,
  toTestResult,
} from './test-call.ts';

export interface ChatAdapterOptions {
  /** Holds the bindings under `roles`; never a key. */
  settings: SettingsStore;
  /** Where keys go that a person asked to keep; `null` = nowhere. Default: `localStorage` where there is one. */
  keyStorage?: KeyStorage | null;
  /** Time and chance; tests bring their own. */
  pace?: Pace;
}

type CompleteOptions = Parameters<ChatPort['complete']>[1];

/** What the port's methods share: who is bound to what, which key is whose, what each server understands. */
class ChatAdapter implements ChatPort {
  readonly #settings: SettingsStore;
  readonly #keys: KeyStore;
  readonly #pace: Pace;
  readonly #dialects = new Map<string, Dialect>();
  readonly #slots = new Map<Role, Semaphore>();
  readonly #limits = new Map<Role, RateLimit>();
  /** As last read, for `estimate`, which cannot wait. */
  #known: BindingTable = {};

  constructor(settings: SettingsStore, keys: KeyStore, pace: Pace) {
    this.#settings = settings;
    this.#keys = keys;
    this.#pace = pace;
  }

  complete: ChatPort['complete'] = (request, options) =>
    this.#complete(request, options, MAX_ATTEMPTS);

  embed: ChatPort['embed'] = async (texts, { signal } = {}) => {
    const { binding, apiKey } = await this.#boundAs('embedder');
    return this.#slotsOf('embedder').run(async () => {
      const { embed } = await import('./embed.ts');
      const limit = this.#limitOf('embedder');
      return embed({ texts, binding, apiKey, pace: this.#pace, limit, signal });
    }, signal);
  };

  batch: ChatPort['batch'] = {
    body: async (request, { image }) => {
      const { binding } = await this.#boundAs(request.role);
      const { batchBody } = await import('./batch.ts');
      return batchBody(request, binding, { dialect: this.#dialectOf(binding), image });
    },
    reply: async (request, body) => {
      const { binding } = await this.#boundAs(request.role);
      const { batchReply } = await import('./batch.ts');
      return batchReply(request, binding, { body, mode: this.#dialectOf(binding).mode });
    },
  };

  estimate: ChatPort['estimate'] = (request, sizes) =>
    estimateChat(request, this.#known[request.role] ?? DEFAULT_BINDING, sizes);

  bindings: ChatPort['bindings'] = async () => {
    const bound = Object.entries(await this.#table()) as [Role, RoleBinding][];
    const withKeys = bound.map(([role, binding]) => {
      const keyKept = this.#keys.kept(role);
      return [role, { ...binding, hasKey: keyKept !== null, keyKept }];
    });
    return Object.fromEntries(withKeys);
  };

  bind: ChatPort['bind'] = async (role, binding, key) => {
    const checked = checkBinding(binding);
    const before = await this.#table();
    // A key never follows to a server that it was not given for.
    if (key) this.#keys.set(role, key.apiKey, key.keep);
    else if (!isSameServer(before[role], checked)) this.#keys.set(role, '', 'memory');
    this.#known = { ...before, [role]: checked };
    await saveBindings(this.#settings, this.#known);
  };

  test: ChatPort['test'] = async (role) => {
    const startedMs = this.#pace.nowMs();
    try {
      if (role === 'embedder')
        return toEmbeddingTest(await this.embed([TEST_SENTENCE]), this.#pace.nowMs() - startedMs);
      return toTestResult(await this.#complete(testRequest(role), { image: testPicture }, 1));
    } catch (thrown) {
      return toFailedTest(thrown, Math.round(this.#pace.nowMs() - startedMs));
    }
  };

  async #complete(
    request: ChatRequest,
    options: CompleteOptions,
    maxAttempts: number,
  ): Promise<ChatReply> {
    const { role } = request;
    const { binding, apiKey } = await this.#boundAs(role);
    const call = {
      ...options,
      request,
      binding,
      apiKey,
      maxAttempts,
      pace: this.#pace,
      limit: this.#limitOf(role),
      dialects: this.#dialects,
    };
    return this.#slotsOf(role).run(async () => {
      const { complete } = await import('./complete.ts');
      return complete(call);
    }, options.signal);
  }

  /** @throws `llm/no-endpoint`, `llm/no-key` */
  async #boundAs(role: Role): Promise<{ binding: RoleBinding; apiKey: string | null }> {
    const binding = (await this.#table())[role];
    if (!binding) {
      throw new StudioError('llm/no-endpoint', `No endpoint is set for the role "${role}".`, {
        details: { role },
      });
    }
    const apiKey = this.#keys.get(role);
    if (!apiKey && needsKey(binding)) {
      throw new StudioError('llm/no-key', `The role "${role}" has no key for its endpoint.`, {
        details: { role },
      });
    }
    return { binding, apiKey };
  }

  async #table(): Promise<BindingTable> {
    this.#known = await loadBindings(this.#settings);
    return this.#known;
  }

  /** What the server was seen to understand, else what it should. */
  #dialectOf({ baseUrl, model }: RoleBinding): Dialect {
    return this.#dialects.get(dialectKey({ baseUrl, model })) ?? firstDialect(baseUrl);
  }

  #limitOf(role: Role): RateLimit {
    const limits = () => this.#known[role] ?? DEFAULT_BINDING;
    const limit = this.#limits.get(role) ?? new RateLimit(limits, this.#pace);
    this.#limits.set(role, limit);
    return limit;
  }

  #slotsOf(role: Role): Semaphore {
    const limit = () => this.#known[role]?.maxParallel ?? DEFAULT_BINDING.maxParallel;
    const slots = this.#slots.get(role) ?? new Semaphore(limit);
    this.#slots.set(role, slots);
    return slots;
  }
}

/**
 * Chat over any endpoint that speaks the OpenAI API. The official client is loaded with the first call.
 * A binding or key that changes counts from the next call on.
 */
export function createChatAdapter({
  settings,
  keyStorage,
  pace = realPace,
}: ChatAdapterOptions): ChatPort {
  const storage = keyStorage === undefined ? browserKeyStorage() : keyStorage;
  return new ChatAdapter(settings, createKeyStore(storage), pace);
}
