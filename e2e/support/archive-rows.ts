import type { Page } from '@playwright/test';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import type { ArchiveRowOf } from '../../src/core/archive-rows.ts';
import type { ArchiveTable } from '../../src/core/store-port.ts';

/** Rows of one table of the open project, as its archive holds them: what is in the store, whatever a screen shows. */
export async function archiveRows<T extends ArchiveTable>(
  page: Page,
  projectId: string,
  table: T,
): Promise<ArchiveRowOf[T][]> {
  const reader = new ZipReader(new BlobReader(new Blob([await archiveBytes(page, projectId)])));
  try {
    const rows: ArchiveRowOf[T][] = [];
    for (const entry of await reader.getEntries()) {
      if (entry.directory || !entry.filename.startsWith(`${table}/`)) continue;
      const text = await entry.getData(new TextWriter());
      for (const line of text.split('\n')) if (line) rows.push(JSON.parse(line));
    }
    return rows;
  } finally {
    await reader.close();
  }
}

export async function archiveBytes(page: Page, projectId: string): Promise<Buffer<ArrayBuffer>> {
  const base64 = await page.evaluate(async (id) => {
    await globalThis.ristretto.projects.open(id);
    for await (const { bytes } of globalThis.ristretto.datasets.export('ristretto-archive')) {
      const blob = await new Response(bytes).blob();
      return new Promise<string>((resolve, reject) => {
        const file = new FileReader();
        file.onload = () => resolve(String(file.result).replace(/^[^,]*,/, ''));
        file.onerror = () => reject(file.error);
        file.readAsDataURL(blob);
      });
    }
    throw new Error('The archive has no file.');
  }, projectId);
  return Buffer.from(base64, 'base64');
}

/** What preparing the only video has sampled so far; the poster of its card, of another size, is left out. */
export async function preparedSamples(
  page: Page,
  projectId: string,
): Promise<ArchiveRowOf['samples'][]> {
  const jobs = await archiveRows(page, projectId, 'jobs');
  const sizes = jobs.flatMap(({ spec }) => (spec.kind === 'prepare' ? [spec.longSidePx] : []));
  const samples = await archiveRows(page, projectId, 'samples');
  return samples.filter(({ longSidePx }) => sizes.includes(longSidePx));
}
