import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import type { ErrorCode } from '../src/core/errors.ts';
import { errors } from '../src/locales/en/errors.ts';
import { type Behaviour, MARKUP } from './stub-endpoint/behaviour.ts';
import { type StubEndpoint, startStub } from './stub-endpoint/server.ts';
import { archiveBytes, archiveRows } from './support/archive-rows.ts';
import { openJobs, sendDrafting } from './support/jobs.ts';
import {
  bindDrafter,
  makeProject,
  openSection,
  pickFiles,
  prepare,
  withoutNativePickers,
} from './support/journey.ts';
import { SAMPLE_CLIP } from './support/studio.ts';

const API_KEY = 'sk-secret-0123456789';
const NOT_JSON = { kind: 'reply', text: 'I would rather talk about the weather.' } as const;

/** What an endpoint does, and what it is called on the screen. */
const CASES: { behaviour: Behaviour; code: ErrorCode; requests: number | null }[] = [
  { behaviour: { kind: 'error', status: 401 }, code: 'llm/unauthorized', requests: 1 },
  { behaviour: { kind: 'error', status: 403 }, code: 'llm/forbidden', requests: 1 },
  {
    behaviour: { kind: 'error', status: 404, error: { message: 'No such model: stub-vision.' } },
    code: 'llm/model-not-found',
    requests: 1,
  },
  {
    behaviour: {
      kind: 'error',
      status: 429,
      error: { message: 'You exceeded your current quota.', code: 'insufficient_quota' },
    },
    code: 'llm/quota-exceeded',
    requests: 1,
  },
  { behaviour: { kind: 'html' }, code: 'llm/not-an-api', requests: 1 },
  { behaviour: NOT_JSON, code: 'llm/bad-json', requests: 2 },
  {
    behaviour: { kind: 'reply', text: '{"drafts": [{"title": "Of another kind"}]}' },
    code: 'llm/bad-schema',
    requests: 2,
  },
  { behaviour: { kind: 'json', body: { ok: true } }, code: 'llm/not-an-api', requests: 1 },
  { behaviour: { kind: 'reply', refusal: 'I cannot help.' }, code: 'llm/refused', requests: 1 },
  {
    behaviour: { kind: 'reply', text: '', finishReason: 'content_filter' },
    code: 'llm/content-filter',
    requests: 1,
  },
  {
    behaviour: { kind: 'error', status: 500, headers: { 'retry-after-ms': '0' } },
    code: 'llm/server-error',
    requests: 5,
  },
  // The browser itself may ask once more where a connection was closed under it.
  { behaviour: { kind: 'reset' }, code: 'llm/unreachable', requests: null },
  { behaviour: { kind: 'hang' }, code: 'llm/timeout', requests: 1 },
];

test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 20_000 });

let stub: StubEndpoint;
let context: BrowserContext;
let page: Page;
let projectId: string;
const said: string[] = [];
const dialogs: string[] = [];

