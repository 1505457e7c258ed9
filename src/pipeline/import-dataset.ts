import { StudioError } from '../core/errors.ts';
import type { ProjectId } from '../core/flow.ts';
import { isFinished, type Job, type JobState } from '../core/job.ts';
import type { FileLike } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import { type ArchiveEntry, type OpenArchive, openArchive } from '../formats/archive.ts';
import { RECORD_FORMATS } from '../formats/record-formats.ts';
import { isZip, type RecordFormatId, sniffText, sniffZip } from '../formats/sniff.ts';
import { byteTools, slicesOf } from './bytes.ts';
import {
  ARCHIVE,
  type DatasetDeps,
  type ImportOptions,
  type ImportReport,
  knownFormat,
} from './dataset-types.ts';
import { restoreFrames } from './import-frames.ts';
import { importRecords } from './import-records.ts';
import { filesOfYaml } from './yaml-files.ts';

const SNIFF_BYTES = 1 << 16;
const PICTURE_BATCH_BYTES = 4 << 20;

type ImportRequest = ImportOptions & { projectId: ProjectId | null };

/** Reads a dataset file or an archive; see `DatasetService.import`. */
export async function importFile(
  deps: DatasetDeps,
  file: FileLike,
  request: ImportRequest,
): Promise<ImportReport> {
  const head = new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer());
  if (isZip(head)) return importZip(deps, file, request);
  const sniffed = sniffText(new TextDecoder().decode(head));
  const format =
    request.format && request.format !== 'auto' ? knownFormat(request.format) : sniffed;
  if (!format || format === ARCHIVE) throw notRecognised(file.name);
  return importInto(deps, slicesOf(file), {
    ...request,
    format,
    origin: file.name,
    frameOf: request.frameOf ?? (() => null),
  });
}

async function importZip(
  deps: DatasetDeps,
  file: FileLike,
  request: ImportRequest,
): Promise<ImportReport> {
  const list = await deps.files.unzip(file);
  const named = await filesOfYaml(list);
  const found = sniffZip(list.map(({ path }) => path)) ?? named.found;
  if (!found) throw notRecognised(file.name);
  const { format } = found;
  if (format === ARCHIVE) return restoreArchive(deps, list, request);
  const projectId = targetOf(request);
  const { frameOf, problems } = await restoreFrames(deps.store, projectId, list);
  const merged: ImportReport = {
    format,
    records: 0,
    drafts: 0,
    problems: [...(format === 'llava-video' ? named.problems : []), ...problems],
    projectId,
  };
  for (const path of found.records) {
    const entry = list.find((candidate) => candidate.path === path);
    if (!entry) continue;
    const before = merged.records;
    const report = await importInto(deps, entry.stream(), {
      ...request,
      format,
      origin: `${file.name}/${path}`,
      frameOf,
      // A split may be empty, the set as a whole may not.
      mayBeEmpty: found.records.length > 1,
      onProgress: (done, total) => request.onProgress?.(before + done, total),
    });
    merged.records += report.records;
    merged.drafts += report.drafts;
    merged.problems.push(...report.problems);
  }
  return merged;
}

const notRecognised = (name: string) =>
  new StudioError('import/not-recognised', `"${name}" is no dataset file that the studio knows.`, {
    details: { name },
  });

/** @throws `input/invalid` */
function targetOf({ projectId }: ImportRequest): ProjectId {
  if (projectId) return projectId;
  throw new StudioError('input/invalid', 'Open a project first: this file is imported into one.');
}

async function importInto(
  deps: DatasetDeps,
  bytes: AsyncIterable<Uint8Array>,
  request: ImportRequest & {
    format: RecordFormatId;
    origin: string;
    frameOf: Parameters<typeof importRecords>[1]['frameOf'];
    mayBeEmpty?: boolean;
  },
): Promise<ImportReport> {
  const projectId = targetOf(request);
  const { format, origin, frameOf, signal, onProgress } = request;
  const report = await importRecords(bytes, {
    store: deps.store,
    projectId,
    format: RECORD_FORMATS[format],
    origin,
    frameOf,
    nowMs: deps.clock.nowMs(),
    onRecord: (done) => onProgress?.(done, null),
    ...(signal ? { signal } : {}),
  });
  if (report.records === 0 && report.problems.length === 0 && !request.mayBeEmpty)
    throw notRecognised(origin);
  return { ...report, projectId };
}

/** An archive as a new project; when anything is wrong with it, nothing stays. */
async function restoreArchive(
  { store, clock }: DatasetDeps,
  list: readonly ArchiveEntry[],
  request: ImportRequest,
): Promise<ImportReport> {
  const archive = await openArchive(list, byteTools);
  const project = await store.projects.create(archive.projectName);
  try {
    const counts = await restoreParts(store, project.id, {
      archive,
      nowMs: clock.nowMs(),
      ...request,
    });
    return {
      format: ARCHIVE,
      records: counts.rows,
      drafts: counts.drafts,
      problems: [],
      projectId: project.id,
    };
  } catch (thrown) {
    await store.projects.remove(project.id);
    throw thrown;
  }
}

async function restoreParts(
  store: StorePort,
  projectId: ProjectId,
  { archive, nowMs, signal, onProgress }: ImportOptions & { archive: OpenArchive; nowMs: number },
): Promise<{ rows: number; drafts: number }> {
  const counts = { rows: 0, drafts: 0 };
  const pictures = pictureBatches(store, projectId);
  let done = 0;
  for await (const part of archive.read()) {
    signal?.throwIfAborted();
    if (part.kind === 'image') await pictures.add(part);
    else {
      const rows = part.table === 'jobs' ? atRest(part.rows, nowMs) : part.rows;
      await store.archive.restore(projectId, part.table, rows);
      counts.rows += part.rows.length;
      if (part.table === 'drafts') counts.drafts += part.rows.length;
    }
    done += 1;
    onProgress?.(done, archive.files);
  }
  await pictures.flush();
  return counts;
}

/** Gathers pictures: each write waits for the disk, and one wait for many is what makes a large archive come back soon. */
function pictureBatches(store: StorePort, projectId: ProjectId) {
  let batch: { imageSha256: string; jpeg: Uint8Array }[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await store.archive.restoreImages(projectId, batch);
    batch = [];
    bytes = 0;
  };
  return {
    flush,
    add: async ({ imageSha256, jpeg }: { imageSha256: string; jpeg: Uint8Array }) => {
      batch.push({ imageSha256, jpeg });
      bytes += jpeg.byteLength;
      if (bytes >= PICTURE_BATCH_BYTES) await flush();
    },
  };
}

/** Work that was under way elsewhere does not begin here by itself: it could cost money. A person may start it again. */
const atRest = (jobs: readonly unknown[], nowMs: number): unknown[] =>
  (jobs as Job[]).map((job) =>
    isFinished(job.state)
      ? job
      : { ...job, state: { status: 'cancelled', finishedAtMs: nowMs } satisfies JobState },
  );
