import type { ArchivedEmbedding, ArchivedSample } from '../../../../core/archive-rows.ts';
import { vectorFromBytes, vectorToBytes } from '../../../../core/archive-rows.ts';
import { StudioError } from '../../../../core/errors.ts';
import type { Frame } from '../../../../core/flow.ts';
import type { StorePort } from '../../../../core/store-port.ts';
import { nextKey, parse, projectOf, rangeOfProject, type StoreContext } from '../context.ts';
import { rangeOf } from '../keys.ts';
import type { Served } from '../served.ts';

export function framesTable(context: StoreContext): Served<StorePort['frames']> {
  const { sql, terms } = context;
  return {
    put: async (id, list) => {
      const project = projectOf(context, id);
      const index = await storeImages(
        context,
        project,
        list.map(({ frame, jpeg }) => [frame.imageSha256, jpeg]),
      );
      sql.transaction(() => {
        index();
        for (const { frame, asked } of list) {
          putFrame(context, project, frame);
          if (asked) putSample(context, project, { ...frame, ...asked });
        }
      });
    },
    sampled: (id, videoId, longSidePx) => {
      const { low, high } = rangeOfProject(context, id);
      return sql
        .rows<[number, string]>(
          `SELECT s.asked_sec, f.json FROM samples s JOIN frames f ON f.key = s.frame
           WHERE s.video = ? AND s.long_side_px = ? AND s.key > ? AND s.key < ? ORDER BY s.asked_sec`,
          [terms.find(videoId) ?? -1, longSidePx, low, high],
        )
        .map(([askedSec, json]) => ({ askedSec, frame: parse<Frame>(json) }));
    },
    list: (id, videoId) => {
      const { low, high } = rangeOfProject(context, id);
      return sql
        .rows<[string]>(
          'SELECT json FROM frames WHERE video = ? AND key > ? AND key < ? ORDER BY pts_sec, key',
          [terms.find(videoId) ?? -1, low, high],
        )
        .map(([json]) => parse<Frame>(json));
    },
    byHash: (id, hash) => {
      const { low, high } = rangeOfProject(context, id);
      const json = sql.value<string>(
        'SELECT json FROM frames WHERE image_sha256 = ? AND key > ? AND key < ? ORDER BY key LIMIT 1',
        [hash, low, high],
      );
      return json === null ? null : parse<Frame>(json);
    },
    image: (id, hash) => readImage(context, projectOf(context, id), hash),
  };
}

/**
 * Appends the pictures that are not there yet and flushes them. Returns the second half: index rows, to be written inside the
 * transaction that makes them count.
 */
export async function storeImages(
  context: StoreContext,
  project: number,
  pictures: readonly (readonly [imageSha256: string, jpeg: Uint8Array])[],
): Promise<() => void> {
  const { sql, packs } = context;
  const isStored = (hash: string) =>
    sql.value('SELECT 1 FROM images WHERE project = ? AND image_sha256 = ?', [project, hash]) !==
    null;
  const fresh = [...new Map(pictures)].filter(([hash]) => !isStored(hash));
  if (fresh.length === 0) return () => {};
  const used = usedBytes(context, project);
  await packs.append(
    project,
    used,
    fresh.map(([, jpeg]) => jpeg),
  );
  return () => {
    let offset = used;
    for (const [hash, jpeg] of fresh) {
      sql.run(
        'INSERT INTO images (project, image_sha256, offset_bytes, size_bytes) VALUES (?, ?, ?, ?)',
        [project, hash, offset, jpeg.length],
      );
      offset += jpeg.length;
    }
  };
}

/** Where the last picture of the pack ends. */
function usedBytes({ sql }: StoreContext, project: number): number {
  const last = sql.row<[number, number]>(
    `SELECT offset_bytes, size_bytes FROM images WHERE project = ?
     ORDER BY offset_bytes DESC, size_bytes DESC LIMIT 1`,
    [project],
  );
  return last ? last[0] + last[1] : 0;
}

