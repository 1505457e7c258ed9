/**
 * What the file name of a frame says about its time. Released sets have no other statement of it: `480.jpg` and
 * `frame_00012.jpg` count (at a rate that is not said), `000027_keyframe_1-38-11-958.jpg` carries the clock of the film
 * (hours, minutes, seconds, milliseconds), our own exports the presentation time to the millisecond (`0012.345s-…`).
 */
export type FrameName =
  | { kind: 'index'; index: number }
  /** `clock` is of the film that a clip was cut from, unless the clip is the film. */
  | { kind: 'time' | 'clock'; timeSec: number };

/** Half a millisecond: what rounding the name may have taken from the time, so that the frame itself is on screen. */
const ROUNDING_SEC = 0.0005;

/** @param path with or without folders; `null` = the name has no number */
export function readFrameName(path: string): FrameName | null {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const stem = name.replace(/\.[a-z]\w{2,3}$/i, '');
  const time = /(?:^|[_\s])(-?\d+(?:\.\d+)?)s(?=$|[-_\s])/.exec(stem)?.[1];
  if (time !== undefined) return { kind: 'time', timeSec: Number(time) + ROUNDING_SEC };
  const clock = /(?:^|\D)(\d{1,2})-([0-5]?\d)-([0-5]?\d)-(\d{1,3})$/.exec(stem);
  if (clock) {
    const [hours = 0, minutes = 0, seconds = 0, millis = 0] = clock.slice(1).map(Number);
    return { kind: 'clock', timeSec: hours * 3600 + minutes * 60 + seconds + millis / 1000 };
  }
  const index = /(\d+)\D*$/.exec(stem)?.[1];
  const value = Number(index);
  return index !== undefined && Number.isSafeInteger(value)
    ? { kind: 'index', index: value }
    : null;
}
