import type { RoleBinding } from '../../../core/chat.ts';
import type { Role } from '../../../core/flow.ts';
import { EMBEDDING_MODELS, PRESETS, type PresetId } from './presets.ts';

export interface BindingProblems {
  baseUrl: boolean;
  model: boolean;
}

/** What keeps a binding from being saved. */
export function problemsOf(binding: RoleBinding): BindingProblems {
  const isUrl =
    /^https?:\/\//i.test(binding.baseUrl.trim()) && URL.canParse(binding.baseUrl.trim());
  return { baseUrl: !isUrl, model: binding.model.trim() === '' };
}

/** A binding with a preset's address, model and prices for this role; what a preset does not say stays. */
export function withPreset(binding: RoleBinding, id: PresetId, role: Role): RoleBinding {
  const { name: _name, ...fields } = PRESETS[id];
  const own = role === 'embedder' ? { ...EMBEDDING_MODELS[id], usdPerMTokOut: 0 } : {};
  return { ...binding, ...fields, ...own };
}

/** The preset that an address belongs to, for its hint; `null` for an address of one's own. */
export function presetOf(baseUrl: string): PresetId | null {
  const host = (url: string) => (URL.canParse(url) ? new URL(url).host : '');
  const wanted = host(baseUrl);
  if (wanted.endsWith('.openai.azure.com')) return 'azure';
  const found = Object.entries(PRESETS).find(
    ([, preset]) => wanted !== '' && host(preset.baseUrl) === wanted,
  );
  return (found?.[0] as PresetId | undefined) ?? null;
}

/** Whether an address is on this device or a private network, by its name alone. */
export function isLocalHost(host: string): boolean {
  const name = host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name.endsWith('.local') ||
    name === '::1' ||
    /^(127|10)\.\d+\.\d+\.\d+$/.test(name) ||
    /^192\.168\.\d+\.\d+$/.test(name) ||
    /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(name)
  );
}
