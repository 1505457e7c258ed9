import type { DecoderName, VideoId } from '../core/flow.ts';
import type { FileLike, FilesPort, MediaPort } from '../core/ports.ts';
import type { DraftFilter, StorePort } from '../core/store-port.ts';
import type { VerifyReport } from '../core/verify/report.ts';
import type { Pixels } from '../core/verify/thumbnail.ts';
import type { Resources } from './resource.ts';

export interface VerifyOptions {
  /** With a format id: which drafts of the project. Left out status: accepted and edited ones. The archive takes everything. */
  filter?: DraftFilter;
  /** Pictures that lie beside a record file: image files, or zips of them. */
  pictures?: readonly FileLike[];
  /** Videos that are not in the project, or not at hand there. */
  videos?: readonly FileLike[];
  signal?: AbortSignal;
  /** Cited frames. */
  onProgress?: (done: number, total: number | null) => void;
}

export interface VerifyDeps {
  store: StorePort;
  media: MediaPort;
  files: FilesPort;
  resources: Resources;
  /** Pixels of an encoded picture. @throws on what is not one */
  readPixels(bytes: Uint8Array): Promise<Pixels>;
}

/** A video as a dataset names it. */
export interface StatedVideo {
  /** What frames refer to. */
  key: string;
  /** Shown to people: path or name. */
  name: string;
  videoId: VideoId | null;
  fingerprint: string | null;
}

interface CitedFrame {
  video: string;
  /** Shown to people: path or hash. */
  path: string;
  citedBy: number;
  /** `null` = the dataset carries no pictures; resolves to `null` = it should, and this one is not there. */
  picture: (() => Promise<Uint8Array | null>) | null;
}

/** A cited frame with a time. */
export interface StatedFrame extends CitedFrame {
  statedSec: number;
  imageSha256: string | null;
  /** Of the picture; `null` = not stated. */
  longSidePx: number | null;
  decoder: DecoderName | null;
}

/** A cited frame whose file name has a number and nothing else. */
export interface NumberedFrame extends CitedFrame {
  /** `null` = not even a number. */
  index: number | null;
}

/** What a dataset cites. Frames in the order of the dataset. */
export interface DatasetFrames {
  format: string;
  source: string;
  videos: ReadonlyMap<string, StatedVideo>;
  frames: (StatedFrame | NumberedFrame)[];
  problems: VerifyReport['problems'];
}

export const isStated = (frame: StatedFrame | NumberedFrame): frame is StatedFrame =>
  'statedSec' in frame;
