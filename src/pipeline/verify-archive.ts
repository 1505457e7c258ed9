import type { Evidence, VideoId } from '../core/flow.ts';
import { type ArchiveEntry, openArchive } from '../formats/archive.ts';
import { byteTools } from './bytes.ts';
import type { DatasetFrames, StatedFrame, StatedVideo } from './verify-types.ts';

/* Rows as `ROW_SCHEMAS` has checked them. */

interface VideoRow {
  id: VideoId;
  name: string;
  fingerprint: string;
}
interface FrameRow {
  imageSha256: string;
  widthPx: number;
  heightPx: number;
  decoder?: StatedFrame['decoder'];
}
interface BodyRow {
  evidence?: Evidence[];
  steps?: { evidence: Evidence[] }[];
}
interface DraftRow extends BodyRow {
  id: string;
  videoId: VideoId;
}
interface JournalRow {
  draftId: string;
  edit?: BodyRow;
}

const citedIn = ({ evidence = [], steps = [] }: BodyRow) =>
  [...evidence, ...steps.flatMap((step) => step.evidence)].flatMap(({ frame }) => frame ?? []);

/** Which frames an archive cites: in drafts, and in what people made of them. Pictures are read when they are compared. */
export async function archiveFrames(
  entries: readonly ArchiveEntry[],
): Promise<Pick<DatasetFrames, 'videos' | 'frames' | 'problems'>> {
  const archive = await openArchive(entries, byteTools);
  const pictures = new Map(entries.map((entry) => [entry.path, entry]));
  const videos = new Map<string, StatedVideo>();
  const facts = new Map<string, FrameRow>();
  const videoOf = new Map<string, VideoId>();
  const frames = new Map<string, StatedFrame>();
  const cite = (videoId: VideoId, body: BodyRow): void => {
    const here = new Map(
      citedIn(body).map((frame) => [`${videoId} ${frame.ptsSec} ${frame.imageSha256}`, frame]),
    );
    for (const [key, { ptsSec, imageSha256 }] of here) {
      const known = frames.get(key);
      const fact = facts.get(imageSha256);
      const picture = pictures.get(`frames/${imageSha256}.jpg`);
      frames.set(key, {
        path: `frames/${imageSha256}.jpg`,
        video: videoId,
        citedBy: (known?.citedBy ?? 0) + 1,
        statedSec: ptsSec,
        imageSha256,
        longSidePx: fact ? Math.max(fact.widthPx, fact.heightPx) : null,
        decoder: fact?.decoder ?? null,
        picture: async () => (await picture?.read()) ?? null,
      });
    }
  };
  for await (const part of archive.read()) {
    // Pictures come last.
    if (part.kind === 'image') break;
    for (const row of part.rows) {
      if (part.table === 'videos') {
        const { id, name, fingerprint } = row as VideoRow;
        videos.set(id, { key: id, name, videoId: id, fingerprint });
      } else if (part.table === 'frames') facts.set((row as FrameRow).imageSha256, row as FrameRow);
      else if (part.table === 'drafts') {
        const draft = row as DraftRow;
        videoOf.set(draft.id, draft.videoId);
        cite(draft.videoId, draft);
      } else if (part.table === 'journal') {
        const { draftId, edit } = row as JournalRow;
        const videoId = videoOf.get(draftId);
        if (videoId && edit) cite(videoId, edit);
      }
    }
  }
  return { videos, frames: [...frames.values()], problems: [] };
}
