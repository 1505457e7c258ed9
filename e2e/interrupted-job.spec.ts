import { expect, type Page, test } from '@playwright/test';
import { archiveRows, preparedSamples } from './support/archive-rows.ts';
import { openJobs, startPreparing } from './support/jobs.ts';
import { makeProject, pickFiles, withoutNativePickers } from './support/journey.ts';
import { openStudio, SAMPLE_CLIP } from './support/studio.ts';

/** Enough frames that the tab can be killed between two batches. */
const EVERY_SEC = 0.4;

async function killInMidPrepare(page: Page): Promise<void> {
  await startPreparing(page, EVERY_SEC);
  const jobs = await openJobs(page);
  await expect(jobs.getByText(/^(1[0-9]|[2-9]\d) of \d+ frames$/)).toBeVisible();
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

/** How many frames the finished job wanted, and how many of them it decoded in its last run. */
async function finishedJob(page: Page, projectId: string) {
  const [job] = await archiveRows(page, projectId, 'jobs');
  if (job?.state.status !== 'done') throw new Error(`The job is ${job?.state.status}.`);
  const { frames, decodedNow } = job.state.summary;
  return { frames: Number(frames), decodedNow: Number(decodedNow) };
}

test('a job of a killed tab is there again, waits for its file, and decodes only what is missing', async ({
  page,
  context,
}) => {
  await withoutNativePickers(page);
  await openStudio(page);
  const projectId = await makeProject(page, 'Interrupted');
  await pickFiles(page, [SAMPLE_CLIP]);
  await killInMidPrepare(page);

  const next = await context.newPage();
  await withoutNativePickers(next);
  await next.goto(`/p/${projectId}/library`);
  const jobs = await openJobs(next);
  await expect(jobs.getByText('Waiting for access to the file')).toBeVisible();
  const finished = await preparedSamples(next, projectId);
  expect(finished.length).toBeGreaterThanOrEqual(8);

  const [chooser] = await Promise.all([
    next.waitForEvent('filechooser'),
    next.getByRole('button', { name: 'Link again' }).click(),
  ]);
  await chooser.setFiles([SAMPLE_CLIP]);
  await expect(jobs.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 });
  const { frames, decodedNow } = await finishedJob(next, projectId);
  expect(decodedNow).toBe(frames - finished.length);
  const all = await preparedSamples(next, projectId);
  expect(all).toHaveLength(frames);
  expect(all).toEqual(expect.arrayContaining(finished));
});

test('with the video copied into the browser, the job goes on by itself', async ({
  page,
  context,
}) => {
  await withoutNativePickers(page);
  await openStudio(page);
  const projectId = await makeProject(page, 'Goes on');
  await pickFiles(page, [SAMPLE_CLIP]);
  await page.getByRole('button', { name: 'More for clip.mp4' }).click();
  await page.getByRole('menuitem', { name: 'Copy into this browser' }).click();
  await expect(page.getByText('in this browser').first()).toBeVisible();
  await killInMidPrepare(page);

  const next = await context.newPage();
  await next.goto(`/p/${projectId}/library`);
  const jobs = await openJobs(next);
  await expect(jobs.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 });
  const { frames, decodedNow } = await finishedJob(next, projectId);
  expect(decodedNow).toBeLessThanOrEqual(frames - 8);
  expect(await preparedSamples(next, projectId)).toHaveLength(frames);
});
