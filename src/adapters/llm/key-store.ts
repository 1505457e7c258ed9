import type { Role } from '../../core/flow.ts';

/** The part of `localStorage` that keys need. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface KeyStore {
  get(role: Role): string | null;
  kept(role: Role): 'memory' | 'device' | null;
  /** `''` forgets the key everywhere. */
  set(role: Role, apiKey: string, keep: 'memory' | 'device'): void;
}

const storageName = (role: Role): string => `ristretto.key.${role}`;

/** `localStorage`, or `null` where the browser forbids it. */
export function browserKeyStorage(): KeyStorage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** `false` where the browser does not let us: the key then lives in memory, and `kept` says so. */
function storeOnDevice(storage: KeyStorage | null, role: Role, key: string): boolean {
  try {
    storage?.setItem(storageName(role), key);
    return storage !== null;
  } catch {
    return false;
  }
}

/**
 * API keys by role. They live in memory; only those that a person asked to keep are written to this browser's storage, and
 * nothing else of the studio ever holds one.
 */
export function createKeyStore(storage: KeyStorage | null): KeyStore {
  const memory = new Map<Role, string>();
  return {
    get: (role) => memory.get(role) ?? storage?.getItem(storageName(role)) ?? null,
    kept(role) {
      if (memory.has(role)) return 'memory';
      return storage?.getItem(storageName(role)) ? 'device' : null;
    },
    set(role, apiKey, keep) {
      const key = apiKey.trim();
      memory.delete(role);
      storage?.removeItem(storageName(role));
      if (key === '') return;
      if (keep === 'memory' || !storeOnDevice(storage, role, key)) memory.set(role, key);
    },
  };
}

/** A text without anything that is or looks like a key. Servers quote keys back in their messages. */
export function scrub(text: string, apiKey: string | null): string {
  const withoutKey = apiKey ? text.replaceAll(apiKey, '•••') : text;
  return withoutKey
    .replace(/\bBearer\s+\S+/gi, 'Bearer •••')
    .replace(/\b(?:sk|rk|pk|gsk|key)[-_][\w*.-]{6,}/gi, '•••');
}
