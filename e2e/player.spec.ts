import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openSection } from './support/journey.ts';
import { openSample } from './support/sample.ts';
import { createProject, openStudio } from './support/studio.ts';

/** Two pictures of MPEG-4 in AVI, which no browser plays. */
const UNPLAYABLE = resolve(import.meta.dirname, '../public/codecs/mpeg4-avi.bin');

/** The time that the picture in sight is labelled with. */
const labelled = async (page: Page): Promise<string> => {
  const alt = await page
    .getByRole('region', { name: 'Evidence picture' })
    .getByRole('img')
    .getAttribute('alt');
  return /Frame at (\S+) of/.exec(alt ?? '')?.[1] ?? '';
};

test('playing, pausing, stepping and pinning name one and the same frame', async ({ page }) => {
  await openSample(page);
  const stage = page.getByRole('region', { name: 'Evidence picture' });
  await page.keyboard.press('Space');
  await expect(stage.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('k');
  await expect(stage.getByText(/ · exact$/)).toBeVisible();
  const paused = await labelled(page);
  await expect(stage.getByText(paused, { exact: true })).toBeVisible();
  await page.keyboard.press('.');
  await expect.poll(() => labelled(page)).not.toBe(paused);
  const next = await labelled(page);
  await expect(stage.getByText(next, { exact: true })).toBeVisible();
  await page.keyboard.press(',');
  await expect.poll(() => labelled(page)).toBe(paused);
  await page.keyboard.press('p');
  await expect(page.getByText(`Pinned ${paused} to step 1.`)).toBeAttached();
});

test('a video that no browser plays is stepped by frame, and plays from a copy', async ({
  page,
}) => {
  await openStudio(page);
  await createProject(page, 'Old film');
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    await globalThis.ristretto.videos.add([new File([bytes], 'old.avi')]);
    const record = { question: 'What is it?', answer: 'Two halves.', task: '', evidence: '' };
    await globalThis.ristretto.datasets.import(
      new File([JSON.stringify([{ ...record, video_path: 'old.avi' }])], 'train_video.json'),
    );
  }, readFileSync(UNPLAYABLE).toString('base64'));
  await page
    .getByRole('link', { name: /Old film/ })
    .first()
    .click();
  await openSection(page, 'Review');
  const make = page.getByRole('button', { name: 'Make a playable copy' });
  await expect(make).toBeVisible();
  await page.keyboard.press('.');
  await expect(page.getByText('FFmpeg · exact')).toBeVisible();
  await expect(page.getByText('0:00.040', { exact: true })).toBeVisible();
  expect(await labelled(page)).toBe('0:00.040');
  await make.click();
  await expect(page.getByText('proxy', { exact: true })).toBeVisible();
  await page.keyboard.press(',');
  await expect.poll(() => labelled(page)).toBe('0:00.000');
});
