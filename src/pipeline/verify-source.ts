import { throwIfCancelled } from '../core/cancel.ts';
import { StudioError } from '../core/errors.ts';
import type { ProjectId } from '../core/flow.ts';
import type { FileLike, FilesPort } from '../core/ports.ts';
import { isZip, sniffText, sniffZip } from '../formats/sniff.ts';
import { slicesOf } from './bytes.ts';
import { ARCHIVE, knownFormat } from './dataset-types.ts';
import { archiveFrames } from './verify-archive.ts';
import { projectFrames } from './verify-project.ts';
import { type DatasetFile, RecordFrames } from './verify-records.ts';
import type { DatasetFrames, VerifyDeps, VerifyOptions } from './verify-types.ts';

const SNIFF_BYTES = 1 << 16;
const PICTURE = /\.(jpe?g|png|webp)$/i;
const RECORDS = /\.jsonl?$/i;
/** Files of a dataset that are no records. */
const SIDE_FILES = new Set(['manifest.json', 'frames.jsonl', 'records.jsonl']);

/**
 * Reads what a dataset cites.
 * @param source a file (an archive, one of our exports, a zip or a file of records), or the id of a format: the open project as it
 *   would be exported
 * @throws `import/not-recognised`, `import/bad-archive`, `input/invalid`, `job/cancelled`
 */
export async function readDataset(
  deps: VerifyDeps,
  { projectId, source }: { projectId: ProjectId | null; source: FileLike | string },
  options: VerifyOptions,
): Promise<DatasetFrames> {
  if (typeof source === 'string') {
    const format = knownFormat(source);
    if (!projectId)
      throw new StudioError('input/invalid', 'Open the project first that is to be verified.');
    const filter = options.filter ?? {};
    const cited = await projectFrames(deps.store, projectId, { format, filter });
    return { format, source: format, ...cited };
  }
  const head = new Uint8Array(await source.slice(0, SNIFF_BYTES).arrayBuffer());
  if (isZip(head)) return readZip(deps, source, options);
  const format = sniffText(new TextDecoder().decode(head)) ?? 'unknown';
  return readRecordFile(deps, { file: source, format }, options);
}

async function readZip(
  { files }: VerifyDeps,
  source: FileLike,
  options: VerifyOptions,
): Promise<DatasetFrames> {
  const entries = await files.unzip(source);
  const found = sniffZip(entries.map(({ path }) => path));
  if (found?.format === ARCHIVE)
    return { format: ARCHIVE, source: source.name, ...(await archiveFrames(entries)) };
  const isOfFound = new Set(found?.records);
  const records = entries.filter(({ path }) =>
    found ? isOfFound.has(path) : RECORDS.test(path) && !SIDE_FILES.has(path),
  );
  const pictures = entries.filter(({ path }) => PICTURE.test(path));
  const frames = new RecordFrames([...pictures, ...(await picturesOf(files, options))]);
  await frames.addSideFiles(entries);
  for (const file of records) {
    throwIfCancelled(options.signal);
    await frames.addRecords(file);
  }
  return citing(source, { format: found?.format ?? 'unknown', frames });
}

async function readRecordFile(
  { files }: VerifyDeps,
  { file, format }: { file: FileLike; format: string },
  options: VerifyOptions,
): Promise<DatasetFrames> {
  const frames = new RecordFrames(await picturesOf(files, options));
  await frames.addRecords(fileOf(file));
  return citing(file, { format, frames });
}

/** @throws `import/not-recognised` where nothing is cited: there is nothing to verify */
function citing(
  { name }: FileLike,
  { format, frames }: { format: string; frames: RecordFrames },
): DatasetFrames {
  const result = frames.result();
  if (result.frames.length > 0) return { format, source: name, ...result };
  throw new StudioError('import/not-recognised', `"${name}" cites no frames.`, {
    details: { name },
  });
}

/** Pictures given along, one by one or in zips. A path inside a folder that was chosen is kept. */
async function picturesOf(
  files: Pick<FilesPort, 'unzip'>,
  { pictures = [] }: VerifyOptions,
): Promise<DatasetFile[]> {
  const found: DatasetFile[] = [];
  for (const file of pictures) {
    if (PICTURE.test(file.name)) found.push(fileOf(file));
    else if (isZip(new Uint8Array(await file.slice(0, 4).arrayBuffer())))
      found.push(...(await files.unzip(file)).filter(({ path }) => PICTURE.test(path)));
  }
  return found;
}

const pathOf = (file: FileLike & { webkitRelativePath?: string }): string =>
  file.webkitRelativePath || file.name;

const fileOf = (file: FileLike): DatasetFile => ({
  path: pathOf(file),
  read: async () => new Uint8Array(await file.slice().arrayBuffer()),
  stream: () => slicesOf(file),
});
