import type { ProjectId } from '../core/flow.ts';
import type { FileLike } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import { archiveExport } from '../formats/archive.ts';
import { datasetExport, datasetPreview, type ExportPreview } from '../formats/dataset-export.ts';
import { RECORD_FORMATS } from '../formats/record-formats.ts';
import { DATASET_FORMATS, type DatasetFormat } from '../formats/sniff.ts';
import { bytesOf, byteTools } from './bytes.ts';
import {
  ARCHIVE,
  type DatasetDeps,
  type ExportEntry,
  type ExportOptions,
  type ImportOptions,
  type ImportReport,
  knownFormat,
} from './dataset-types.ts';
import { exportSource, projectName } from './export-source.ts';
import { importFile } from './import-dataset.ts';

/** Datasets in and out, streamed. */
export interface DatasetService {
  formats(): { id: string; reads: boolean; writes: boolean }[];
  /**
   * `format: 'auto'` sniffs. The archive makes a new project; other formats import into `projectId`.
   * @throws `import/not-recognised`, `import/bad-archive`, `import/newer-version`, `input/invalid` without a project to import into
   */
  import(
    projectId: ProjectId | null,
    file: FileLike,
    options?: ImportOptions,
  ): Promise<ImportReport>;
  /** The files of the export in order (the archive is one zip); the same project gives the same bytes. */
  entries(
    projectId: ProjectId,
    format: string,
    options?: ExportOptions,
  ): AsyncIterable<ExportEntry>;
  /** Problems that would make the export wrong, and the first records as they will be written. `null` for the archive. */
  preview(
    projectId: ProjectId,
    format: string,
    options?: ExportOptions,
  ): Promise<ExportPreview | null>;
  /** One zip, streamed to disk. */
  save(
    projectId: ProjectId,
    format: string,
    options?: ExportOptions,
  ): Promise<{ name: string; writtenBytes: number }>;
}

export function createDatasets(deps: DatasetDeps): DatasetService {
  return {
    formats: () => DATASET_FORMATS.map((format) => ({ ...format })),
    import: (projectId, file, options = {}) => importFile(deps, file, { projectId, ...options }),
    entries: (projectId, format, options = {}) =>
      entries(deps, projectId, { format: knownFormat(format), ...options }),
    async preview(projectId, format, options = {}) {
      const id = knownFormat(format);
      if (id === ARCHIVE) return null;
      const source = await exportSource(deps.store, projectId, options);
      return datasetPreview(RECORD_FORMATS[id], source);
    },
    async save(projectId, format, options = {}) {
      const id = knownFormat(format);
      const name = await fileName(deps.store, projectId, id);
      const zip =
        id === ARCHIVE
          ? archiveZip(deps, projectId, options)
          : deps.files.zip(entries(deps, projectId, { format: id, ...options }));
      return { name, ...(await deps.files.save(name, zip)) };
    },
  };
}

async function fileName(
  store: StorePort,
  projectId: ProjectId,
  format: DatasetFormat,
): Promise<string> {
  const stem =
    (await projectName(store, projectId))
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'project';
  return format === ARCHIVE ? `${stem}.ristretto.zip` : `${stem}-${format}.zip`;
}

/** Passes over the drafts of a choice: one to find a first record, one for each data file, one for where they come from. */
const passesOf = (files: number, isSplit: boolean): number => 1 + files * (isSplit ? 3 : 1);

async function* entries(
  deps: DatasetDeps,
  projectId: ProjectId,
  { format, ...options }: ExportOptions & { format: DatasetFormat },
): AsyncGenerator<ExportEntry> {
  if (format === ARCHIVE) {
    const path = await fileName(deps.store, projectId, format);
    yield { path, bytes: archiveZip(deps, projectId, options) };
    return;
  }
  const target = RECORD_FORMATS[format];
  let done = 0;
  let total: number | null = null;
  const source = await exportSource(deps.store, projectId, {
    ...options,
    onDraft: () => {
      done += 1;
      options.onProgress?.(Math.min(done, total ?? done), total);
    },
  });
  total = source.chosen * passesOf(target.files.length, source.split !== undefined);
  for await (const file of datasetExport(target, source, byteTools)) {
    options.signal?.throwIfAborted();
    yield { path: file.path, bytes: bytesOf(file) };
  }
}

async function* archiveZip(
  { store, files }: DatasetDeps,
  projectId: ProjectId,
  options: ExportOptions,
): AsyncGenerator<Uint8Array> {
  const images = await store.archive.images(projectId);
  const name = await projectName(store, projectId);
  const source = {
    projectName: name,
    rows: (
      table: Parameters<StorePort['archive']['rows']>[1],
      page: { after: number; limit: number },
    ) => store.archive.rows(projectId, table, page),
    images: async () => images,
    image: (imageSha256: string) => store.frames.image(projectId, imageSha256),
  };
  async function* parts() {
    let done = 0;
    for await (const file of archiveExport(source, byteTools)) {
      options.signal?.throwIfAborted();
      yield { path: file.path, bytes: bytesOf(file) };
      done += 1;
      options.onProgress?.(done, null);
    }
  }
  yield* files.zip(parts());
}
