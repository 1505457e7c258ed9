import { expect, test } from '@playwright/test';
import { openStudio } from './support/studio.ts';

test('is served isolated, with a strict policy and nothing from elsewhere', async ({
  page,
  request,
  baseURL,
}) => {
  const response = await request.get('/');
  const headers = response.headers();
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule);

  const foreign: string[] = [];
  const broken: string[] = [];
  page.on('request', (sent) => {
    if (
      !sent.url().startsWith(baseURL ?? '') &&
      !sent.url().startsWith('blob:') &&
      !sent.url().startsWith('data:')
    )
      foreign.push(sent.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text());
  });
  await openStudio(page);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  expect(foreign).toEqual([]);
  expect(broken).toEqual([]);
});

test('keeps the first load small', async ({ page }) => {
  let scriptBytes = 0;
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const scripts = new Set<string>();
  client.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  const sources: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') sources.push(response.text());
  });
  await openStudio(page);
  for (const source of await Promise.all(sources)) scriptBytes += await gzipSize(source);
  expect(scripts.size).toBeGreaterThan(0);
  expect(scriptBytes).toBeLessThanOrEqual(250_000);
});

async function gzipSize(text: string): Promise<number> {
  const { gzipSync } = await import('node:zlib');
  return gzipSync(text).length;
}

test('says on the page what is missing where the host does not set the headers', async ({
  page,
}) => {
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const headers = Object.fromEntries(
      Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin')),
    );
    return route.fulfill({ response, headers });
  });
  await page.goto('/');
  await expect(page.getByText('Cross-Origin-Opener-Policy').first()).toBeVisible();
  await expect(page.getByText('Cross-Origin-Embedder-Policy').first()).toBeVisible();
});