function readImage(
  { sql, packs }: StoreContext,
  project: number,
  hash: string,
): Promise<Uint8Array> {
  const row = sql.row<[number, number]>(
    'SELECT offset_bytes, size_bytes FROM images WHERE project = ? AND image_sha256 = ?',
    [project, hash],
  );
  if (!row) throw new StudioError('storage/not-found', 'There is no such picture.');
  return packs.read(project, row[0], row[1]);
}

/** Harmless when the frame is there already. */
export function putFrame(context: StoreContext, project: number, frame: Frame): void {
  if (keyOfFrame(context, project, frame) !== null) return;
  context.sql.run(
    `INSERT INTO frames (key, video, pts_sec, pts_ticks, timescale, image_sha256, json) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      nextKey(context, 'frames', project),
      context.terms.make(frame.videoId),
      frame.ptsSec,
      frame.ptsTicks,
      frame.timescale,
      frame.imageSha256,
      JSON.stringify(frame),
    ],
  );
}

/** The frame must be there. @throws `storage/not-found` */
export function putSample(context: StoreContext, project: number, sample: ArchivedSample): void {
  const { sql, terms } = context;
  const frame = keyOfFrame(context, project, sample);
  if (frame === null)
    throw new StudioError('storage/not-found', 'A sample names a frame that is not there.');
  const { low, high } = rangeOf(project);
  const asked = [terms.make(sample.videoId), sample.longSidePx, sample.askedSec] as const;
  const there = sql.value<number>(
    'SELECT key FROM samples WHERE video = ? AND long_side_px = ? AND asked_sec = ? AND key > ? AND key < ?',
    [...asked, low, high],
  );
  sql.run(
    `INSERT INTO samples (key, video, long_side_px, asked_sec, frame) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (key) DO UPDATE SET frame = ?5`,
    [there ?? nextKey(context, 'samples', project), ...asked, frame],
  );
}

function keyOfFrame(
  { sql, terms }: StoreContext,
  project: number,
  frame: Omit<ArchivedSample, 'longSidePx' | 'askedSec'>,
): number | null {
  const { low, high } = rangeOf(project);
  return sql.value<number>(
    `SELECT key FROM frames WHERE image_sha256 = ? AND key > ? AND key < ?
     AND video = ? AND pts_ticks = ? AND timescale = ?`,
    [
      frame.imageSha256,
      low,
      high,
      terms.find(frame.videoId) ?? -1,
      frame.ptsTicks,
      frame.timescale,
    ],
  );
}

export function embeddingsTable(context: StoreContext): Served<StorePort['embeddings']> {
  const { sql, terms } = context;
  return {
    put: (id, modelSha256, rows) =>
      sql.transaction(() => {
        const project = projectOf(context, id);
        for (const { imageSha256, vector } of rows) {
          putEmbedding(context, project, {
            modelSha256,
            imageSha256,
            bytes: vectorToBytes(vector),
          });
        }
      }),
    get: (id, modelSha256, hashes) => {
      const { low, high } = rangeOfProject(context, id);
      const model = terms.find(modelSha256) ?? -1;
      return hashes.map((hash) => {
        const bytes = sql.value<Uint8Array>(
          'SELECT vector FROM embeddings WHERE image_sha256 = ? AND model = ? AND key > ? AND key < ?',
          [hash, model, low, high],
        );
        return bytes === null ? null : vectorFromBytes(bytes);
      });
    },
  };
}

export function putEmbedding(
  context: StoreContext,
  project: number,
  row: Omit<ArchivedEmbedding, 'vector'> & { bytes: Uint8Array },
): void {
  const { sql, terms } = context;
  const { low, high } = rangeOf(project);
  const model = terms.make(row.modelSha256);
  const there = sql.value<number>(
    'SELECT key FROM embeddings WHERE image_sha256 = ? AND model = ? AND key > ? AND key < ?',
    [row.imageSha256, model, low, high],
  );
  sql.run(
    `INSERT INTO embeddings (key, model, image_sha256, vector) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (key) DO UPDATE SET vector = ?4`,
    [there ?? nextKey(context, 'embeddings', project), model, row.imageSha256, row.bytes],
  );
}
