/**
 * Labels a folder of videos without anybody at the screen.
 *
 *   node docs/examples/label-folder.mjs FOLDER OUT
 *
 * Environment: STUDIO_URL (http://localhost:4173), BASE_URL (https://api.openai.com/v1), MODEL (gpt-4o), OPENAI_API_KEY.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';

const VIDEO = /\.(mp4|mov|m4v|mkv|webm|avi|ts|mpg|mpeg|flv|wmv|ogv|3gp)$/i;
const [folder, out] = process.argv.slice(2);
if (!folder || !out) {
  console.error('usage: node docs/examples/label-folder.mjs FOLDER OUT');
  process.exit(2);
}

const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
const page = await browser.newPage();
await page.goto(process.env.STUDIO_URL ?? 'http://localhost:4173');
await page.waitForFunction(() => globalThis.ristretto !== undefined);
await page.evaluate(() => globalThis.ristretto.ready);

await page.evaluate(
  async ({ binding, name }) => {
    const { projects, roles } = globalThis.ristretto;
    await projects.open(await projects.create(name));
    await roles.bind('drafter', binding);
  },
  {
    name: folder,
    binding: {
      baseUrl: process.env.BASE_URL ?? 'https://api.openai.com/v1',
      model: process.env.MODEL ?? 'gpt-4o',
      apiKey: process.env.OPENAI_API_KEY,
    },
  },
);

// Files reach the page through an <input>, as they do for a person: nothing is read whole.
await page.evaluate(() => {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.id = 'label-folder-input';
  document.body.append(input);
});
const names = (await readdir(folder)).filter((name) => VIDEO.test(name)).sort();
for (const name of names) {
  await page.setInputFiles('#label-folder-input', resolve(folder, name));
  const line = await page.evaluate(async () => {
    const { videos, recipes } = globalThis.ristretto;
    const [file] = document.querySelector('#label-folder-input').files;
    try {
      const [video] = await videos.add([file]);
      const run = await recipes.run(video.id, 'evidence-qa');
      const failed = run.failed.map(({ code }) => code).join(' ');
      return `${run.drafts} drafts, ${run.requests.fromMemo}/${run.requests.total} requests from memory, $${run.usd ?? '?'} ${failed}`;
    } catch (error) {
      return `${error.code}: ${error.message}`;
    }
  });
  console.log(`${name}: ${line}`);
}

const accepted = await page.evaluate(async () => {
  const { drafts, decisions } = globalThis.ristretto;
  let count = 0;
  for (let after; ; ) {
    const page = await drafts.page({ status: 'pending' }, { limit: 100, ...(after ? { after } : {}) });
    for (const draft of page.drafts) {
      if (draft.checks.some((check) => check.verdict === 'warn' || check.verdict === 'fail')) continue;
      await decisions.record(draft.id, { verdict: 'accept', note: 'no warnings' });
      count += 1;
    }
    if (page.next === null) return count;
    after = page.next;
  }
});
console.log(`accepted ${accepted} drafts without warnings`);

await page.exposeFunction('saveFile', async (path, base64) => {
  const target = join(out, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, Buffer.from(base64, 'base64'));
});
await page.evaluate(
  async (formats) => {
    const toBase64 = (blob) =>
      new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result.split(',')[1] ?? '');
        reader.readAsDataURL(blob);
      });
    for (const format of formats) {
      for await (const { path, bytes } of globalThis.ristretto.datasets.export(format)) {
        await globalThis.saveFile(`${format}/${path}`, await toBase64(await new Response(bytes).blob()));
      }
    }
  },
  accepted > 0 ? ['ristretto-archive', 'video-espresso-train-video'] : ['ristretto-archive'],
);
await browser.close();
