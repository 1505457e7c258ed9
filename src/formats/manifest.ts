import type { DraftStatus } from '../core/flow.ts';
import type { RecordFormat } from './dataset-format.ts';
import type { ExportSource, ProjectCounts } from './export-source.ts';
import { leavesRecordOut } from './export-source.ts';
import { type ExportTally, type NamedVideo, sorted } from './export-tally.ts';

const DECIDED: readonly DraftStatus[] = ['accepted', 'edited', 'rejected', 'skipped', 'flagged'];

interface CountedStep {
  step: string;
  in: number | null;
  out: number;
  [detail: string]: unknown;
}

/** From the drafts that were proposed to those that are in the files: what came in, what went out, and why. */
function countsInOut(
  counts: ProjectCounts,
  source: ExportSource,
  tally: ExportTally,
): CountedStep[] {
  const { byStatus } = counts;
  const sum = (statuses: readonly DraftStatus[]): number =>
    statuses.reduce((total, status) => total + byStatus[status], 0);
  const all = sum(['pending', ...DECIDED]);
  const decided = sum(DECIDED);
  return [
    ...counts.steps.map(({ step, runs, counts: made }) => ({
      step: `job: ${step}`,
      in: null,
      out: runs,
      ...made,
    })),
    { step: 'proposed', in: null, out: all },
    { step: 'reviewed', in: all, out: decided, pending: byStatus.pending },
    {
      step: 'accepted',
      in: decided,
      out: byStatus.accepted + byStatus.edited,
      edited: byStatus.edited,
      rejected: byStatus.rejected,
      skipped: byStatus.skipped,
      flagged: byStatus.flagged,
      reject_codes: counts.rejectReasons,
    },
    { step: 'chosen', in: all, out: source.chosen },
    {
      step: 'exported',
      in: source.chosen,
      out: tally.drafts,
      records: tally.records,
      left_out: tally.leftOut,
      left_out_codes: pick(sorted(tally.problems), leavesRecordOut),
    },
  ];
}

const pick = (
  counts: Record<string, number>,
  isWanted: (code: string) => boolean,
): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([code]) => isWanted(code)));

/** Videos are never in the zip: what must be there, and how to know that it is the right file. */
const missingFiles = (videos: ReadonlyMap<string, NamedVideo>) =>
  [...videos]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { fingerprint, sizeBytes, durationSec }]) =>
      sizeBytes > 0
        ? { path, fingerprint, size_bytes: sizeBytes, duration_sec: durationSec }
        : { path, note: 'known by its path only: the video was never in the project' },
    );

function licencesOf(videos: Iterable<NamedVideo>): Record<string, number> {
  const licences = new Map<string, number>();
  for (const { licence } of videos) {
    const name = licence ?? 'not stated';
    licences.set(name, (licences.get(name) ?? 0) + 1);
  }
  return sorted(licences);
}

/** `imageSizes` counts the pictures by their size in pixels. */
function imageSizes(tally: ExportTally): Record<string, number> {
  const sizes = new Map<string, number>();
  for (const { frame } of tally.frames.values()) {
    const name = `${frame.widthPx}x${frame.heightPx}`;
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  return sorted(sizes);
}

/** What a person who gets the dataset must know to use and to trust it. Nothing in it depends on when it was written. */
export function manifestOf(
  format: RecordFormat,
  { source, tally, counts }: { source: ExportSource; tally: ExportTally; counts: ProjectCounts },
) {
  const { settings } = source;
  return {
    format: format.id,
    version: format.version,
    dataset: source.projectName,
    dataset_version: settings.version,
    licence: settings.licence === '' ? null : settings.licence,
    studio_version: source.studioVersion,
    ...format.conventions,
    image_sizes: imageSizes(tally),
    time: 'seconds of presentation time on the clock of the video; ptsSec = ptsTicks / timescale',
    records: tally.records,
    frames: tally.frames.size,
    tasks: sorted(tally.tasks),
    files: tally.files.map(({ sizeBytes, ...file }) => ({ ...file, size_bytes: sizeBytes })),
    split: source.split ?? null,
    counts: countsInOut(counts, source, tally),
    origins: [...tally.origins.values()],
    video_licences: licencesOf(tally.videos.values()),
    missing_files: missingFiles(tally.videos),
    problems: sorted(tally.problems),
    changelog: [
      {
        version: settings.version,
        changes: settings.changes,
        records: tally.records,
        edited: tally.edited,
      },
    ],
  };
}

export type Manifest = ReturnType<typeof manifestOf>;
