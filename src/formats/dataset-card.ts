import type { Manifest } from './manifest.ts';

const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cellText(cell)).join(' | ')} |`)
    .join('\n');

const cellText = (cell: unknown): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|');

/** `README.md` of a dataset: the manifest for people. Same manifest, same text. */
export function datasetCard(manifest: Manifest): string {
  const { counts, files, tasks, video_licences: licences, missing_files: missing } = manifest;
  const parts = [
    `# ${cellText(manifest.dataset)} ${cellText(manifest.dataset_version)}`,
    `${manifest.records} records in the format \`${manifest.format}\` (version ${manifest.version}), reviewed by people in Ristretto ${manifest.studio_version}. Licence: ${manifest.licence ?? 'not stated'}.`,
    '## Files',
    table(
      ['file', 'records', 'SHA-256'],
      files.map(({ path, records, sha256 }) => [`\`${path}\``, records, `\`${sha256}\``]),
    ),
    '`records.jsonl` says for each record where it comes from; `frames.jsonl` has the exact time of each picture; `manifest.json` has all of this page for programs.',
    '## How many came through',
    table(
      ['step', 'in', 'out'],
      counts.map((step) => [step.step, step.in, step.out]),
    ),
    '## Tasks',
    table(['task', 'drafts'], Object.entries(tasks)),
    '## Videos',
    `${missing.length} videos are named by the records and are not in this zip; \`missing_files\` in the manifest lists path, size and fingerprint.`,
    table(['licence', 'videos'], Object.entries(licences)),
    '## Changes',
    manifest.changelog
      .map(({ version, changes }) => `* **${cellText(version)}** ${cellText(changes)}`.trimEnd())
      .join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
