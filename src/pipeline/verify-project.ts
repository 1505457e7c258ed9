import type { DraftView, ProjectId } from '../core/flow.ts';
import type { DraftFilter, StorePort } from '../core/store-port.ts';
import type { DatasetFormat } from '../formats/sniff.ts';
import { ARCHIVE } from './dataset-types.ts';
import type { DatasetFrames, StatedFrame } from './verify-types.ts';

const PAGE = 200;
/** What is exported when nobody chooses. */
const CURATED = ['accepted', 'edited'] as const;

/** Which frames an export of the project would cite, before anything is written. */
export async function projectFrames(
  store: StorePort,
  projectId: ProjectId,
  choice: { format: DatasetFormat; filter: DraftFilter },
): Promise<Pick<DatasetFrames, 'videos' | 'frames' | 'problems'>> {
  const frames = new Map<string, StatedFrame>();
  for await (const { videoId, evidence, steps } of chosenDrafts(store, projectId, choice)) {
    const cited = [...evidence, ...steps.flatMap((step) => step.evidence)];
    const here = new Map(
      cited.flatMap(({ frame }) =>
        frame ? [[`${videoId} ${frame.ptsSec} ${frame.imageSha256}`, frame] as const] : [],
      ),
    );
    for (const [key, { ptsSec, imageSha256 }] of here) {
      const known = frames.get(key);
      if (known) known.citedBy += 1;
      else frames.set(key, await statedFrame(store, projectId, { videoId, ptsSec, imageSha256 }));
    }
  }
  const videos = (await store.videos.list(projectId)).map(
    ({ id, name, fingerprint }) => [id, { key: id, name, videoId: id, fingerprint }] as const,
  );
  return { videos: new Map(videos), frames: [...frames.values()], problems: [] };
}

async function statedFrame(
  store: StorePort,
  projectId: ProjectId,
  cited: Pick<DraftView, 'videoId'> & { ptsSec: number; imageSha256: string },
): Promise<StatedFrame> {
  const { videoId, ptsSec, imageSha256 } = cited;
  const fact = await store.frames.byHash(projectId, imageSha256);
  return {
    path: imageSha256,
    video: videoId,
    citedBy: 1,
    statedSec: ptsSec,
    imageSha256,
    longSidePx: fact ? Math.max(fact.widthPx, fact.heightPx) : null,
    decoder: fact?.decoder ?? null,
    picture: () => store.frames.image(projectId, imageSha256),
  };
}

async function* chosenDrafts(
  store: StorePort,
  projectId: ProjectId,
  { format, filter }: { format: DatasetFormat; filter: DraftFilter },
): AsyncGenerator<DraftView> {
  const filters: DraftFilter[] =
    format === ARCHIVE
      ? [{}]
      : (filter.status ? [filter.status] : CURATED).map((status) => ({ ...filter, status }));
  for (const one of filters) {
    const seqs = await store.drafts.seqs(projectId, one);
    for (let at = 0; at < seqs.length; at += PAGE)
      yield* await store.drafts.bySeqs(projectId, [...seqs.subarray(at, at + PAGE)]);
  }
}
