import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openSection } from './support/journey.ts';
import {
  bindIdleDrafter,
  cardIsThere,
  chooseForVideo,
  openSample,
  picturesAreThere,
} from './support/sample.ts';
import { openStudio } from './support/studio.ts';

const SETTINGS = [
  'On-device models',
  'Endpoints and roles',
  'Prompts',
  'Shortcuts',
  'Storage',
  'Privacy',
  'Appearance and language',
];

test.use({ colorScheme: 'dark', contextOptions: { reducedMotion: 'reduce' } });

/** Scans what is on the screen now; a violation is told with its rule, its element and what to do. */
async function scan(page: Page, name: string, rules?: string[]): Promise<void> {
  // One page, no frames: the quick way of running axe sees all of it.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
  expect.soft(told, name).toEqual([]);
}

/** All rules in the dark; in the light the same elements are there, so that only those about colours are asked again. */
async function scanThemes(page: Page, name: string): Promise<void> {
  await lookIn(page, 'light');
  await scan(page, `${name}, light`, ['color-contrast', 'link-in-text-block']);
  await lookIn(page, 'dark');
  await scan(page, `${name}, dark`);
}

/** The studio follows the system while it is looked at. */
async function lookIn(page: Page, colorScheme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
}

/** Opens a dialog, scans it and closes it with Escape. */
async function scanDialog(page: Page, name: string, open: () => Promise<void>): Promise<void> {
  await open();
  await expect(page.getByRole('dialog')).toBeVisible();
  await scanThemes(page, name);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('no screen of a new studio has an axe violation, in dark and light', async ({ page }) => {
  await openStudio(page);
  await scanThemes(page, 'home, empty');
  await scanDialog(page, 'name of the project', () =>
    page.getByRole('button', { name: 'New project' }).click(),
  );
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name of the project').fill('Empty');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No videos yet')).toBeVisible();
  await scanThemes(page, 'library, empty');
  await openSection(page, 'Review');
  await expect(page.getByText('No drafts to review yet')).toBeVisible();
  await scanThemes(page, 'review, empty');
  await openSection(page, 'Queue');
  await expect(page.getByText('No drafts yet')).toBeVisible();
  await scanThemes(page, 'queue, empty');
});

test('no screen of the sample has an axe violation, in dark and light', async ({ page }) => {
  await openSample(page);
  await test.step('review', () => scanReview(page));
  await test.step('the other sections', () => scanSections(page));
});

test('settings, diagnostics and the dialogs of every screen have no axe violation', async ({
  page,
}) => {
  await openStudio(page, '/settings');
  for (const name of SETTINGS) {
    await page.getByRole('tab', { name }).click();
    await expect(page.getByRole('tabpanel', { name })).toBeVisible();
    await scanThemes(page, `settings, ${name}`);
  }
  await page.getByRole('link', { name: 'Diagnostics' }).click();
  await expect(page.getByText('All 6 headers are there.')).toBeVisible();
  await scanThemes(page, 'diagnostics');
  await scanDialog(page, 'keys', () => page.keyboard.press('?'));
  await scanDialog(page, 'command palette', () => page.keyboard.press('Control+k'));
});

async function scanReview(page: Page): Promise<void> {
  await scanThemes(page, 'review, card');
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeFocused();
  await scanThemes(page, 'review, editing');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeHidden();
  await scanDialog(page, 'review, reject', () => page.keyboard.press('x'));
  await page.keyboard.press('a');
  await cardIsThere(page, 2);
}

async function scanSections(page: Page): Promise<void> {
  await openSection(page, 'Queue');
  await expect(page.getByRole('row', { name: /Accepted/ })).toBeVisible();
  await scanThemes(page, 'queue');
  await openSection(page, 'Export');
  await expect(page.getByText('core_frames_paths').first()).toBeVisible();
  await scanThemes(page, 'export');
  await openSection(page, 'Library');
  await picturesAreThere(page);
  await page.getByRole('button', { name: 'Show the jobs' }).click();
  await expect(page.getByText(/core frames from/)).toBeVisible();
  await scanThemes(page, 'library and jobs');
  await scanDialog(page, 'prepare', () => chooseForVideo(page, 'Prepare again…'));
  await bindIdleDrafter(page);
  await scanDialog(page, 'before anything leaves', async () => {
    await chooseForVideo(page, 'Draft…');
    await expect(page.getByRole('dialog').getByRole('img').first()).toBeVisible();
    await picturesAreThere(page);
  });
  await page
    .getByRole('link', { name: 'Frames', exact: true })
    .or(page.getByRole('link', { name: /^Open the frames of/ }))
    .first()
    .click();
  await expect(page.getByRole('listbox', { name: 'Sampled frames' })).toBeVisible();
  await picturesAreThere(page);
  await scanThemes(page, 'frames');
  await inHighContrast(page, () => scan(page, 'frames, high contrast'));
  await openSection(page, 'Review');
  await cardIsThere(page, 2);
  await inHighContrast(page, () => scan(page, 'review, high contrast'));
  await page.getByRole('link', { name: 'Projects' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await scanThemes(page, 'home');
}

async function inHighContrast(page: Page, work: () => Promise<void>): Promise<void> {
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Appearance and language' }).click();
    await page.getByRole('menuitemcheckbox', { name }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
  };
  await choose('High contrast');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await work();
  await choose('As the system');
}
