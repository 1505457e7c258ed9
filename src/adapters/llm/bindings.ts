import type { RoleBinding } from '../../core/chat.ts';
import { StudioError } from '../../core/errors.ts';
import type { Role } from '../../core/flow.ts';
import { z } from '../../core/zod.ts';

export interface SettingsStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

const SETTINGS_KEY = 'roles';
const ROLES = [
  'captioner',
  'selector',
  'drafter',
  'judge',
  'embedder',
] as const satisfies readonly Role[];

const Price = z.number().min(0).max(1e6).nullable();
const Binding = z.object({
  baseUrl: z.string(),
  model: z.string().trim().min(1).max(200),
  usdPerMTokIn: Price,
  usdPerMTokOut: Price,
  streaming: z.boolean(),
  timeoutMs: z.number().min(1000).max(3_600_000),
  maxParallel: z.int().min(1).max(64),
  requestsPerMin: z.int().min(1).max(1e6).nullable().default(null),
  tokensPerMin: z.int().min(1).max(1e9).nullable().default(null),
});
const Bindings = z.partialRecord(z.enum(ROLES), Binding);
export type BindingTable = Partial<Record<Role, RoleBinding>>;

/**
 * An address as it is stored: without a slash or `/chat/completions` at the end.
 * @throws `input/invalid` for what is not http(s), and for addresses with a password or a query, where keys would be kept
 */
function tidyBaseUrl(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.username || url.password || url.search || url.hash) {
    throw new StudioError(
      'input/invalid',
      'The address of an endpoint is http(s)://host/path, without user name, query or fragment.',
      {
        details: { path: 'baseUrl' },
      },
    );
  }
  return url.href.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
}

/** @throws `input/invalid` naming the field */
export function checkBinding(binding: RoleBinding): RoleBinding {
  const parsed = Binding.safeParse(binding);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new StudioError('input/invalid', `The binding's "${path}" does not fit.`, {
      details: { path },
    });
  }
  return { ...parsed.data, baseUrl: tidyBaseUrl(parsed.data.baseUrl) };
}

/** What is stored; settings that do not fit (an older or damaged file) count as none. */
export async function loadBindings(settings: SettingsStore): Promise<BindingTable> {
  const { data } = Bindings.safeParse(await settings.get(SETTINGS_KEY));
  return Object.fromEntries(
    Object.entries(data ?? {}).filter(([, binding]) => URL.canParse(binding.baseUrl)),
  );
}

export async function saveBindings(settings: SettingsStore, table: BindingTable): Promise<void> {
  await settings.set(SETTINGS_KEY, table);
}

/** Whether a key that was given for one address may go to another. */
export function isSameServer(a: RoleBinding | undefined, b: RoleBinding): boolean {
  return a !== undefined && new URL(a.baseUrl).origin === new URL(b.baseUrl).origin;
}

/** OpenAI's own address, which answers nothing without a key. */
export const needsKey = ({ baseUrl }: RoleBinding): boolean =>
  new URL(baseUrl).host === 'api.openai.com';
