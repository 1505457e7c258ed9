/**
 * What the host of the studio must send with every file. The same names are in `scripts/security-headers.ts`; a test holds
 * them equal.
 */
export const NEEDED_HEADERS = [
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Embedder-Policy',
  'Cross-Origin-Resource-Policy',
  'Content-Security-Policy',
  'X-Content-Type-Options',
  'Referrer-Policy',
] as const;

/** Without these two there is no cross-origin isolation, hence no shared memory and no threads in wasm. */
export const ISOLATION_HEADERS = NEEDED_HEADERS.slice(0, 2);

/** The header names among `needed` that an answer lacks. */
export function lackingHeaders(headers: Pick<Headers, 'has'>, needed: readonly string[]): string[] {
  return needed.filter((name) => !headers.has(name));
}

/** Asks this page's own host. @returns `null` when it cannot be asked now, such as offline */
export async function missingHeaders(
  needed: readonly string[] = NEEDED_HEADERS,
): Promise<string[] | null> {
  try {
    const answer = await fetch(new URL('/', location.href), { cache: 'no-store' });
    await answer.body?.cancel();
    return lackingHeaders(answer.headers, needed);
  } catch {
    return null;
  }
}
