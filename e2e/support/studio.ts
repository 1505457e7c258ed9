import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Page, test } from '@playwright/test';
import '../../src/app/automation/contract.ts';

/** Opens the studio and waits until its storage is open. */
export async function openStudio(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  await page.evaluate(() => globalThis.ristretto.ready);
}

/** Real clips that are not part of the project; a test that needs one skips where it is missing. */
export function realClip(name: string): string {
  const path = resolve(import.meta.dirname, '../../../shared/data/videos', name);
  test.skip(!existsSync(path), `The clip ${name} is not here.`);
  return path;
}

/** The project's own clip, always there. */
export const SAMPLE_CLIP = resolve(import.meta.dirname, '../../public/sample/clip.mp4');

/** A project made by script, opened for scripts. */
export async function createProject(page: Page, name: string): Promise<string> {
  return page.evaluate(async (projectName) => {
    const id = await globalThis.ristretto.projects.create(projectName);
    await globalThis.ristretto.projects.open(id);
    return id;
  }, name);
}
