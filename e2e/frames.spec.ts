import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { archiveRows } from './support/archive-rows.ts';
import { withoutNativePickers } from './support/journey.ts';
import { createProject, openStudio, realClip, SAMPLE_CLIP } from './support/studio.ts';

/** A prepared clip, and its Frames screen. */
async function openFrames(page: Page, clip: string): Promise<string> {
  await openStudio(page);
  const projectId = await createProject(page, 'Spot-check');
  const videoId = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const [video] = await globalThis.ristretto.videos.add([new File([bytes], 'clip.mp4')]);
    if (!video) throw new Error('The clip was not added.');
    await globalThis.ristretto.selection.run(video.id, { method: 'ristretto', budget: 6 });
    return video.id;
  }, readFileSync(clip).toString('base64'));
  await page
    .getByRole('link', { name: /Spot-check/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Open the frames of clip.mp4' }).first().click();
  await expect(page.getByRole('listbox', { name: 'Sampled frames' })).toBeVisible();
  expect(page.url()).toContain(videoId);
  return projectId;
}

const verdictButton = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Verdict' }).getByRole('button', { name });

/** No name of a parameter is cut off, at either width that the studio is made for. */
async function namesAreWhole(page: Page): Promise<void> {
  const before = page.viewportSize();
  const name = page.getByRole('region', { name: 'Selector' }).getByText('Weight of the question');
  for (const width of [1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const cutOff = await name.evaluate((label) => label.scrollWidth - label.clientWidth);
    expect(cutOff, `at ${width} px`).toBeLessThanOrEqual(0);
  }
  if (before) await page.setViewportSize(before);
}

/** Text of a file that the Files menu saves. */
async function savedFile(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Files' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

test('frames are explained, compared and judged; verdicts survive and leave as files', async ({
  page,
}) => {
  const clip = realClip('sintel_trailer_720p.mp4');
  await withoutNativePickers(page);
  const projectId = await openFrames(page, clip);

  // Why a frame is kept and why another is not, in words; from that one to the frame that stands for it.
  const options = page.getByRole('option');
  await expect(page.getByRole('option', { selected: true })).toHaveAccessibleName(
    /core frame 1 of \d: .+/,
  );
  const dropped = page.getByRole('option', { name: /not kept: .+ stands for it/ }).first();
  await dropped.click();
  await expect(page.getByText(/is kept and stands for it, 0\.\d\d alike/)).toBeVisible();
  // The rule that passed it over: blank frames lose, others had no room in the budget.
  await page.getByRole('option', { name: /at 0:00\.0, not kept/ }).click();
  await expect(page.getByText('blank: shows next to nothing')).toBeVisible();
  await page.getByRole('option', { name: /at 0:02\.0, not kept/ }).click();
  await expect(page.getByText('the budget is spent: the 6 kept frames show more')).toBeVisible();
  await namesAreWhole(page);
  await page
    .getByRole('button', { name: /^Go to \d/ })
    .first()
    .click();
  await expect(page.getByRole('option', { selected: true })).toHaveAccessibleName(/core frame/);
  expect(await options.count()).toBeGreaterThan(3);

  // The curves are the slider of the player; filmstrip and panel follow it.
  await page.getByRole('slider', { name: 'Time in the video' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('option', { selected: true })).toHaveAccessibleName(/at 0:00\.0/);
  await expect(page.getByRole('img', { name: /How alike each of \d+/ })).toHaveAttribute(
    'aria-busy',
    'false',
  );

  // Methods side by side at one budget, and somebody else's frames as one more.
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(5);
  await expect(page.getByRole('rowheader', { name: 'Uniform' })).toBeVisible();
  await page.getByLabel('Load selections or ground truth…').setInputFiles({
    name: 'theirs.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('time_sec\n5\n20\n40\n'),
  });
  await expect(page.getByRole('rowheader', { name: 'theirs (loaded)' })).toBeVisible();
  await page.getByLabel('Load selections or ground truth…').setInputFiles({
    name: 'wrong.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('time_sec\n5\nsoon\n'),
  });
  await expect(page.getByText(/line: 3 · column: 1/)).toBeVisible();

  // A model without a text tower says so, and where to find one that has it.
  await page.getByRole('textbox', { name: 'Question' }).fill('When does the dragon fly?');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('alert').getByRole('link', { name: /Settings → Models/ }),
  ).toBeVisible();

  // One key a verdict; a reload keeps it; undo takes it back, redo gives it again.
  await page.getByRole('listbox', { name: 'Sampled frames' }).focus();
  await page.keyboard.press('3');
  await expect(verdictButton(page, 'Missed a moment')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('textbox', { name: 'Note (Enter saves it)' }).fill('the dragon');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Note saved')).toBeVisible();
  await page.reload();
  await expect(verdictButton(page, 'Missed a moment')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('listbox', { name: 'Sampled frames' }).focus();
  await page.keyboard.press('1');
  await expect(verdictButton(page, 'Good')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('u');
  await expect(verdictButton(page, 'Missed a moment')).toHaveAttribute('aria-pressed', 'true');

  expect(await savedFile(page, 'verdicts.csv')).toMatch(
    /^clip\.mp4,ristretto,missed,,0,the dragon,annotator,/m,
  );
  const selections = JSON.parse(await savedFile(page, 'selections.json'));
  expect(selections.selections).toMatchObject([{ video: 'clip.mp4', method: 'ristretto' }]);
  const events = await archiveRows(page, projectId, 'inspections');
  expect(events.map(({ type }) => type)).toEqual([
    'outside',
    'verdict',
    'verdict',
    'verdict',
    'undo',
  ]);
});

test('a spot-check is blind until its end, and reports each method with its interval', async ({
  page,
}) => {
  await openFrames(page, SAMPLE_CLIP);
  await page.getByRole('button', { name: 'Spot-check…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByText('spot-check 0 / 2')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Selector' })).toBeHidden();
  await expect(page.getByRole('option', { selected: true })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('spot-check 1 / 2')).toBeVisible();
  await expect(page.getByRole('option', { selected: true })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByText('All 2 selections are judged')).toBeVisible();
  const results = page.getByRole('table', { name: 'Share judged good' });
  await expect(results.getByRole('row').filter({ hasText: '1 · 100%' })).toContainText(
    '21% – 100%',
  );
  await expect(results.getByRole('row').filter({ hasText: '0 · 0%' })).toContainText('0% – 79%');
});
