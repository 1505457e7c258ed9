import { StudioError } from '../core/errors.ts';
import type { ProjectId } from '../core/flow.ts';
import type { Clock, FilesPort } from '../core/ports.ts';
import type { DraftFilter, StorePort } from '../core/store-port.ts';
import type { SplitShares } from '../formats/export-source.ts';
import { DATASET_FORMATS, type DatasetFormat } from '../formats/sniff.ts';

export interface ImportReport {
  format: string;
  records: number;
  drafts: number;
  problems: { line: number; column?: number; path?: string; message: string }[];
  /** Where the drafts are: the given project, or the one that an archive became. */
  projectId: ProjectId;
}

export interface ImportOptions {
  format?: string;
  /** The stored picture behind a path of the records, where the file does not carry it itself; `null` = none. */
  frameOf?: (path: string) => { ptsSec: number; imageSha256: string } | null;
  onProgress?: (done: number, total: number | null) => void;
  signal?: AbortSignal;
}

export interface ExportOptions {
  /** Left out status: accepted and edited drafts. The archive takes everything, whatever the filter. */
  filter?: DraftFilter;
  split?: SplitShares;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number | null) => void;
}

export interface ExportEntry {
  path: string;
  bytes: AsyncIterable<Uint8Array>;
}

export interface DatasetDeps {
  store: StorePort;
  files: FilesPort;
  clock: Clock;
}

export const ARCHIVE: DatasetFormat = 'ristretto-archive';

/** @throws `input/invalid` */
export function knownFormat(format: string): DatasetFormat {
  const known = DATASET_FORMATS.find(({ id }) => id === format);
  if (known) return known.id;
  throw new StudioError('input/invalid', `There is no dataset format "${format}".`, {
    details: { format },
  });
}
