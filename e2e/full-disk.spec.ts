import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { errors } from '../src/locales/en/errors.ts';
import { archiveRows, preparedSamples } from './support/archive-rows.ts';
import { openJobs, startPreparing } from './support/jobs.ts';
import { makeProject, pickFiles, withoutNativePickers } from './support/journey.ts';
import { openStudio, SAMPLE_CLIP } from './support/studio.ts';

/** Room for some of the frames of the clip, and not for all. */
const ROOM_BYTES = 1_500_000;

const usedBytes = (page: Page): Promise<number> =>
  page.evaluate(async () => (await globalThis.ristretto.capabilities()).storage.usedBytes);

/** Holds the browser's storage for the studio to a size; `null` = as it was. */
async function setQuota(
  session: CDPSession,
  origin: string,
  quotaBytes: number | null,
): Promise<void> {
  await session.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaBytes === null ? {} : { quotaSize: quotaBytes }),
  });
}

test('a full disk stops the job with clear words, loses nothing, and the job goes on when there is room', async ({
  page,
  baseURL,
}) => {
  const origin = baseURL ?? '';
  const session = await page.context().newCDPSession(page);
  await withoutNativePickers(page);
  await openStudio(page);
  const projectId = await makeProject(page, 'Full disk');
  await pickFiles(page, [SAMPLE_CLIP]);
  await expect(page.getByText('1 video added')).toBeVisible();
  await page.getByRole('img', { name: 'Early frame of clip.mp4' }).waitFor();
  await setQuota(session, origin, (await usedBytes(page)) + ROOM_BYTES);

  await startPreparing(page, 0.4);
  const jobs = await openJobs(page);
  const { what, next } = errors['storage/quota'];
  await expect(jobs.getByText(what)).toBeVisible({ timeout: 120_000 });
  await expect(jobs.getByText(next)).toBeVisible();
  await expect(jobs.getByText(/^storage\/quota/)).toBeVisible();
  const stored = await preparedSamples(page, projectId);
  const videos = await archiveRows(page, projectId, 'videos');
  expect(videos).toHaveLength(1);
  expect(stored.length).toBeGreaterThan(0);

  await setQuota(session, origin, null);
  await jobs.getByRole('button', { name: /^Run again/ }).click();
  await expect(jobs.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 });
  const all = await preparedSamples(page, projectId);
  expect(all).toEqual(expect.arrayContaining(stored));
  const [job] = await archiveRows(page, projectId, 'jobs');
  const summary = job?.state.status === 'done' ? job.state.summary : {};
  expect(summary.decodedNow).toBe(Number(summary.frames) - stored.length);
  expect(all).toHaveLength(Number(summary.frames));
});
