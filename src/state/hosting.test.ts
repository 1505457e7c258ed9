import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SECURITY_HEADERS } from '../../scripts/security-headers.ts';
import { ISOLATION_HEADERS, lackingHeaders, NEEDED_HEADERS } from './hosting.ts';

test('the names are those that the studio’s own server sends', () => {
  expect([...NEEDED_HEADERS]).toEqual(Object.keys(SECURITY_HEADERS.all));
  expect(ISOLATION_HEADERS).toEqual(Object.keys(SECURITY_HEADERS.isolationOnly));
});

test('names what an answer lacks', () => {
  const headers = new Headers({ 'cross-origin-opener-policy': 'same-origin' });
  expect(lackingHeaders(headers, ISOLATION_HEADERS)).toEqual(['Cross-Origin-Embedder-Policy']);
});

test('public/_headers, for static hosts that read it, carries the same headers', () => {
  const lines = readFileSync(new URL('../../public/_headers', import.meta.url), 'utf8').split('\n');
  const first = lines.indexOf('/*');
  const block = lines.slice(first + 1).filter((line) => line.startsWith('  '));
  const read = Object.fromEntries(
    block.map((line) => [line.slice(2, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  expect(read).toEqual(SECURITY_HEADERS.all);
});
