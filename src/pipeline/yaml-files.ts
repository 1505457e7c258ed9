import type { FilesPort } from '../core/ports.ts';
import { readLlavaYaml } from '../formats/llava-yaml.ts';
import type { ImportReport } from './dataset-types.ts';

type Entry = Awaited<ReturnType<FilesPort['unzip']>>[number];

const fileName = (path: string): string => path.split('/').at(-1) ?? path;

/**
 * The record files that the YAML lists in a zip name, for LLaVA-Video sets with names of their own. A list may have been written
 * for another folder, so a file is also known by its name alone. Sampling strategies are for training: all records are read.
 */
export async function filesOfYaml(entries: readonly Entry[]): Promise<{
  found: { format: 'llava-video'; records: string[] } | null;
  problems: ImportReport['problems'];
}> {
  const problems: ImportReport['problems'] = [];
  const records = new Set<string>();
  for (const entry of entries.filter(({ path }) => /^[^/]+\.ya?ml$/.test(path))) {
    const read = readLlavaYaml(new TextDecoder().decode(await entry.read()));
    for (const problem of read.problems) problems.push({ ...problem, path: entry.path });
    for (const { jsonPath } of read.datasets) {
      const file = entries.find(({ path }) => path === jsonPath || path === fileName(jsonPath));
      if (file) records.add(file.path);
      else
        problems.push({ line: 1, path: entry.path, message: `"${jsonPath}" is not in this zip.` });
    }
  }
  if (records.size === 0) return { found: null, problems };
  return { found: { format: 'llava-video', records: [...records] }, problems };
}
