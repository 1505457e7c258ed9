import { expect, type Page } from '@playwright/test';
import { openStudio } from './studio.ts';

/** Steps of the main path, as a person does them: by role and accessible name. */

export async function makeProject(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New project' }).first().click();
  await page.getByLabel('Name of the project').fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('button', { name: 'Pick files' })).toBeVisible();
  return projectIdOf(page);
}

/** The project whose screen is open. */
export function projectIdOf(page: Page): string {
  const id = /\/p\/([^/]+)/.exec(page.url())?.[1];
  if (!id) throw new Error(`No project is open at ${page.url()}`);
  return decodeURIComponent(id);
}

/** The browser's own file dialog cannot be driven; without it the studio uses an `<input>`, which can. */
export async function withoutNativePickers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const name of ['showOpenFilePicker', 'showDirectoryPicker', 'showSaveFilePicker'])
      Reflect.deleteProperty(window, name);
  });
}

export async function pickFiles(page: Page, paths: string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Pick files' }).click(),
  ]);
  await chooser.setFiles(paths);
}

export interface PrepareChoice {
  everySec?: number;
  provider?: 'Automatic' | 'WebGPU' | 'CPU (wasm)';
}

/** Prepares the only video of the library and waits until its core frames are there. */
export async function prepare(
  page: Page,
  { everySec = 1, provider = 'Automatic' }: PrepareChoice = {},
): Promise<void> {
  await page
    .getByRole('button', { name: /^Prepare: / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('One frame every').fill(String(everySec));
  await dialog.getByRole('combobox', { name: 'Embedding runs on' }).click();
  await page.getByRole('option', { name: provider, exact: true }).click();
  await dialog.getByRole('button', { name: 'Prepare', exact: true }).click();
  await expect(page.getByText(/\d+ frames?, \d+ core/)).toBeVisible({ timeout: 120_000 });
}

export interface Endpoint {
  url: string;
  apiKey: string | null;
  streaming: boolean;
  /** How long a reply may take; as the form has it unless told. */
  timeoutSec?: number;
}

/** Binds the drafter on the settings screen and goes home by link: a key in memory lives as long as the page. */
export async function bindDrafter(
  page: Page,
  { url, apiKey, streaming, timeoutSec }: Endpoint,
): Promise<void> {
  await openStudio(page, '/settings');
  await page
    .getByRole('link', { name: 'Endpoints and roles' })
    .or(page.getByRole('tab', { name: 'Endpoints and roles' }))
    .first()
    .click();
  const form = page.getByRole('form', { name: 'Drafter' });
  await form.getByLabel('Base URL').fill(url);
  await form.getByLabel('Model', { exact: true }).fill('stub-vision');
  if (apiKey) await form.getByLabel('API key').fill(apiKey);
  if (timeoutSec) await form.getByLabel('Time limit').fill(String(timeoutSec));
  await form.getByRole('switch', { name: 'Stream the reply' }).setChecked(streaming);
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The endpoint of Drafter is saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Projects' }).first().click();
}

/** Goes to a screen of the open project. */
export const openSection = (page: Page, name: 'Library' | 'Review' | 'Queue' | 'Export') =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name }).click();

/** Sees what will leave, sends it, and waits for the drafts. */
export async function draft(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Draft…/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Before anything leaves this browser' });
  await expect(dialog.getByRole('img').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText(/[1-9]\d* drafts?/).first()).toBeVisible({ timeout: 120_000 });
}
