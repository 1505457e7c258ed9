import type { DraftView, Frame, ProjectId, VideoId } from '../core/flow.ts';
import type { DraftFilter, StorePort } from '../core/store-port.ts';
import type { ExportSource, SplitShares } from '../formats/export-source.ts';

const PAGE = 200;

/** What is exported when nobody chooses: what people accepted, as it came or after an edit. */
const CURATED = ['accepted', 'edited'] as const;

export interface ExportSelection {
  seqs: Float64Array;
  source: ExportSource;
}

/** The chosen drafts of a project as a source that formats read, a page in memory at a time. */
export async function exportSource(
  store: StorePort,
  projectId: ProjectId,
  options: { filter: DraftFilter; split?: SplitShares; onDraft?: () => void; signal?: AbortSignal },
): Promise<ExportSelection> {
  const { filter, split } = options;
  const seqs = await chosenSeqs(store, projectId, filter);
  const framesOf = frameLookup(store, projectId);
  const videos = await store.videos.list(projectId);
  const captions = await frameCaptions(store, projectId);
  async function* drafts(): AsyncGenerator<DraftView> {
    for (let start = 0; start < seqs.length; start += PAGE) {
      options.signal?.throwIfAborted();
      for (const draft of await store.drafts.bySeqs(projectId, [
        ...seqs.subarray(start, start + PAGE),
      ])) {
        yield draft;
        options.onDraft?.();
      }
    }
  }
  const source: ExportSource = {
    drafts,
    videos,
    frame: framesOf,
    image: (imageSha256) => store.frames.image(projectId, imageSha256),
    caption: (imageSha256) => captions.get(imageSha256),
    ...(split ? { split } : {}),
  };
  return { seqs, source };
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
