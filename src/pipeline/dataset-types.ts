import { StudioError } from '../core/errors.ts';
import type { ProjectId } from '../core/flow.ts';
import type { Clock, FilesPort } from '../core/ports.ts';
import type { Accuracy } from '../core/score/accuracy.ts';
import type { DraftFilter, StorePort } from '../core/store-port.ts';
import type { SplitShares } from '../formats/export-source.ts';
import type { FormatSettingsInput } from '../formats/format-settings.ts';
import { type DatasetFormat, formatOf } from '../formats/sniff.ts';

export interface ImportReport {
  format: string;
  records: number;
  drafts: number;
  /** At most `LISTED_PROBLEMS` of them, then a line that counts the others. */
  problems: { line: number; column?: number; path?: string; message: string }[];
  /** Of the models' answers that the records carry (`model_output`); absent = they carry none. */
  scores?: Accuracy;
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
  /** How the format is written, and what the manifest says of the dataset. */
  settings?: FormatSettingsInput;
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

export const ARCHIVE = 'ristretto-archive' satisfies DatasetFormat;

/** The format of an id, or of a name that it had before. @throws `input/invalid` */
export function knownFormat(format: string): DatasetFormat {
  const known = formatOf(format);
  if (known) return known;
  throw new StudioError('input/invalid', `There is no dataset format "${format}".`, {
    details: { format },
  });
}
