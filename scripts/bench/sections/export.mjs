import { statSync } from 'node:fs';
import { open, rendererBytes } from '../browser.mjs';
import { count, mib } from '../stats.mjs';

const SAMPLE_EVERY_MS = 100;

/** Archive and VideoEspresso of the large project, read to the end and thrown away, with the renderers' memory beside it. */
export async function exporting({ page, large, profile, archives, importSec }) {
  const rows = [];
  for (const format of ['ristretto-archive', 'videoespresso-test', 'videoespresso-train']) {
    await open(page, '/');
    rows.push(rowOf(format, await exportOnce({ page, large, profile, format })));
  }
  return {
    title: 'Export: 10,000 drafts, all accepted',
    head: [
      '',
      'seconds',
      'MiB',
      'files',
      'renderers before, MiB',
      'most while it ran, MiB',
      'growth, MiB',
    ],
    rows,
    notes: [
      `Importing the archive of the 10,000 undecided drafts (${mib(statSync(archives.large).size)} MiB) took ${importSec.toFixed(1)} s, once, at the beginning of the run.`,
      "Memory is the resident size of the browser's renderer processes (page and workers), read from `/proc` every 100 ms, after a fresh load of the page. It includes garbage that the browser had no reason to collect yet. The archive is one file, a zip.",
    ],
  };
}

function rowOf(format, { sec, bytes, files, before, most }) {
  const memory = before === null ? ['not here', '', ''] : [before, most, most - before].map(mib);
  return [`\`${format}\``, sec.toFixed(2), mib(bytes), count(files), ...memory];
}

async function exportOnce({ page, large, profile, format }) {
  const before = rendererBytes(profile);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most ?? 0, rendererBytes(profile) ?? 0);
  }, SAMPLE_EVERY_MS);
  try {
    const result = await page.evaluate(
      async ({ id, name }) => {
        const { projects, datasets } = globalThis.ristretto;
        await projects.open(id);
        const startedAt = performance.now();
        let bytes = 0;
        let files = 0;
        for await (const file of datasets.export(name)) {
          files += 1;
          const reader = file.bytes.getReader();
          for (;;) {
            const { value, done } = await reader.read();
            if (done) break;
            bytes += value.byteLength;
          }
        }
        return { sec: (performance.now() - startedAt) / 1000, bytes, files };
      },
      { id: large, name: format },
    );
    return { ...result, before, most };
  } finally {
    clearInterval(timer);
  }
}
