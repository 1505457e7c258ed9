import type { Provenance } from '../core/flow.ts';
import type { PathedFrame } from './dataset-format.ts';
import type { PreparedRecord } from './prepare-records.ts';

/** A file of the export as it was written. */
export interface WrittenFile {
  path: string;
  records: number;
  sizeBytes: number;
  sha256: string;
}

/** A video that records name. It is not in the zip: who uses the dataset must have it. */
export interface NamedVideo {
  name: string;
  fingerprint: string;
  sizeBytes: number;
  durationSec: number;
  widthPx: number;
  heightPx: number;
  licence: string | null;
  source: string | null;
}

/** What the manifest and the card report, filled while the records are written. Grows with frames, videos and prompts only. */
export class ExportTally {
  readonly files: WrittenFile[] = [];
  /** By path. */
  readonly frames = new Map<string, PathedFrame>();
  readonly videos = new Map<string, NamedVideo>();
  readonly problems = new Map<string, number>();
  readonly tasks = new Map<string, number>();
  /** How the drafts came to be: `recipe@version model prompt@version hash`, or where they were imported from. */
  readonly origins = new Map<string, { drafts: number; origin: object }>();
  records = 0;
  drafts = 0;
  edited = 0;
  leftOut = 0;

  add({ json, drafts, frames, problems, video, videoPath, leftOut }: PreparedRecord): void {
    for (const { code } of problems) bump(this.problems, code);
    this.leftOut += leftOut;
    if (json === null) return;
    this.records += 1;
    for (const one of frames) this.frames.set(one.path, one);
    if (video) {
      const path = namedPath(json) ?? videoPath ?? '';
      this.videos.set(path, namedVideo(video));
    }
    for (const draft of drafts) {
      this.drafts += 1;
      if (draft.isEdited) this.edited += 1;
      bump(this.tasks, draft.task ?? '');
      const origin = originOf(draft.provenance);
      const key = JSON.stringify(origin);
      const known = this.origins.get(key) ?? { drafts: 0, origin };
      known.drafts += 1;
      this.origins.set(key, known);
    }
  }
}

/** Counts by name, names in order. */
export const sorted = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

function bump(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The video as the record names it. */
function namedPath(json: Record<string, unknown>): string | null {
  const path = json.video_path ?? json.video;
  return typeof path === 'string' ? path : null;
}

function namedVideo(video: NonNullable<PreparedRecord['video']>): NamedVideo {
  const { name, fingerprint, sizeBytes, durationSec, widthPx, heightPx, licence, source } = video;
  return { name, fingerprint, sizeBytes, durationSec, widthPx, heightPx, licence, source };
}

/** Where a draft comes from, without what is its alone. */
function originOf(provenance: Provenance): object {
  if (provenance.origin === 'import') return { origin: 'import', imported: provenance.imported };
  if (provenance.origin === 'hand') return provenance;
  const { origin, recipe, recipeVersion, model, promptId, promptVersion, promptSha256 } =
    provenance;
  return { origin, recipe, recipeVersion, model, promptId, promptVersion, promptSha256 };
}
