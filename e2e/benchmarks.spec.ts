import { expect, test } from '@playwright/test';
import { importDrafts, questionOf } from './support/imported-drafts.ts';
import { openStudio } from './support/studio.ts';

test('a list of a public benchmark marks its videos in library, review and export, and stays', async ({
  page,
}) => {
  await openStudio(page);
  const projectId = await importDrafts(page, 'Scenes', 3);
  await openStudio(page, '/settings?section=benchmarks');
  await page.getByLabel('Name of the benchmark').fill('VideoBench');
  await page.getByLabel('Videos', { exact: true }).fill('# test set\nother.mp4\nsets/SCENES');
  await page.getByRole('button', { name: 'Save the list' }).click();
  await expect(page.getByText('2 videos', { exact: true })).toBeVisible();

  await openStudio(page, `/p/${projectId}/library`);
  const mark = page.getByRole('button', { name: /^A video of this name is in VideoBench/ });
  await expect(mark).toBeVisible();
  await openStudio(page, `/p/${projectId}/review`);
  await expect(page.getByText(questionOf(1))).toBeVisible();
  await expect(page.getByText('In a public benchmark')).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByText(questionOf(2))).toBeVisible();
  await openStudio(page, `/p/${projectId}/export`);
  await expect(page.getByText('Video of a public benchmark')).toBeVisible();

  await openStudio(page, '/settings?section=benchmarks');
  await page.getByRole('button', { name: 'Remove VideoBench' }).click();
  await expect(page.getByText('No list yet.')).toBeVisible();
  await openStudio(page, `/p/${projectId}/library`);
  await expect(page.getByRole('article', { name: 'scenes.mp4' })).toBeVisible();
  await expect(mark).toBeHidden();
});

test('a file that names no video says so and changes nothing', async ({ page }) => {
  await openStudio(page, '/settings?section=benchmarks');
  await page.getByLabel('Load from a file…').setInputFiles({
    name: 'bench.json',
    mimeType: 'application/json',
    buffer: Buffer.from('[]'),
  });
  await expect(page.getByText('import/not-recognised')).toBeVisible();
  await page.getByLabel('Load from a file…').setInputFiles({
    name: 'MLVU.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('video_name,question\na.mp4,why\nb.mp4,how\n'),
  });
  await expect(page.getByText('MLVU', { exact: true })).toBeVisible();
  await expect(page.getByText('import/not-recognised')).toBeHidden();
});
