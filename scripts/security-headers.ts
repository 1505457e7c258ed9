/**
 * The headers that the studio needs from whatever serves `dist/`. `npm run serve` sets them; `docs/hosting.md` and
 * `public/_headers` carry the same list for other hosts (a test holds the three equal).
 */
const isolationOnly = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * `connect-src` names schemes, not hosts: the person chooses the model endpoint, often on their own network. Everything that
 * is executed comes from the studio's own origin.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self' blob: data: https: http:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS = {
  isolationOnly,
  all: {
    ...isolationOnly,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  },
};
