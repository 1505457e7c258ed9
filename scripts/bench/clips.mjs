import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const DATA = new URL('../../../shared/data/', import.meta.url).pathname;
const TRAILER = join(DATA, 'videos/sintel_trailer_720p.mp4');
const SAMPLE = new URL('../../public/sample/clip.mp4', import.meta.url).pathname;

/** The 720p test clip, or the sample where it is not there. */
export const clip720p = () => (existsSync(TRAILER) ? TRAILER : SAMPLE);

/** The clip with its beginning appended, so that it lasts a minute; as it is where `ffmpeg` is not installed. */
export function minuteClip(folder) {
  const target = join(folder, 'minute.mp4');
  const { status } = spawnSync('ffmpeg', [
    ...['-v', 'error', '-y', '-stream_loop', '1', '-i', clip720p()],
    ...['-t', '60', '-c', 'copy', '-an', target],
  ]);
  return status === 0 ? target : clip720p();
}

/** A test model, or `null` where it is not there. */
export function testModel(name) {
  const path = join(DATA, 'models', name);
  return existsSync(path) ? path : null;
}
