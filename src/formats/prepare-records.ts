import type { DraftView, ImportedRecord, VideoFile } from '../core/flow.ts';
import type { PathedFrame, RecordFormat, WriteContext } from './dataset-format.ts';
import { checkLeak, checkTimes, citedPictures, citedTimes } from './draft-checks.ts';
import { framePath, videoPaths } from './export-paths.ts';
import {
  type ExportProblem,
  type ExportProblemCode,
  type ExportSource,
  leavesRecordOut,
  type SplitName,
  splitOf,
} from './export-source.ts';
import { importedParts, rewritten } from './keep-original.ts';

/** Drafts as they will be written; `json` is `null` when all of them are left out. */
export interface PreparedRecord {
  json: Record<string, unknown> | null;
  /** One of the format's `files`. */
  file: string;
  /** Those in the record, in order. */
  drafts: DraftView[];
  leftOut: number;
  /** Pictures that the record cites, in presentation order. */
  frames: PathedFrame[];
  problems: ExportProblem[];
  video: VideoFile | undefined;
  videoPath: string | undefined;
  split: SplitName | null;
  id: string;
}

/** All records of an export, in order. */
export async function* prepareRecords(
  format: RecordFormat,
  source: ExportSource,
): AsyncGenerator<PreparedRecord> {
  const videos = new Map(source.videos.map((video) => [video.id, video]));
  const paths = videoPaths(source.videos);
  for await (const group of groupsOf(format, source)) {
    const [first] = group;
    if (!first) continue;
    const video = videos.get(first.videoId);
    const split = source.split ? splitOf(video?.fingerprint ?? '', source.split) : null;
    const place = { video, videoPath: paths.get(first.videoId), split };
    yield* prepareGroup(group, { format, source, place });
  }
}

type Place = Pick<PreparedRecord, 'video' | 'videoPath' | 'split'>;

async function* groupsOf(format: RecordFormat, source: ExportSource): AsyncGenerator<DraftView[]> {
  if (format.grouping === 'draft') {
    for await (const draft of source.drafts('by-draft')) yield [draft];
    return;
  }
  let group: DraftView[] = [];
  for await (const draft of source.drafts('by-video')) {
    if (group[0] && group[0].videoId !== draft.videoId) {
      yield group;
      group = [];
    }
    group.push(draft);
  }
  if (group.length > 0) yield group;
}

interface GroupContext {
  format: RecordFormat;
  source: ExportSource;
  place: Place;
}

async function* prepareGroup(
  group: readonly DraftView[],
  { format, source, place }: GroupContext,
): AsyncGenerator<PreparedRecord> {
  const problems: ExportProblem[] = [];
  const kept: DraftView[] = [];
  for (const draft of group) {
    const found = await problemsOf(draft, { format, source, place });
    problems.push(...found);
    if (!found.some(({ code }) => leavesRecordOut(code))) kept.push(draft);
  }
  const leftOut = group.length - kept.length;
  const records = place.video ? recordsOf(kept, format) : [];
  const nothing = { json: null, file: format.files[0] ?? '', drafts: [], frames: [], id: '' };
  if (records.length === 0) yield { ...nothing, ...place, leftOut, problems };
  for (const [index, drafts] of records.entries()) {
    const record = await writeRecord(drafts, { format, source, place });
    yield {
      ...record,
      ...place,
      drafts,
      leftOut: index === 0 ? leftOut : 0,
      problems: [...(index === 0 ? problems : []), ...problemsOfRecord(drafts, format)],
    };
  }
}

/** Drafts of one imported record stay together; the format says how the others are cut. */
function recordsOf(drafts: readonly DraftView[], format: RecordFormat): DraftView[][] {
  const imported = new Map<string, DraftView[]>();
  const others: DraftView[] = [];
  for (const draft of drafts) {
    const key = importedParts([draft], format.id)?.[0]?.key;
    if (key === undefined) others.push(draft);
    else imported.set(key, [...(imported.get(key) ?? []), draft]);
  }
  const inOrder = [...imported.values()].map((group) => group.toSorted(byPart));
  return [...inOrder, ...format.split(others)];
}

const partOf = ({ provenance }: DraftView): number =>
  provenance.origin === 'import' ? (provenance.record?.part ?? 0) : 0;
const byPart = (a: DraftView, b: DraftView): number => partOf(a) - partOf(b);

async function problemsOf(
  draft: DraftView,
  { format, source, place: { video } }: GroupContext,
): Promise<ExportProblem[]> {
  const problems: ExportProblem[] = [];
  const report = (code: ExportProblemCode, message: string): void => {
    problems.push({ draftId: draft.id, code, message });
  };
  format.check(draft, report);
  checkLeak(draft, report);
  if (!video) report('missing-video', 'The video of this draft is not in the project.');
  else checkTimes(citedTimes(draft, format.writesSpans), video, report);
  for (const hash of citedPictures([draft])) {
    if (video && (await source.frame(hash)) === null)
      report('missing-picture', `The picture ${hash.slice(0, 12)} is cited and not stored.`);
  }
  return problems;
}

function problemsOfRecord(drafts: readonly DraftView[], format: RecordFormat): ExportProblem[] {
  const problems: ExportProblem[] = [];
  const draftId = drafts[0]?.id ?? '';
  format.checkRecord?.(drafts, (code, message) => problems.push({ draftId, code, message }));
  return problems;
}

async function writeRecord(
  drafts: readonly DraftView[],
  { format, source, place: { video, videoPath = '' } }: GroupContext,
): Promise<Pick<PreparedRecord, 'json' | 'file' | 'frames' | 'id'>> {
  const parts = importedParts(drafts, format.id);
  const id = drafts[0]?.id.replace(/^draft:/, '') ?? '';
  const file = format.fileOf(drafts);
  if (!video) return { json: null, file, frames: [], id };
  const cited = new Set(citedPictures(drafts));
  const frames = await framesOf(cited, { source, video, parts });
  const context: WriteContext = {
    id,
    video,
    videoPath,
    frames,
    caption: (hash) => source.caption?.(hash) ?? '',
    settings: source.settings,
  };
  const json = parts
    ? rewritten(format, { drafts, parts }, context)
    : format.write(drafts, context);
  return { json, file, id, frames: frames.filter(({ frame }) => cited.has(frame.imageSha256)) };
}

async function framesOf(
  cited: ReadonlySet<string>,
  {
    source,
    video,
    parts,
  }: { source: ExportSource; video: VideoFile; parts: readonly ImportedRecord[] | null },
): Promise<PathedFrame[]> {
  const known = pathsOfImport(parts ?? []);
  const frames: PathedFrame[] = [];
  for (const hash of new Set([...cited, ...known.keys()])) {
    const frame = await source.frame(hash);
    if (frame) frames.push({ frame, path: known.get(hash) ?? framePath(frame, video) });
  }
  return frames.sort((a, b) => a.frame.ptsSec - b.frame.ptsSec || (a.path < b.path ? -1 : 1));
}

/** Paths under which imported pictures were known, where they can be written again: within the folder, without surprises. */
function pathsOfImport(parts: readonly ImportedRecord[]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const { frames = {} } of parts) {
    for (const [path, { imageSha256 }] of Object.entries(frames)) {
      const isSafe = /^frames\/[^\\:]+\.jpe?g$/i.test(path) && !path.split('/').includes('..');
      if (isSafe && !paths.has(imageSha256)) paths.set(imageSha256, path);
    }
  }
  return paths;
}
