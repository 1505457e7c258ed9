import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type StubEndpoint, startStub } from './stub-endpoint/server.ts';
import { openJobs } from './support/jobs.ts';
import { makeProject, openSection, pickFiles, withoutNativePickers } from './support/journey.ts';
import { chooseForVideo } from './support/sample.ts';
import { openStudio, SAMPLE_CLIP } from './support/studio.ts';

const L1_CAPTIONS = 3;
let stub: StubEndpoint;

test.beforeEach(async () => {
  stub = await startStub();
});
test.afterEach(async () => {
  const { violations } = stub;
  await stub.close();
  expect(violations).toEqual([]);
});

/** The captions of LLaVA-Video-178K for a video that nobody prepared, as the dialog offers them. */
async function planCaptions(page: Page): Promise<Locator> {
  await chooseForVideo(page, 'Draft…');
  const dialog = page.getByRole('dialog', { name: 'Before anything leaves this browser' });
  await choose(page, dialog.getByRole('combobox', { name: 'Recipe' }), /^LLaVA-Video-178K/);
  await choose(page, dialog.getByRole('combobox', { name: 'Questions' }), 'None');
  await dialog.getByLabel('Frames a second').fill('0.3');
  await expect(dialog.getByRole('row', { name: /^Captions of 10 s/ })).toBeVisible();
  return dialog;
}

async function choose(page: Page, menu: Locator, option: string | RegExp): Promise<void> {
  await menu.click();
  await page.getByRole('option', { name: option }).click();
}

/** What a batch service would answer to the requests of a file. */
function batchResults(input: string): string {
  const lines = input.trim().split('\n');
  return lines
    .map((line) => {
      const { custom_id, body } = JSON.parse(line) as {
        custom_id: string;
        body: { model: string };
      };
      const message = { role: 'assistant', content: 'A towel is spread over the board.' };
      const answer = {
        id: 'chatcmpl-batch',
        object: 'chat.completion',
        model: body.model,
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage: { prompt_tokens: 500, completion_tokens: 12, total_tokens: 512 },
      };
      const response = { status_code: 200, request_id: 'r', body: answer };
      return JSON.stringify({ id: 'b', custom_id, response, error: null });
    })
    .join('\n');
}

/** Writes the next requests as a file and reads their results back. */
async function byBatch(page: Page, dialog: Locator): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Write batch file…' }).click(),
  ]);
  const input = readFileSync(await download.path(), 'utf8');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Read batch results…' }).click(),
  ]);
  const buffer = Buffer.from(batchResults(input));
  await chooser.setFiles({ name: 'results.jsonl', mimeType: 'application/jsonl', buffer });
  const report = page.getByRole('dialog', { name: 'What the results file brought' });
  await expect(report.getByText('1 request is answered.')).toBeVisible();
  await report.getByRole('button', { name: 'Close' }).last().click();
}

/** Opens the last draft of a task, of as many as there are. */
async function openDraft(page: Page, task: string, count: string): Promise<void> {
  await openSection(page, 'Queue');
  await choose(page, page.getByRole('combobox', { name: 'Task' }), task);
  await expect(page.getByText(count, { exact: true })).toBeVisible();
  await page.getByRole('row').filter({ hasText: task }).last().getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Draft', exact: true })).toBeVisible();
}

test('captions on three levels: plan, batch, budget, steps; an edited caption redrafts what rests on it', async ({
  page,
}) => {
  await withoutNativePickers(page);
  await openStudio(page);
  await page.evaluate(
    (baseUrl) =>
      globalThis.ristretto.roles.bind('captioner', {
        baseUrl,
        model: 'stub-vision',
        usdPerMTokIn: 1,
        usdPerMTokOut: 4,
      }),
    stub.url,
  );
  await makeProject(page, 'Captions');
  await pickFiles(page, [SAMPLE_CLIP]);

  const dialog = await planCaptions(page);
  await byBatch(page, dialog);
  await expect(dialog.getByRole('row', { name: /^Captions of 10 s Captioner 2 1 / })).toBeVisible();
  await dialog.getByLabel('Stop at').fill('0.5');
  expect(stub.requests).toHaveLength(0);
  await dialog.getByRole('button', { name: 'Send' }).click();

  const jobs = await openJobs(page);
  await expect(jobs.getByText(/^5 drafts/)).toBeVisible({ timeout: 120_000 });
  await jobs.getByText('Steps', { exact: true }).click();
  const steps = jobs.getByRole('table', { name: /^Steps of / });
  await expect(steps.getByRole('row', { name: /^Captions of 10 s.* 3 \/ 3/ })).toBeVisible();
  await expect(steps.getByRole('row', { name: /^The whole video.* 1 \/ 1/ })).toBeVisible();
  await expect(jobs.getByText(/stops at \$0\.50/)).toBeVisible();
  expect(stub.requests).toHaveLength(L1_CAPTIONS + 2 - 1);
  await page.getByRole('button', { name: 'Hide the jobs' }).click();

  await openDraft(page, 'Caption, level 1', '3 drafts');
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Caption' }).fill('The board is empty again.');
  await page.keyboard.press('Control+Enter');
  await openDraft(page, 'Caption, level 3', '1 draft');
  const stale = page.getByRole('region', { name: 'Out of date' });
  await expect(stale).toBeVisible();
  await expect(page.getByRole('region', { name: /^Made from \d+ draft/ })).toContainText(
    'out of date itself',
  );

  await stale.getByRole('button', { name: 'Redraft what is out of date' }).click();
  await expect(dialog.getByRole('row', { name: /^Captions of 10 s Captioner 0 3 / })).toBeVisible();
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: 'Replaced' })).toBeVisible({ timeout: 120_000 });
  expect(stub.requests).toHaveLength(L1_CAPTIONS + 1 + 2);
  expect(JSON.stringify(stub.requests.at(-2)?.body)).toContain('The board is empty again.');
});
