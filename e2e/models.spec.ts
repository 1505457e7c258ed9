import { expect, test } from '@playwright/test';
import { MEAN_NCHW } from '../src/adapters/model/tiny-graphs.fixture.ts';
import { openStudio } from './support/studio.ts';

const HUB = 'https://hub.example/tiny/resolve/main/';
const graph = Buffer.from(MEAN_NCHW.base64, 'base64');
const card = {
  id: 'tiny-colours',
  name: 'Tiny colours',
  task: 'image-embedding',
  licence: 'CC0-1.0',
  files: [{ path: 'model.onnx' }],
  dim: 3,
  input: { widthPx: 8, heightPx: 8, mean: [0, 0, 0], std: [1, 1, 1], resize: 'squash' },
};

test('a model from an address: licence, pinned hash, where it runs, and away with it', async ({
  page,
  context,
}) => {
  const headers = { 'access-control-allow-origin': '*' };
  await context.route(`${HUB}card.json`, (route) => route.fulfill({ json: card, headers }));
  await context.route(`${HUB}model.onnx`, (route) => route.fulfill({ body: graph, headers }));
  await openStudio(page, '/settings?section=models');

  await page.getByRole('button', { name: 'Install another model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Install another model' });
  await dialog.getByLabel('Address').fill(`${HUB}card.json`);
  await dialog.getByRole('button', { name: 'Fetch' }).click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole('row', { name: 'Tiny colours' });
  await row.getByRole('button', { name: 'Tiny colours' }).click();
  const facts = page.getByRole('dialog', { name: 'Tiny colours' });
  await expect(facts.getByText('CC0-1.0')).toBeVisible();
  await expect(facts.getByText(`SHA-256 ${MEAN_NCHW.sha256}`)).toBeVisible();
  await page.keyboard.press('Escape');

  await row.getByRole('combobox', { name: 'Where tiny-colours runs' }).click();
  await page.getByRole('option', { name: 'wasm' }).click();
  await page.reload();
  await expect(row.getByRole('combobox')).toHaveText('wasm');

  await row.getByRole('button', { name: 'Remove tiny-colours' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove tiny-colours' }).click();
  await expect(row).toBeHidden();
});

test('the licence of a model in the registry is shown before anything is fetched', async ({
  page,
}) => {
  const asked: string[] = [];
  await page.context().route('https://huggingface.co/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({
      body: '<!doctype html><title>Sign in</title>',
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  await openStudio(page, '/settings?section=models');
  await page.getByRole('button', { name: 'Install mobileclip-s0' }).click();
  const dialog = page.getByRole('dialog', { name: 'MobileCLIP S0' });
  await expect(dialog.getByText('Apple ML Research (apple-amlr)')).toBeVisible();
  expect(asked).toEqual([]);
  await dialog.getByRole('button', { name: /^Install, / }).click();
  await expect(page.getByText('What came is no model file')).toBeVisible();
  expect(asked.length).toBeGreaterThan(0);
});

test('a model that nothing uses yet says so before it is installed', async ({ page }) => {
  await openStudio(page, '/settings?section=models');
  await page.getByRole('button', { name: 'TransNetV2', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'TransNetV2' });
  await expect(dialog.getByText(/Nothing uses this model yet/)).toBeVisible();
});
