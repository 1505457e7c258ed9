import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { type StubEndpoint, startStub } from './stub-endpoint/server.ts';
import {
  bindDrafter,
  draft,
  makeProject,
  openSection,
  pickFiles,
  prepare,
  projectIdOf,
  withoutNativePickers,
} from './support/journey.ts';
import { realClip, SAMPLE_CLIP } from './support/studio.ts';

const API_KEY = 'sk-test-0123456789';
let stub: StubEndpoint;

test.beforeEach(async () => {
  stub = await startStub({ apiKey: API_KEY });
});
test.afterEach(async () => {
  const { violations } = stub;
  await stub.close();
  expect(violations).toEqual([]);
});

/** Reviews every card by keyboard: accepts, edits the second, rejects the third. */
async function reviewByKeyboard(page: Page, cards: number): Promise<void> {
  await openSection(page, 'Review');
  for (let card = 0; card < cards; card += 1) {
    await expect(page.getByText(/^\d+ \/ \d+$/)).toBeVisible();
    if (card === 1) {
      await page.keyboard.press('e');
      await page.getByRole('textbox', { name: 'Answer' }).fill('Edited by a person.');
      await page.keyboard.press('Control+Enter');
    } else if (card === 2) {
      await page.keyboard.press('x');
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
    } else {
      await page.keyboard.press('a');
    }
    await expect
      .poll(() => page.evaluate(() => globalThis.ristretto.drafts.count({ status: 'pending' })))
      .toBe(cards - card - 1);
  }
}

/** The whole path with one clip; returns what the frames and vectors were made with. */
async function walk(
  page: Page,
  options: { clip: string; provider: 'WebGPU' | 'Automatic'; streaming: boolean },
) {
  await withoutNativePickers(page);
  await bindDrafter(page, { url: stub.url, apiKey: API_KEY, streaming: options.streaming });
  const projectId = await makeProject(page, 'Journey');
  await pickFiles(page, [options.clip]);
  await prepare(page, { everySec: 2, provider: options.provider });
  await draft(page);
  await page.evaluate((id) => globalThis.ristretto.projects.open(id), projectId);
  const cards = await page.evaluate(() => globalThis.ristretto.drafts.count());
  expect(cards).toBeGreaterThanOrEqual(3);
  await reviewByKeyboard(page, cards);
  const [video] = await page.evaluate(() => globalThis.ristretto.videos.list());
  const selection = await page.evaluate(
    (id) => globalThis.ristretto.selection.run(id, { method: 'ristretto' }),
    video?.id ?? '',
  );
  return { projectId, video, selection, cards };
}

/** Saves the archive on the export screen, imports it on the home screen, and compares the two projects byte for byte. */
async function exportAndImport(page: Page): Promise<void> {
  await openSection(page, 'Export');
  await page.getByText('Ristretto archive', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save archive' }).click(),
  ]);
  const path = await download.path();
  const before = await archiveDigest(page);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file…' }).click(),
  ]);
  await chooser.setFiles(path);
  await expect
    .poll(() => page.evaluate(async () => (await globalThis.ristretto.projects.list()).length), {
      timeout: 120_000,
    })
    .toBe(2);
  const copies = await page.evaluate(async () =>
    (await globalThis.ristretto.projects.list()).map(({ id }) => id),
  );
  const original = projectIdOf(page);
  const copy = copies.find((id) => id !== original) ?? original;
  await expect
    .poll(
      async () => {
        await page.evaluate((id) => globalThis.ristretto.projects.open(id), copy);
        return archiveDigest(page);
      },
      { timeout: 120_000 },
    )
    .toBe(before);
}

const archiveDigest = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    for await (const { bytes } of globalThis.ristretto.datasets.export('ristretto-archive')) {
      const digest = await crypto.subtle.digest('SHA-256', await new Response(bytes).arrayBuffer());
      return Array.from(new Uint8Array(digest), (byte) => byte.toString(16)).join(' ');
    }
    throw new Error('The archive has no file.');
  });

/** How large preparing decodes unless it is told otherwise. */
const PREPARED_LONG_SIDE_PX = 768;

/** What the model was shown: labelled pictures, byte for byte the frames that are decoded again at the times they were told with. */
async function checkRequests(
  page: Page,
  { video, selection }: Awaited<ReturnType<typeof walk>>,
  streaming: boolean,
): Promise<void> {
  expect(stub.requests.length).toBeGreaterThan(0);
  const shown = stub.requests.flatMap(({ body, pictures, timesSec }) => {
    expect(Boolean(body.stream)).toBe(streaming);
    expect(pictures.length).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toContain(API_KEY);
    return pictures.map((picture, i) => ({
      sha256: createHash('sha256').update(picture).digest('hex'),
      // Prompts round to a millisecond.
      ptsSec:
        selection.sampledSec.find((sec) => Math.abs(sec - (timesSec[i] ?? -1)) < 0.0006) ?? -1,
    }));
  });
  const again = await page.evaluate(
    async ([videoId, timesSec, longSidePx]) => {
      const { frames } = await globalThis.ristretto.frames.sample(videoId, {
        timesSec,
        longSidePx,
      });
      return frames.map(({ imageSha256 }) => imageSha256);
    },
    [video?.id ?? '', shown.map(({ ptsSec }) => ptsSec), PREPARED_LONG_SIDE_PX] as const,
  );
  expect(again).toEqual(shown.map(({ sha256 }) => sha256));
}

const shortClip = (): string => {
  const real = '../../shared/data/videos/llamafactory_mllm_demo/3.mp4';
  return existsSync(new URL(real, import.meta.url))
    ? realClip('llamafactory_mllm_demo/3.mp4')
    : SAMPLE_CLIP;
};

test('a real clip becomes curated records, embedded on WebGPU, and the archive comes back equal', async ({
  page,
}) => {
  const walked = await walk(page, { clip: shortClip(), provider: 'WebGPU', streaming: true });
  expect(walked.selection.provider).toBe('webgpu');
  expect(walked.video?.codec).toBe('h264');
  await checkRequests(page, walked, true);
  await exportAndImport(page);
});

test('the same without WebGPU, on wasm, and without streaming @no-webgpu', async ({ page }, {
  project,
}) => {
  test.skip(project.name !== 'no-webgpu', 'This one is for a browser without a GPU adapter.');
  const walked = await walk(page, { clip: shortClip(), provider: 'Automatic', streaming: false });
  expect(
    await page.evaluate(async () => (await globalThis.ristretto.capabilities()).webgpu),
  ).toBeNull();
  expect(walked.selection.provider).toBe('wasm');
  await checkRequests(page, walked, false);
  await exportAndImport(page);
});

test('the same with a clip that only FFmpeg decodes', async ({ page }) => {
  const { video, cards } = await walk(page, {
    clip: realClip('mmaction_mpeg4asp.avi'),
    provider: 'Automatic',
    streaming: false,
  });
  expect(video).toMatchObject({ container: 'avi', codec: 'mpeg4' });
  const decoders = await page.evaluate(
    async (id) => (await globalThis.ristretto.frames.sample(id, { timesSec: [1] })).decoder,
    video?.id ?? '',
  );
  expect(decoders).toBe('ffmpeg');
  await exportAndImport(page);
  await page.goBack();
  await openSection(page, 'Export');
  await page.getByText('VideoEspresso, train, video').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect(cards).toBeGreaterThan(2);
});
