/** Formats that the studio reads or writes, by the ids that scripts use. */
export const DATASET_FORMATS = [
  { id: 'video-espresso-test', reads: true, writes: true },
  { id: 'video-espresso-train-video', reads: true, writes: true },
  { id: 'video-espresso-train-images', reads: true, writes: true },
  { id: 'llava-video', reads: true, writes: true },
  { id: 'sharegpt4video', reads: true, writes: true },
  { id: 'stgr', reads: true, writes: true },
  { id: 'ristretto-archive', reads: true, writes: true },
] as const;

export type DatasetFormat = (typeof DATASET_FORMATS)[number]['id'];
export type RecordFormatId = Exclude<DatasetFormat, 'ristretto-archive'>;

/** Names that formats had, or that people call them by. */
const OTHER_NAMES: Readonly<Record<string, DatasetFormat>> = {
  archive: 'ristretto-archive',
  'videoespresso-test': 'video-espresso-test',
  'videoespresso-train': 'video-espresso-train-video',
};

/** The format of an id or of another name for it; `null` = there is none. */
export function formatOf(name: string): DatasetFormat | null {
  const known = DATASET_FORMATS.find(({ id }) => id === name);
  return known?.id ?? (Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] ?? null) : null);
}

/** `PK`, and what follows it in a file with entries or an empty one. */
export function isZip(head: Uint8Array): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    (head[2] === 0x03 || head[2] === 0x05) &&
    head[3] === head[2] + 1
  );
}

/**
 * The format of a JSON or JSON-lines file by the keys of its first records; `null` = none that is known.
 * @param head first characters of the file; 64 Ki are plenty
 */
export function sniffText(head: string): RecordFormatId | null {
  if (!/^\uFEFF?\s*[[{]/.test(head)) return null;
  const has = (...keys: string[]): boolean =>
    keys.some((key) => new RegExp(`"${key}"\\s*:`).test(head));
  if (has('conversations') && has('video')) return 'llava-video';
  if (has('captions') && has('video_path', 'video_id')) return 'sharegpt4video';
  if (has('question') && has('key_frames')) return 'stgr';
  if (!has('question') || !has('video_path', 'image_path')) return null;
  if (has('keyframes_captions')) return 'video-espresso-train-images';
  if (has('core_frames_paths', 'core_frame_path', 'options', 'correct_answer'))
    return 'video-espresso-test';
  return has('keyframes_path', 'evidence', 'answer') ? 'video-espresso-train-video' : null;
}

/** Names of the record files in our exports, with the part and the split behind the stem. */
const RECORD_FILES: Readonly<Record<RecordFormatId, RegExp>> = {
  'video-espresso-test': /^videoespresso_test(\.\w+)?\.json$/,
  'video-espresso-train-images': /^videoespresso_train_multi_image(\.\w+)?\.json$/,
  'video-espresso-train-video': /^videoespresso_train(_video)?(\.\w+)?\.json$/,
  'llava-video': /^llava_video_(cap|oe|mc)(\.\w+)?\.json$/,
  sharegpt4video: /^sharegpt4video(\.\w+)?\.jsonl$/,
  stgr: /^stgr(\.\w+)?\.json$/,
};

/** What a zip holds: an archive, or a dataset with the paths of its records. `null` = neither. */
export function sniffZip(
  paths: readonly string[],
): { format: DatasetFormat; records: string[] } | null {
  if (
    paths.includes('manifest.json') &&
    paths.some((path) => path === 'checksums.ndjson' || path.startsWith('project/'))
  ) {
    return { format: 'ristretto-archive', records: [] };
  }
  for (const [format, name] of Object.entries(RECORD_FILES)) {
    const records = paths.filter((path) => name.test(path));
    if (records.length > 0) return { format: format as RecordFormatId, records };
  }
  return null;
}
