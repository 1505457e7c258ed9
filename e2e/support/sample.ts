import { expect, type Page } from '@playwright/test';
import { projectIdOf } from './journey.ts';
import { openStudio } from './studio.ts';

/** Drafts of the sample project, in English and in Chinese alike. */
export const SAMPLE_DRAFTS = 24;

/** Opens the sample as a newcomer does and waits for its first card. @returns its project */
export async function openSample(page: Page, button = 'Open the sample'): Promise<string> {
  await openStudio(page);
  await page.getByRole('button', { name: button }).first().click();
  await cardIsThere(page, 1);
  const projectId = projectIdOf(page);
  await page.evaluate((id) => globalThis.ristretto.projects.open(id), projectId);
  return projectId;
}

/** Waits until a card is shown and its first picture is painted. */
export async function cardIsThere(page: Page, number: number): Promise<void> {
  await expect(page.getByText(`${number} / ${SAMPLE_DRAFTS}`, { exact: true })).toBeVisible({
    timeout: 120_000,
  });
  await picturesAreThere(page);
}

/** Waits until every picture on the screen is loaded, and none is on its way to the screen. */
export async function picturesAreThere(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          document.querySelector('.pulse-soft') === null &&
          [...document.images].every((image) => image.complete && image.naturalWidth > 0),
      ),
    )
    .toBe(true);
}

/** A drafter that is never called: what the draft dialog shows before anything leaves. */
export const bindIdleDrafter = (page: Page): Promise<void> =>
  page.evaluate(() =>
    globalThis.ristretto.roles.bind('drafter', {
      baseUrl: 'https://api.openai.com/v1',
      model: 'gpt-4o',
      apiKey: 'sk-not-a-key',
      usdPerMTokIn: 2.5,
      usdPerMTokOut: 10,
    }),
  );

/** Opens the menu of a video in the library and chooses from it. */
export async function chooseForVideo(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^More for / }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
