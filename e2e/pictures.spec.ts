import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openSection } from './support/journey.ts';
import {
  bindIdleDrafter,
  cardIsThere,
  chooseForVideo,
  openSample,
  picturesAreThere,
} from './support/sample.ts';

/** The README's pictures. They are written on request alone, so that a test run leaves the tree as it was. */
const isWriting = process.env.RISTRETTO_PICTURES === '1';
const FOLDER = resolve(import.meta.dirname, '../docs/pictures');
/** Any fixed moment: dates on the screens are those of the pictures, not of the run. */
const THE_MOMENT = new Date('2026-11-20T09:41:00Z');

test.use({
  viewport: { width: 1440, height: 900 },
  colorScheme: 'dark',
  timezoneId: 'UTC',
  contextOptions: { reducedMotion: 'reduce' },
});

async function picture(page: Page, name: string): Promise<void> {
  await picturesAreThere(page);
  await page.evaluate(() => document.fonts.ready);
  // The pointer rests where nothing reacts to it.
  await page.mouse.move(720, 1);
  const shot = await page.screenshot({
    type: 'jpeg',
    quality: 80,
    animations: 'disabled',
    caret: 'hide',
    ...(isWriting ? { path: resolve(FOLDER, `${name}.jpg`) } : {}),
  });
  expect(shot.byteLength, `${name} is small enough for a README`).toBeLessThan(250_000);
}

test.beforeAll(() => {
  if (isWriting) mkdirSync(FOLDER, { recursive: true });
});

test('the README’s pictures: from the sample’s first card to what would leave for a model', async ({
  page,
}) => {
  await page.clock.setFixedTime(THE_MOMENT);
  await openSample(page);
  // What can be closed is closed, and stays so.
  const gotIt = page.getByRole('button', { name: 'Got it' });
  if (await gotIt.isVisible()) await gotIt.click();
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await page.reload();
  await cardIsThere(page, 1);
  await expect(gotIt).toBeHidden();

  await picture(page, 'review-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'review-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await decideOnSome(page);
  await test.step('the other screens', () => otherScreens(page));
});

/** A little of everything, so that the queue and the export have something to show. */
async function decideOnSome(page: Page): Promise<void> {
  const keys = ['a', 'a', 's', 'x', 'a', 'a', 'f', 'x', 'a', 'a'];
  for (const [card, key] of keys.entries()) {
    await cardIsThere(page, card + 1);
    await page.keyboard.press(key);
    if (key === 'x') {
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.keyboard.press('4');
      await page.keyboard.press('Enter');
    }
    if (key === 'f') {
      await expect(page.getByText('Flagged.')).toBeAttached();
      await page.keyboard.press('ArrowDown');
    }
  }
  await cardIsThere(page, keys.length + 1);
}

async function otherScreens(page: Page): Promise<void> {
  await openSection(page, 'Queue');
  await expect(page.getByRole('row', { name: /Rejected/ }).first()).toBeVisible();
  await picture(page, 'queue');
  await openSection(page, 'Export');
  await expect(page.getByText('core_frames_paths').first()).toBeVisible();
  await picture(page, 'export');
  await openSection(page, 'Library');
  await expect(page.getByText('30 frames, 10 core')).toBeVisible();
  await picture(page, 'library');
  await page
    .getByRole('link', { name: /^Open the frames of/ })
    .first()
    .click();
  await expect(page.getByRole('option', { selected: true })).toBeVisible();
  await picture(page, 'frames');
  await openSection(page, 'Library');
  await page.evaluate(
    (id) => globalThis.ristretto.projects.open(id),
    decodeURIComponent(/\/p\/([^/]+)/.exec(page.url())?.[1] ?? ''),
  );
  await bindIdleDrafter(page);
  await chooseForVideo(page, 'Draft…');
  const dialog = page.getByRole('dialog', { name: 'Before anything leaves this browser' });
  await expect(dialog.getByText('api.openai.com')).toBeVisible();
  await picture(page, 'draft');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Projects' }).click();
  await expect(page.getByRole('link', { name: 'Review Sample' })).toBeVisible();
  await picture(page, 'home');
}