test.beforeAll(async ({ browser }) => {
  stub = await startStub({ apiKey: API_KEY });
  context = await browser.newContext();
  page = await context.newPage();
  page.on('console', (message) => said.push(message.text()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await withoutNativePickers(page);
  await bindDrafter(page, { url: stub.url, apiKey: API_KEY, streaming: false, timeoutSec: 1 });
  projectId = await makeProject(page, 'Hostile');
  await pickFiles(page, [SAMPLE_CLIP]);
  await prepare(page, { everySec: 3 });
  await page.evaluate((id) => globalThis.ristretto.projects.open(id), projectId);
});
test.afterAll(async () => {
  await context.close();
  await stub.close();
});

const drafts = () => page.evaluate(() => globalThis.ristretto.drafts.count());

test('each way in which an endpoint fails has its own words, and asking again is possible', async () => {
  let isFirst = true;
  for (const { behaviour, code, requests } of CASES) {
    const label = `${behaviour.kind} → ${code}`;
    const before = stub.requests.length;
    stub.always(behaviour);
    if (isFirst) await sendDrafting(page);
    const jobs = await openJobs(page);
    if (!isFirst) await jobs.getByRole('button', { name: /^Run again/ }).click();
    isFirst = false;
    await expect(jobs.getByText(errors[code].what), label).toBeVisible();
    await expect(jobs.getByText(errors[code].next), label).toBeVisible();
    if (requests !== null) expect(stub.requests.length - before, label).toBe(requests);
    expect(await drafts(), label).toBe(0);
  }
  await context.setOffline(true);
  const jobs = await openJobs(page);
  await jobs.getByRole('button', { name: /^Run again/ }).click();
  await expect(jobs.getByText(errors['llm/offline'].what)).toBeVisible();
  await context.setOffline(false);
});

test('a server that asks for patience gets it, and then drafts', async () => {
  const before = stub.requests.length;
  stub.always({ kind: 'ok' });
  stub.script({ kind: 'error', status: 429, headers: { 'retry-after': '1' } });
  const jobs = await openJobs(page);
  await jobs.getByRole('button', { name: /^Run again/ }).click();
  await expect(jobs.getByText(/^3 drafts/)).toBeVisible();
  expect(stub.requests.length - before).toBe(2);
  expect(await drafts()).toBe(3);
});

/** Drafts with three requests, by script; the job is in the drawer all the same. */
const draftInThree = (questionsPerCall: number) =>
  page.evaluate(async (questions) => {
    const [video] = await globalThis.ristretto.videos.list();
    return globalThis.ristretto.recipes.run(video?.id ?? '', 'evidence-qa', {
      params: { framesPerCall: 3, questionsPerCall: questions },
    });
  }, questionsPerCall);

test('where one request of several fails, the others give their drafts and only that one is paid again', async () => {
  const [before, had] = [stub.requests.length, await drafts()];
  stub.script({ kind: 'ok' }, { kind: 'reply', refusal: 'No.' });
  const run = await draftInThree(1);
  expect(run.failed.map(({ code }) => code)).toEqual(['llm/refused']);
  expect(await drafts()).toBe(had + 2);
  const jobs = await openJobs(page);
  await jobs.getByText('1 part failed, the rest went on').click();
  await expect(jobs.getByText(errors['llm/refused'].what)).toBeVisible();
  expect(stub.requests.length - before).toBe(3);

  await jobs.getByRole('button', { name: /^Run again/ }).click();
  await expect(jobs.getByText('2 of 3 replies were there already')).toBeVisible();
  expect(stub.requests.length - before).toBe(4);
  expect(await drafts()).toBe(had + 3);
});

test('the network dropping in mid-draft says so, and going on pays only what is missing', async () => {
  const [before, had] = [stub.requests.length, await drafts()];
  // Two replies come, and the third breaks off for as long as the studio keeps trying.
  stub.script({ kind: 'ok' }, { kind: 'ok' });
  stub.always({ kind: 'cut', how: 'reset' });
  const run = draftInThree(2);
  await expect.poll(() => stub.requests.length - before).toBeGreaterThan(3);
  await context.setOffline(true);
  expect((await run).failed.map(({ code }) => code)).toEqual(['llm/offline']);
  const jobs = await openJobs(page);
  await expect(jobs.getByText(errors['llm/offline'].what)).toBeVisible();
  expect(await drafts()).toBe(had + 4);

  const cut = stub.requests.length;
  stub.always({ kind: 'ok' });
  await context.setOffline(false);
  await jobs.getByRole('button', { name: /^Run again/ }).click();
  await expect.poll(drafts).toBe(had + 6);
  expect(stub.requests.length - cut).toBe(1);
});

test('markup and script in drafts are text: on the screens and in exports', async () => {
  stub.always({ kind: 'markup' });
  await draftInThree(3);
  stub.always({ kind: 'ok' });
  await page.evaluate(async (markup) => {
    const { drafts: found } = await globalThis.ristretto.drafts.page({}, { limit: 100 });
    for (const { id, question } of found)
      await globalThis.ristretto.decisions.record(id, {
        verdict: question?.includes(markup) ? 'flag' : 'skip',
      });
  }, MARKUP);
  await openSection(page, 'Queue');
  await expect(page.getByText(MARKUP).first()).toBeVisible();
  await page.getByRole('row').filter({ hasText: MARKUP }).first().dblclick();
  await expect(page.getByRole('region', { name: 'Draft' }).getByText(MARKUP).first()).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Answer' })).toHaveValue(/<script>/);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => countOf('accepted')).toBe(1);

  expect(await page.evaluate(() => Reflect.get(globalThis, '__stubScriptRan'))).toBeUndefined();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(dialogs).toEqual([]);
  expect(await exportedText('videoespresso-train')).toContain(JSON.stringify(MARKUP).slice(1, -1));
  const rows = await archiveRows(page, projectId, 'drafts');
  expect(rows.some(({ question }) => question?.includes(MARKUP))).toBe(true);
});

const countOf = (status: 'accepted') =>
  page.evaluate((wanted) => globalThis.ristretto.drafts.count({ status: wanted }), status);

/** All files of an export, as one text. */
const exportedText = (format: string) =>
  page.evaluate(async (id) => {
    let text = '';
    for await (const { bytes } of globalThis.ristretto.datasets.export(id))
      text += await new Response(bytes).text();
    return text;
  }, format);

test('a key that is kept in memory is nowhere else', async () => {
  expect(stub.requests.at(-1)?.headers.authorization).toBe(`Bearer ${API_KEY}`);
  expect(stub.violations).toEqual([]);
  expect(page.url()).not.toContain(API_KEY);
  expect(said.join('\n')).not.toContain(API_KEY);
  expect((await archiveBytes(page, projectId)).includes(API_KEY)).toBe(false);
  const kept = await page.evaluate(async () => {
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const read = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const entry of folder.values()) {
        if (entry instanceof FileSystemDirectoryHandle) await read(entry);
        else if (entry instanceof FileSystemFileHandle)
          texts.push(await (await entry.getFile()).text());
      }
    };
    await read(await navigator.storage.getDirectory());
    return texts;
  });
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.join('\n').includes(stub.url)).toBe(true);
  expect(kept.some((text) => text.includes(API_KEY))).toBe(false);
});
