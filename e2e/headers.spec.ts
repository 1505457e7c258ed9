import { gzipSync } from 'node:zlib';
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
  const sources: Promise<{ path: string; text: string }>[] = [];
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (!path.endsWith('.js')) return;
    const text = response.text().catch(() => '');
    sources.push(text.then((source) => ({ path, text: source })));
  });
  await openStudio(page);
  await page.waitForLoadState('networkidle');
  const scripts = await Promise.all(sources);
  // SQLite's worker starts beside the page and blocks nothing of it.
  const ofPage = scripts.filter(({ path }) => !path.includes('.worker-'));
  expect(ofPage.length).toBeGreaterThan(3);
  expect(ofPage.reduce((sum, { text }) => sum + gzipSync(text).length, 0)).toBeLessThanOrEqual(
    250_000,
  );
});

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
