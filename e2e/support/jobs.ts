import { expect, type Locator, type Page } from '@playwright/test';

/** The job drawer, opened. */
export async function openJobs(page: Page): Promise<Locator> {
  const show = page.getByRole('button', { name: 'Show the jobs' });
  const hide = page.getByRole('button', { name: 'Hide the jobs' });
  await show.or(hide).waitFor();
  if (await show.isVisible()) await show.click();
  const list = page.getByRole('region', { name: 'Jobs' });
  await expect(hide).toBeVisible();
  return list;
}

/** Queues the preparing of the first video that is not prepared, through the dialog. */
export async function startPreparing(page: Page, everySec: number): Promise<void> {
  await page
    .getByRole('button', { name: /^Prepare: / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('One frame every').fill(String(everySec));
  await dialog.getByRole('button', { name: 'Prepare', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Sends the drafting of the first prepared video, after the dialog has shown what will leave. */
export async function sendDrafting(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Draft…/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Before anything leaves this browser' });
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(dialog).toBeHidden();
}
