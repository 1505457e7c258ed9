import type { ProjectId } from '../core/flow.ts';
import type { DraftFilter, FileLike } from '../core/ports.ts';

export interface ImportReport {
  format: string;
  records: number;
  drafts: number;
  problems: { line: number; column?: number; path?: string; message: string }[];
  projectId: ProjectId;
}

export interface ExportOptions {
  filter?: DraftFilter;
  split?: { train: number; val: number; test: number; seed: number };
  signal?: AbortSignal;
  onProgress?: (done: number, total: number | null) => void;
}

export interface ExportEntry {
  path: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** Datasets in and out, streamed. */
export interface DatasetService {
  formats(): { id: string; reads: boolean; writes: boolean }[];
  /** `format: 'auto'` sniffs. The archive makes a new project; other formats import into `projectId`. */
  import(
    projectId: ProjectId | null,
    file: FileLike,
    options?: {
      format?: string;
      onProgress?: (done: number, total: number | null) => void;
      signal?: AbortSignal;
    },
  ): Promise<ImportReport>;
  /** The files of the export in order; the same project gives the same bytes. */
  entries(
    projectId: ProjectId,
    format: string,
    options?: ExportOptions,
  ): AsyncIterable<ExportEntry>;
  /** Problems that would make the export wrong, and the first records as they will be written. */
  preview(
    projectId: ProjectId,
    format: string,
    options?: ExportOptions,
  ): Promise<{
    records: number;
    samples: string[];
    problems: { draftId: string; code: string; message: string }[];
  }>;
  /** One zip, streamed to disk. */
  save(
    projectId: ProjectId,
    format: string,
    options?: ExportOptions,
  ): Promise<{ name: string; writtenBytes: number; records: number }>;
}
