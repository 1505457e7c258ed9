import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { ErrorCode } from '../src/core/errors.ts';
import { errors } from '../src/locales/en/errors.ts';
import { makeProject, withoutNativePickers } from './support/journey.ts';
import { BROKEN, numbered, smallClip } from './support/small-clip.ts';
import { openStudio } from './support/studio.ts';

const FILES = 500;
const BAD = 20;

const KINDS: [keyof typeof BROKEN, ErrorCode][] = [
  ['empty', 'video/empty-file'],
  ['text', 'video/not-a-video'],
  ['truncated', 'video/truncated'],
  ['audioOnly', 'video/no-video-track'],
  ['encrypted', 'video/encrypted'],
  ['zeroSize', 'video/zero-size'],
];

/** A folder of clips in which every 25th is broken, one kind after the other; gives the bad names with their codes. */
async function makeFolder(folder: string): Promise<Map<string, ErrorCode>> {
  mkdirSync(folder, { recursive: true });
  const clip = await smallClip(2);
  const bad = new Map<string, ErrorCode>();
  for (let n = 1; n <= FILES; n += 1) {
    const [kind, code] = KINDS[bad.size % KINDS.length] ?? ['empty', 'video/empty-file'];
    const isBad = n % (FILES / BAD) === 0;
    const name = `take ${String(n).padStart(3, '0')}${isBad ? ` ${kind}` : ''}.mp4`;
    if (isBad) bad.set(name, code);
    writeFileSync(join(folder, name), isBad ? BROKEN[kind](clip) : numbered(clip, n));
  }
  return bad;
}

async function pickFolder(page: Page, folder: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Pick a folder' }).click(),
  ]);
  await chooser.setFiles(folder);
}

test(`of a folder with ${FILES} files ${BAD} are bad: the others go on, and each bad one has its reason`, async ({
  page,
}, testInfo) => {
  test.setTimeout(600_000);
  const folder = testInfo.outputPath('takes');
  const bad = await makeFolder(folder);
  await withoutNativePickers(page);
  await openStudio(page);
  const projectId = await makeProject(page, 'A folder');
  await pickFolder(page, folder);
  await expect(page.getByText(`${FILES - BAD} videos added`)).toBeVisible({ timeout: 240_000 });
  await expect(page.getByText(`${BAD} files could not be added`)).toBeVisible();
  await expect(page.getByText(`The other ${FILES - BAD} went on.`)).toBeVisible();
  const listed = page.getByRole('listitem').filter({ hasText: /^take \d+ / });
  await expect(listed).toHaveCount(BAD);
  for (const [name, code] of bad) {
    const row = listed.filter({ hasText: name });
    await expect(row).toContainText(errors[code].what);
    await expect(row).toContainText(errors[code].next);
    await expect(row.getByRole('button')).toHaveText(code);
  }
  const names = await page.evaluate(async (id) => {
    await globalThis.ristretto.projects.open(id);
    return (await globalThis.ristretto.videos.list()).map(({ name }) => name);
  }, projectId);
  expect(names).toHaveLength(FILES - BAD);
  expect(names.filter((name) => bad.has(name))).toEqual([]);
});

test('a model file that is not the one of its card is refused, in words and by code', async ({
  page,
}) => {
  const graph = Buffer.from('not the graph that was promised');
  const card = {
    id: 'other-bytes',
    task: 'image-embedding',
    licence: 'MIT',
    files: [
      {
        path: 'model.onnx',
        sha256: createHash('sha256').update('the graph').digest('hex'),
        bytes: graph.length,
      },
    ],
    dim: 3,
    input: { widthPx: 8, heightPx: 8, mean: [0, 0, 0], std: [1, 1, 1], resize: 'squash' },
  } as const;
  await openStudio(page, '/settings');
  const code = await page.evaluate(
    ([described, bytes]) =>
      globalThis.ristretto.models
        .install({
          card: { ...described, files: [...described.files], installed: false } as never,
          files: [new File([bytes], 'model.onnx')],
        })
        .then(
          () => 'installed',
          (thrown: { code: string }) => thrown.code,
        ),
    [card, graph.toString()] as const,
  );
  expect(code).toBe('model/hash-mismatch');

  await page.getByRole('button', { name: 'Install another model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Install another model' });
  await dialog.locator('input[type=file]').setInputFiles([
    { name: 'card.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(card)) },
    { name: 'model.onnx', mimeType: 'application/octet-stream', buffer: graph },
  ]);
  await expect(dialog.getByText(errors['model/hash-mismatch'].what)).toBeVisible();
  await expect(dialog.getByText(errors['model/hash-mismatch'].next)).toBeVisible();
  const models = await page.evaluate(() => globalThis.ristretto.models.list());
  expect(models.map(({ id }) => id)).not.toContain('other-bytes');
});
