/**
 * Which pictures a record of any dataset cites, and of which video: the key names of the released VideoEspresso files (two
 * spellings for test and training), STGR, and the usual `images`. Looser than the readers of the formats, because here a record is
 * only asked for its frames.
 */
import { z } from '../core/zod.ts';

const frame = z.union([
  z.string().min(1),
  z.looseObject({ path: z.string().min(1), time: z.number().optional() }),
]);
const frames = z.array(frame).catch([]).optional();
const name = z.string().min(1).optional().catch(undefined);

const RECORD = z.looseObject({
  video_path: name,
  video: name,
  video_id: name,
  core_frames_paths: frames,
  core_frame_path: frames,
  keyframes_path: frames,
  key_frames: frames,
  image_path: z.union([frames, z.string().transform((path) => [path])]).catch([]),
  images: frames,
});

const FRAME_KEYS = [
  'core_frames_paths',
  'core_frame_path',
  'keyframes_path',
  'key_frames',
  'image_path',
  'images',
] as const;

export interface CitedPicture {
  path: string;
  /** Presentation time that the record states; `null` = none. */
  timeSec: number | null;
}

export interface CitedPictures {
  /** Path or name of the video; the folder of the pictures where the record names none. */
  video: string;
  pictures: CitedPicture[];
}

/** @returns `null` = not a record that cites pictures */
export function citedPictures(json: unknown): CitedPictures | null {
  const { data } = RECORD.safeParse(json);
  if (!data) return null;
  const pictures = FRAME_KEYS.flatMap((key) => data[key] ?? []).map(
    (one): CitedPicture =>
      typeof one === 'string'
        ? { path: one, timeSec: null }
        : { path: one.path, timeSec: one.time ?? null },
  );
  const [first] = pictures;
  if (!first) return null;
  const folder = first.path.replace(/[\\/]?[^\\/]*$/, '');
  return { video: data.video_path ?? data.video ?? data.video_id ?? folder, pictures };
}
