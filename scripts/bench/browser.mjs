import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../chromium.mjs';

/** A browser with a profile on disk: storage in a private window would live in memory and flatter every write. */
export async function openBrowser(folder, url) {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    headless: true,
    baseURL: url,
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
  });
  const [page] = context.pages();
  page.setDefaultTimeout(600_000);
  const session = await context.newCDPSession(page);
  const { product } = await session.send('Browser.getVersion');
  return { context, page, profile, version: product.split('/')[1] };
}

/** Opens a screen and waits until storage is open. */
export async function open(page, path) {
  await page.goto(path);
  await page.evaluate(() => globalThis.ristretto.ready);
}

/** Hands files to scripts in the page; they read them with `givenFiles()`. */
export async function giveFiles(page, paths) {
  await page.evaluate(() => {
    document.querySelector('#bench-files')?.remove();
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, id: 'bench-files', hidden: true });
    document.body.append(input);
  });
  await page.setInputFiles('#bench-files', paths);
}

/** Imports an archive as a project of its own, under a name of its own. @returns its id */
export async function importArchive(page, path) {
  await giveFiles(page, [path]);
  return page.evaluate(async () => {
    const { datasets, projects } = globalThis.ristretto;
    const known = new Set((await projects.list()).map(({ id }) => id));
    await datasets.import(document.querySelector('#bench-files').files[0]);
    return (await projects.list()).find(({ id }) => !known.has(id)).id;
  });
}

/**
 * Resident bytes of the browser's renderer processes together, from `/proc`; `null` where there is none. The page and its
 * workers live there.
 */
export function rendererBytes(profile) {
  let pids;
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return null;
  }
  const processes = pids.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const field = (name) =>
        Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))?.[1] ?? 0);
      return [{ pid, command, parent: String(field('PPid')), bytes: field('VmRSS') * 1024 }];
    } catch {
      return [];
    }
  });
  const family = new Set(
    processes.filter(({ command }) => command.includes(profile)).map(({ pid }) => pid),
  );
  for (let size = -1; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes
    .filter(({ pid, command }) => family.has(pid) && command.includes('--type=renderer'))
    .reduce((sum, { bytes }) => sum + bytes, 0);
}
