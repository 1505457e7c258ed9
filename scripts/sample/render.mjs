/**
 * Renders the sample clip: `npm run sample` writes `public/sample/clip.mp4`.
 * `npm run sample -- --at 1,5.5,12 --out some-folder` writes single pictures instead, to look at while drawing.
 */
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };
const PAGE =
  '<!doctype html><title>sample</title><script type="module" src="/scripts/sample/scene/page.js"></script>';

const { values } = parseArgs({
  options: {
    at: { type: 'string' },
    out: { type: 'string' },
    crf: { type: 'string', default: '23' },
  },
});

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  if (path === '/') return response.setHeader('content-type', 'text/html').end(PAGE);
  const file = join(ROOT, path);
  if (!file.startsWith(ROOT) || !existsSync(file)) return response.writeHead(404).end();
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => 'sample' in globalThis);
  if (values.at) await writePictures(page, values.at.split(',').map(Number), values.out ?? '.');
  else await writeClip(page, Number(values.crf));
} finally {
  await browser.close();
  server.close();
}

async function writePictures(page, times, folder) {
  await mkdir(folder, { recursive: true });
  for (const time of times) {
    const base64 = await page.evaluate((t) => globalThis.sample.picture(t), time);
    await writeFile(
      join(folder, `${time.toFixed(2).padStart(5, '0')}.png`),
      Buffer.from(base64, 'base64'),
    );
  }
}

async function writeClip(page, crf) {
  page.setDefaultTimeout(0);
  const { base64, log } = await page.evaluate((value) => globalThis.sample.clip(value), crf);
  const bytes = Buffer.from(base64, 'base64');
  const path = join(ROOT, 'public/sample/clip.mp4');
  await mkdir(join(ROOT, 'public/sample'), { recursive: true });
  await writeFile(path, bytes);
  console.log(`${path}: ${(bytes.length / 1e6).toFixed(2)} MB\n${log.join('\n')}`);
}
