import type { DraftStatus, DraftView, Frame, VideoFile } from '../core/flow.ts';
import type { FormatSettings } from './format-settings.ts';

/** A file of an export. Its chunks are read to the end before the next file is asked for. */
export interface ExportFile {
  path: string;
  chunks: AsyncIterable<string | Uint8Array>;
}

export type SplitName = 'train' | 'val' | 'test';
/** Shares of each split; they need not add up to 1. */
export type SplitShares = Record<SplitName, number> & { seed: number };

/** What became of the drafts of a project before this export, for the manifest. */
export interface ProjectCounts {
  /** Drafts by their status now. */
  byStatus: Readonly<Record<DraftStatus, number>>;
  /** Reject codes of the decisions that stand, with how often each was given. */
  rejectReasons: Readonly<Record<string, number>>;
  /** What each kind of finished job took in and gave out, added up. */
  steps: readonly { step: string; runs: number; counts: Readonly<Record<string, number>> }[];
}

/** What a dataset is written from. Every pass gives the same drafts in the same order. */
export interface ExportSource {
  projectName: string;
  /** Written by this version of the studio. */
  studioVersion: string;
  /** `by-video`: the drafts of one video come together; else in the order of the project. */
  drafts(order: 'by-draft' | 'by-video'): AsyncIterable<DraftView>;
  /** Drafts that each pass gives. */
  chosen: number;
  videos: readonly VideoFile[];
  counts(): Promise<ProjectCounts>;
  /** `null` where the picture is not stored. */
  frame(imageSha256: string): Promise<Frame | null>;
  /** @throws `storage/not-found` */
  image(imageSha256: string): Promise<Uint8Array>;
  /** What a caption draft says of exactly this frame. */
  caption?(imageSha256: string): string | undefined;
  split?: SplitShares | undefined;
  settings: FormatSettings;
}

/** Codes that a record cannot be written with; the others are warnings. */
const BLOCKING = [
  'not-a-question',
  'no-question',
  'no-answer',
  'no-correct-option',
  'too-many-options',
  'missing-picture',
  'missing-video',
  'no-caption',
  'partial-caption',
  'not-a-caption',
  'no-timed-frame',
  'outside-video',
  'box-without-frame',
  'unnamed-box',
  'image-token',
] as const;
const WARNING = [
  'unlinked-step',
  'no-frames',
  'no-options',
  'option-count',
  'no-task',
  'unplaced-box',
  'empty-box',
  'large-box',
  'no-whole-caption',
  'benchmark-video',
] as const;
export const EXPORT_PROBLEM_CODES = [...BLOCKING, ...WARNING] as const;
export type ExportProblemCode = (typeof EXPORT_PROBLEM_CODES)[number];

export interface ExportProblem {
  draftId: string;
  code: ExportProblemCode;
  /** One English sentence for reports and scripts; screens show the text of the code. */
  message: string;
}

const BLOCKING_CODES: ReadonlySet<string> = new Set(BLOCKING);

/** `true` when a record with this problem is left out of the export. */
export const leavesRecordOut = (code: string): boolean => BLOCKING_CODES.has(code);

/** FNV-1a, 32 bit, finished with an avalanche step so that close strings land far apart. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The split of a video: all its drafts go together, and adding other videos never moves it.
 * @param fingerprint of the video's content
 */
export function splitOf(fingerprint: string, shares: SplitShares): SplitName {
  const total = shares.train + shares.val + shares.test;
  const at = (hash32(`${shares.seed}:${fingerprint}`) / 2 ** 32) * total;
  if (at < shares.train) return 'train';
  return at < shares.train + shares.val ? 'val' : 'test';
}
