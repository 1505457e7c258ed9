/** Formats that the studio reads or writes, by the ids that scripts use. */
export const DATASET_FORMATS = [
  { id: 'videoespresso-test', reads: true, writes: true },
  { id: 'videoespresso-train', reads: true, writes: true },
  { id: 'ristretto-archive', reads: true, writes: true },
] as const;

export type DatasetFormat = (typeof DATASET_FORMATS)[number]['id'];

/** `PK`, and what follows it in a file with entries or an empty one. */
export function isZip(head: Uint8Array): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    (head[2] === 0x03 || head[2] === 0x05) &&
    head[3] === head[2] + 1
  );
}

const hasKey = (text: string, ...keys: string[]): boolean =>
  keys.some((key) => text.includes(`"${key}"`));

/**
 * The format of a JSON or JSON-lines file by the keys of its first records; `null` = none that is known.
 * @param head first characters of the file; 64 Ki are plenty
 */
export function sniffText(head: string): DatasetFormat | null {
  if (!/^\uFEFF?\s*[[{]/.test(head) || !hasKey(head, 'question') || !hasKey(head, 'video_path'))
    return null;
  if (hasKey(head, 'core_frames_paths', 'core_frame_path', 'options', 'correct_answer'))
    return 'videoespresso-test';
  return hasKey(head, 'keyframes_path', 'evidence', 'answer') ? 'videoespresso-train' : null;
}

/** What a zip holds: an archive, or a dataset with the path of its records. `null` = neither. */
export function sniffZip(
  paths: readonly string[],
): { format: DatasetFormat; records: string[] } | null {
  if (
    paths.includes('manifest.json') &&
    paths.some((path) => path === 'checksums.ndjson' || path.startsWith('project/'))
  ) {
    return { format: 'ristretto-archive', records: [] };
  }
  for (const flavour of ['test', 'train'] as const) {
    const records = paths.filter((path) =>
      new RegExp(`^videoespresso_${flavour}(\\.\\w+)?\\.json$`).test(path),
    );
    if (records.length > 0) return { format: `videoespresso-${flavour}`, records };
  }
  return null;
}
