import { StudioError, toStudioError } from '../core/errors.ts';
import type { DraftView, Frame, ProjectId, VideoId } from '../core/flow.ts';
import type { DraftFilter, StorePort } from '../core/store-port.ts';
import { APP_VERSION } from '../core/version.ts';
import type { ExportSource } from '../formats/export-source.ts';
import { type FormatSettings, formatSettings } from '../formats/format-settings.ts';
import type { ExportOptions } from './dataset-types.ts';
import { projectCounts } from './project-counts.ts';
import { withoutReplaced } from './without-replaced.ts';

const PAGE = 200;

/** What is exported when nobody chooses: what people accepted, as it came or after an edit. */
const CURATED = ['accepted', 'edited'] as const;

/**
 * The chosen drafts of a project as a source that formats read, a page in memory at a time.
 * @throws `input/invalid` on settings that are none, `storage/not-found`
 */
export async function exportSource(
  store: StorePort,
  projectId: ProjectId,
  options: ExportOptions & { onDraft?: () => void },
): Promise<ExportSource> {
  const settings = checkedSettings(options.settings);
  const chosen = await chosenSeqs(store, projectId, options.filter ?? {});
  const seqs = await withoutReplaced(store, projectId, chosen);
  const captions = await frameCaptions(store, projectId);
  const read = async function* (order: ArrayLike<number>): AsyncGenerator<DraftView> {
    const all = Array.from(order);
    for (let start = 0; start < all.length; start += PAGE) {
      options.signal?.throwIfAborted();
      const page = all.slice(start, start + PAGE);
      const drafts = await store.drafts.bySeqs(projectId, page);
      const bySeq = new Map(drafts.map((draft) => [draft.seq, draft]));
      for (const seq of page) {
        const draft = bySeq.get(seq);
        if (draft) yield draft;
        options.onDraft?.();
      }
    }
  };
  let byVideo: Promise<number[]> | null = null;
  return {
    projectName: await projectName(store, projectId),
    studioVersion: APP_VERSION,
    async *drafts(order) {
      if (order === 'by-draft') return yield* read(seqs);
      byVideo ??= videoOrder(store, projectId, seqs);
      yield* read(await byVideo);
    },
    chosen: seqs.length,
    videos: await store.videos.list(projectId),
    counts: () => projectCounts(store, projectId),
    frame: frameLookup(store, projectId),
    image: (imageSha256) => store.frames.image(projectId, imageSha256),
    caption: (imageSha256) => captions.get(imageSha256),
    settings,
    ...(options.split ? { split: options.split } : {}),
  };
}

function checkedSettings(input: unknown): FormatSettings {
  try {
    return formatSettings(input);
  } catch (cause) {
    throw toStudioError(cause, 'input/invalid');
  }
}

/** @throws `storage/not-found` */
export async function projectName(store: StorePort, projectId: ProjectId): Promise<string> {
  const project = (await store.projects.list()).find(({ id }) => id === projectId);
  if (!project) throw new StudioError('storage/not-found', 'This project was removed.');
  return project.name;
}

async function chosenSeqs(
  store: StorePort,
  projectId: ProjectId,
  filter: DraftFilter,
): Promise<Float64Array> {
  const statuses = filter.status ? [filter.status] : CURATED;
  const lists = await Promise.all(
    statuses.map((status) => store.drafts.seqs(projectId, { ...filter, status })),
  );
  return Float64Array.from(lists.flatMap((list) => [...list])).sort();
}

/** The same positions with those of one video together, videos in the order of their first draft. */
async function videoOrder(
  store: StorePort,
  projectId: ProjectId,
  seqs: Float64Array,
): Promise<number[]> {
  const byVideo = new Map<VideoId, number[]>();
  for (let start = 0; start < seqs.length; start += PAGE) {
    const page = await store.drafts.bySeqs(projectId, [...seqs.subarray(start, start + PAGE)]);
    for (const { seq, videoId } of page) {
      const known = byVideo.get(videoId);
      if (known) known.push(seq);
      else byVideo.set(videoId, [seq]);
    }
  }
  return [...byVideo.values()].flatMap((list) => list.sort((a, b) => a - b));
}

/** What curated caption drafts say of a single frame, by its picture; a later draft wins. */
async function frameCaptions(
  store: StorePort,
  projectId: ProjectId,
): Promise<ReadonlyMap<string, string>> {
  const captions = new Map<string, string>();
  const seqs = await chosenSeqs(store, projectId, { kind: 'caption' });
  for (let start = 0; start < seqs.length; start += PAGE) {
    const page = await store.drafts.bySeqs(projectId, [...seqs.subarray(start, start + PAGE)]);
    for (const { caption, evidence } of page) {
      const [only, ...others] = evidence;
      if (caption && only?.frame && !only.span && others.length === 0) {
        captions.set(only.frame.imageSha256, caption);
      }
    }
  }
  return captions;
}

/** Frames by picture, read a video at a time: the drafts of a video cite the same few frames. */
function frameLookup(
  store: StorePort,
  projectId: ProjectId,
): (imageSha256: string) => Promise<Frame | null> {
  const known = new Map<string, Frame>();
  const loaded = new Set<VideoId>();
  return async (imageSha256) => {
    const hit = known.get(imageSha256);
    if (hit) return hit;
    const frame = await store.frames.byHash(projectId, imageSha256);
    if (!frame || loaded.has(frame.videoId)) return frame;
    loaded.add(frame.videoId);
    for (const other of await store.frames.list(projectId, frame.videoId))
      known.set(other.imageSha256, other);
    return frame;
  };
}
