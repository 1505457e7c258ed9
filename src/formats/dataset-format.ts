import type { DraftBody, DraftView, Frame, ImportedRecord, VideoFile } from '../core/flow.ts';
import type { ExportProblemCode } from './export-source.ts';
import type { FormatSettings } from './format-settings.ts';
import type { ReportFinding } from './record-reader.ts';
import type { RecordFormatId } from './sniff.ts';

/** A picture that was stored, by the path that a record gives it; `null` = it is not here. */
export type FrameOfPath = (path: string) => { ptsSec: number; imageSha256: string } | null;

export interface ReadDraft {
  body: DraftBody;
  /** What of the record this draft stands for, with what all parts share; `null` = another draft of the record carries it. */
  json: Record<string, unknown> | null;
}

/** One record as drafts. */
export interface ReadRecord {
  videoPath: string;
  drafts: ReadDraft[];
  /** Paths of pictures that the record names. */
  framePaths: string[];
  /** What a person should know about this record. */
  notes: string[];
  /** Whether a model's answer that the record carries is right, and of which task; absent = it carries none. */
  scored?: { task: string | null; isRight: boolean };
}

export interface PathedFrame {
  frame: Frame;
  path: string;
}

/** What a record is written with besides its drafts. */
export interface WriteContext {
  /** The same for the views of one draft or video in every format. */
  id: string;
  video: VideoFile;
  videoPath: string;
  /** Pictures that the drafts cite now or cited when they were read, in presentation order. */
  frames: readonly PathedFrame[];
  caption(imageSha256: string): string;
  settings: FormatSettings;
}

export type ReportProblem = (code: ExportProblemCode, message: string) => void;

/** A file format of records, both ways. One record is one element of a JSON array, or one line. */
export interface RecordFormat {
  id: RecordFormatId;
  /** Of what is written here: a new meaning of a key needs a new one. */
  version: number;
  /** File name without its ending. */
  stem: string;
  layout: 'array' | 'lines';
  /** Parts that go into files of their own, after the stem: `['cap', 'oe', 'mc']`; `['']` = one file. */
  files: readonly string[];
  /** Whether each draft makes a record, or the drafts of a video make records together. */
  grouping: 'draft' | 'video';
  /** Whether spans of time go into the records, not only frames. */
  writesSpans: boolean;
  /** How boxes and times are written: for the manifest. */
  conventions: Readonly<Record<string, string>>;
  /** Never throws. `null` = the element is no record; a fatal finding says why. */
  read(json: unknown, report: ReportFinding, frameOf: FrameOfPath): ReadRecord | null;
  /** Says what is wrong with a draft as it would be written. */
  check(draft: DraftView, report: ReportProblem): void;
  /** Says what is missing from a record as a whole; told of its first draft. */
  checkRecord?(drafts: readonly DraftView[], report: ReportProblem): void;
  /** Cuts the drafts of one video into records; each is written on its own. */
  split(drafts: readonly DraftView[]): DraftView[][];
  /** One of `files`. */
  fileOf(drafts: readonly DraftBody[]): string;
  write(drafts: readonly DraftBody[], context: WriteContext): Record<string, unknown>;
  /** Puts the parts of an imported record together again; some may be missing because people rejected them. */
  join(parts: readonly ImportedRecord[]): Record<string, unknown>;
}

/** For formats with one draft a record. */
export const eachAlone = (drafts: readonly DraftView[]): DraftView[][] =>
  drafts.map((draft) => [draft]);

export const firstPart = ([first]: readonly ImportedRecord[]): Record<string, unknown> =>
  first?.json ?? {};

/** For formats with one file. */
export const oneFile = (): string => '';
