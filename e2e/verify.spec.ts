import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { withoutNativePickers } from './support/journey.ts';
import { createProject, openStudio, SAMPLE_CLIP } from './support/studio.ts';

const CLIP = readFileSync(SAMPLE_CLIP);
/** Every half second from the start, as a dump at 2 frames a second that counts from 1 has them. */
const DUMPED = 24;

const record = (paths: string[]) => ({
  question: 'What is shown?',
  answer: 'A clip.',
  task: 'Event Process',
  video_path: 'all_video/x/clip.mp4',
  evidence: '',
  keyframes_path: paths,
});
const pathOf = (n: number): string => `x_image/clip/frame_${String(n).padStart(5, '0')}.jpg`;

test('numbered frames get their times from their pictures, and are imported with them', async ({
  page,
}) => {
  await withoutNativePickers(page);
  await openStudio(page);
  const projectId = await createProject(page, 'Verified');
  await openStudio(page, `/p/${projectId}/library`);
  const pictures = await page.evaluate(
    async ({ clip, count, project }) => {
      await globalThis.ristretto.projects.open(project);
      const bytes = Uint8Array.from(atob(clip), (letter) => letter.charCodeAt(0));
      const [video] = await globalThis.ristretto.videos.add([new File([bytes], 'clip.mp4')]);
      const timesSec = Array.from({ length: count }, (_, i) => (video?.startSec ?? 0) + i / 2);
      const { frames } = await globalThis.ristretto.frames.sample(video?.id ?? '', {
        timesSec,
        longSidePx: 320,
      });
      return Promise.all(
        frames.map(async ({ image }) =>
          btoa(String.fromCharCode(...new Uint8Array(await image.arrayBuffer()))),
        ),
      );
    },
    { clip: CLIP.toString('base64'), count: DUMPED, project: projectId },
  );

  await expect(page.getByText('clip.mp4').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Verify a dataset' }).click();
  await expect(page.getByRole('heading', { name: 'Verify a dataset', level: 1 })).toBeVisible();
  const paths = pictures.map((_, i) => pathOf(i + 1));
  await page.getByLabel('Choose a file…').setInputFiles({
    name: 'videoespresso_train_video.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify([record(paths)])),
  });
  await page.getByLabel('Choose pictures or a zip…').setInputFiles(
    pictures.map((jpeg, i) => ({
      name:
        pathOf(i + 1)
          .split('/')
          .at(-1) ?? '',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(jpeg, 'base64'),
    })),
  );
  await page.getByRole('button', { name: 'Verify the file' }).click();
  const rates = page.getByRole('region', { name: 'Numbered frames' });
  await expect(rates).toContainText(
    'Fits: 2 frames a second, counted from 1, at the start of each interval',
    { timeout: 120_000 },
  );
  await expect(page.getByText(`${DUMPED} match`)).toBeVisible();

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('verify-videoespresso_train_video.csv');

  await rates.getByRole('button', { name: 'Import with these times' }).click();
  await expect(page.getByText('1 draft imported with times.')).toBeVisible({ timeout: 120_000 });
  const cited = await page.evaluate(async () => {
    const { drafts } = await globalThis.ristretto.drafts.page({}, { limit: 2 });
    return drafts[0]?.evidence.map(({ frame }) => frame?.ptsSec);
  });
  // The frame on screen at a half second of a clip of 25 frames a second began before it.
  expect(cited).toEqual(pictures.map((_, i) => expect.closeTo(Math.floor((i / 2) * 25) / 25, 3)));

  const report = await page.evaluate(() =>
    globalThis.ristretto.datasets.verify('ristretto-archive'),
  );
  expect(report).toMatchObject({ frames: DUMPED, outcomes: { match: DUMPED, mismatch: 0 } });
});
