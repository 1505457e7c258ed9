import type { ErrorCode } from '../errors.ts';
import type { VideoId } from '../flow.ts';
import type { RateRule } from './rate-rules.ts';

/** What became of one cited frame, the worst last. */
export const VERIFY_VERDICTS = [
  'same',
  'same-picture',
  /** The time that a rule gives; there is no picture to hold against it. */
  'placed',
  /** The time is in the clip; there is neither a picture nor a hash to hold against it. */
  'in-clip',
  /** Only a number in a file name, and no rule that fits. */
  'no-time',
  'no-picture',
  'no-video',
  'video-changed',
  'not-decoded',
  'outside-clip',
  'other-frame',
  'other-picture',
] as const;
export type VerifyVerdict = (typeof VERIFY_VERDICTS)[number];

/** Verdicts that say that the dataset shows something else than its video. */
const MISMATCHES: ReadonlySet<VerifyVerdict> = new Set<VerifyVerdict>([
  'outside-clip',
  'other-frame',
  'other-picture',
]);
/** Verdicts under which nothing could be compared. */
const UNKNOWN: ReadonlySet<VerifyVerdict> = new Set<VerifyVerdict>([
  'in-clip',
  'no-time',
  'no-picture',
  'no-video',
  'video-changed',
  'not-decoded',
]);

export type VerifyOutcome = 'match' | 'mismatch' | 'unknown';

export function outcomeOf(verdict: VerifyVerdict): VerifyOutcome {
  if (MISMATCHES.has(verdict)) return 'mismatch';
  return UNKNOWN.has(verdict) || verdict === 'placed' ? 'unknown' : 'match';
}

export interface VerifiedFrame {
  /** What the dataset calls the picture: its path, or its hash. */
  frame: string;
  /** Name or path of the video in the dataset. */
  video: string;
  verdict: VerifyVerdict;
  /** Presentation time that the dataset states, or that the rule gives; `null` = none. */
  statedSec: number | null;
  /** Of the frame on screen at that time; `null` = not decoded. */
  decodedSec: number | null;
  /** Of the dataset's picture against that frame; `null` = not compared. */
  psnrDb: number | null;
  hashDistance: number | null;
  /** With `other-frame`: the neighbour that the picture is. */
  fits: { ptsSec: number; offset: number } | null;
  /** Records or drafts that cite it. */
  citedBy: number;
  /** Why it could not be decoded or opened. */
  error: ErrorCode | null;
}

/** By which rule the numbers in the file names of one video are times. */
export interface RateFinding {
  video: string;
  videoId: VideoId | null;
  /** Cited frames of this video without a time. */
  frames: number;
  /** Of them, how many pictures were compared to find the rule. */
  compared: number;
  /**
   * `length-only` = there are no pictures that could tell: the rules listed in `possible` keep all numbers inside the clip, and
   * that is all that can be said.
   */
  verdict: 'fits' | 'unclear' | 'none' | 'length-only';
  /** Rules of the best group: they mean the same frames here, so any of them gives the right times. */
  rules: RateRule[];
  second: RateRule[];
  share: number;
  margin: number;
  confidence: number;
  /** How many rules keep every number inside the clip. */
  possible: number;
}

export interface VerifyReport {
  format: string;
  /** File or project that was verified. */
  source: string;
  frames: number;
  counts: Record<VerifyVerdict, number>;
  outcomes: Record<VerifyOutcome, number>;
  items: VerifiedFrame[];
  rates: RateFinding[];
  /** Parts of the dataset that could not be read. */
  problems: { line: number; column?: number; path?: string; message: string }[];
}

export type ReportParts = Pick<VerifyReport, 'format' | 'source' | 'items' | 'rates' | 'problems'>;

/** Adds the counts; items in the order of the dataset. */
export function buildReport(parts: ReportParts): VerifyReport {
  const counts = Object.fromEntries(VERIFY_VERDICTS.map((verdict) => [verdict, 0])) as Record<
    VerifyVerdict,
    number
  >;
  const outcomes = { match: 0, mismatch: 0, unknown: 0 };
  for (const { verdict } of parts.items) {
    counts[verdict] += 1;
    outcomes[outcomeOf(verdict)] += 1;
  }
  return { ...parts, frames: parts.items.length, counts, outcomes };
}

const COLUMNS = [
  'video',
  'frame',
  'verdict',
  'stated_sec',
  'decoded_sec',
  'psnr_db',
  'hash_distance',
  'fits_sec',
  'fits_offset',
  'cited_by',
  'error',
] as const;

/** The items as CSV (RFC 4180), a header line first. */
export function reportCsv({ items }: VerifyReport): string {
  const rows = items.map((item) => [
    item.video,
    item.frame,
    item.verdict,
    item.statedSec,
    item.decodedSec,
    item.psnrDb,
    item.hashDistance,
    item.fits?.ptsSec,
    item.fits?.offset,
    item.citedBy,
    item.error,
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A sheet must not take a name from a dataset for a formula: such a text gets an apostrophe. */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
