import { StudioError } from '../core/errors.ts';
import type { ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import { type EventOf, type Inspection, standingVerdicts } from '../core/inspections.ts';
import type { FileLike } from '../core/ports.ts';
import { checkTally } from '../core/spot-check.ts';
import type { StorePort } from '../core/store-port.ts';
import {
  type JudgedVideos,
  type SelectedVideo,
  selectionsCsv,
  selectionsJson,
  verdictsCsv,
  verdictsJson,
} from '../formats/selection-export.ts';
import { readSelectionFile } from '../formats/selection-files.ts';
import type { ReadSelection, ReadTruth, SelectionFile } from '../formats/selection-rows.ts';
import type { InspectedBy, InspectionService } from './spot-check.ts';

export type ExchangeFile = `${'selections' | 'verdicts'}.${'csv' | 'json'}`;

/** What a loaded file brought. */
export interface ExchangeReport {
  kind: SelectionFile['kind'];
  /** Videos of the project that it says something about. */
  videoIds: VideoId[];
  /** Names in the file that no video of the project has. */
  unmatched: string[];
}

/** Selections and verdicts of a project to files, and other people's selections and ground truth from files. */
export interface SelectionExchange {
  export(projectId: ProjectId, file: ExchangeFile): Promise<string>;
  /**
   * Takes other people's selections or ground truth; what it is follows from the file.
   * @param given.videoId the video that is meant where the file names none
   * @throws `import/not-recognised`, `import/bad-record` with line and column, `input/invalid` when no video is named or meant
   */
  import(
    projectId: ProjectId,
    given: { file: FileLike; videoId: VideoId | null; by: InspectedBy },
  ): Promise<ExchangeReport>;
}

export interface ExchangeDeps {
  store: Pick<StorePort, 'inspections' | 'videos' | 'selections'>;
  inspections: InspectionService;
}

export function createSelectionExchange(deps: ExchangeDeps): SelectionExchange {
  const { store, inspections } = deps;
  return {
    export: async (projectId, file) => {
      if (file === 'selections.csv')
        return [...selectionsCsv(await selected(store, projectId))].join('');
      if (file === 'selections.json') return selectionsJson(await selected(store, projectId));
      const all = await judged(store, projectId);
      return file === 'verdicts.csv' ? [...verdictsCsv(all)].join('') : verdictsJson(all);
    },
    import: async (projectId, { file, videoId, by }) => {
      const text = new TextDecoder().decode(await file.slice().arrayBuffer());
      const read = readSelectionFile(file.name, text);
      const videos = await store.videos.list(projectId);
      const found = matched(read, { videos, videoId });
      const facts = found.pairs.map(({ row, video }) =>
        factOf(row, { video, fileName: file.name }),
      );
      await inspections.add(projectId, { facts, by });
      const videoIds = [...new Set(found.pairs.map(({ video }) => video.id))];
      return { kind: read.kind, videoIds, unmatched: found.unmatched };
    },
  };
}

async function selected(
  store: ExchangeDeps['store'],
  projectId: ProjectId,
): Promise<SelectedVideo[]> {
  const found: SelectedVideo[] = [];
  for (const video of await store.videos.list(projectId)) {
    const selection = await store.selections.get(projectId, video.id);
    if (selection) found.push({ video, selection });
  }
  return found;
}

async function judged(store: ExchangeDeps['store'], projectId: ProjectId): Promise<JudgedVideos> {
  const events = await store.inspections.list(projectId);
  const names = new Map((await store.videos.list(projectId)).map(({ id, name }) => [id, name]));
  const sessions = events.filter((event): event is EventOf<'session'> => event.type === 'session');
  return {
    verdicts: standingVerdicts(events),
    nameOf: (videoId) => names.get(videoId) ?? videoId,
    sessions: sessions.map((session) => ({ session, tally: checkTally(session, events) })),
  };
}

type ReadRow = ReadSelection | ReadTruth;

function matched(
  { rows }: SelectionFile,
  { videos, videoId }: { videos: readonly VideoFile[]; videoId: VideoId | null },
): { pairs: { row: ReadRow; video: VideoFile }[]; unmatched: string[] } {
  const byName = new Map<string, VideoFile>();
  for (const video of [...videos].reverse())
    for (const name of [video.name, video.fingerprint, video.id]) byName.set(name, video);
  const meant = videos.find(({ id }) => id === videoId);
  const unmatched = new Set<string>();
  const pairs = rows.flatMap((row: ReadRow) => {
    const video = row.video === null ? meant : byName.get(row.video);
    if (video) return [{ row, video }];
    if (row.video === null)
      throw new StudioError('input/invalid', 'The file names no video; say which one it is about.');
    unmatched.add(row.video);
    return [];
  });
  return { pairs, unmatched: [...unmatched] };
}

function factOf(
  row: ReadRow,
  { video, fileName }: { video: VideoFile; fileName: string },
): Extract<Inspection, { type: 'outside' | 'truth' }> {
  if ('scenes' in row)
    return { type: 'truth', videoId: video.id, cutsSec: row.cutsSec, scenes: row.scenes };
  const { frames } = row;
  // Places count from the first frame of the file, which need not be at 0.
  const timesSec =
    'timesSec' in frames
      ? frames.timesSec
      : frames.indices.map((index) => video.startSec + index / frames.fps);
  const name = row.name ?? fileName.replace(/\.[^.]+$/, '');
  return {
    type: 'outside',
    videoId: video.id,
    name,
    timesSec: timesSec.toSorted((a, b) => a - b),
  };
}
