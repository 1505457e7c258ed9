import type { Check, VideoFile } from './flow.ts';

/** The videos of a public benchmark: a training set must not share them (F7). */
export interface BenchmarkList {
  name: string;
  /** As they were given: ids, file names, paths, or fingerprints of contents. */
  videos: readonly string[];
}

/** A video that is in a benchmark. `by`: the same content, or only the same name. */
export interface Leak {
  list: string;
  video: string;
  by: 'content' | 'name';
}

type Known = Pick<VideoFile, 'id' | 'name' | 'fingerprint'>;

/** Only these are taken off what a list says: ids may have a dot of their own. */
const VIDEO_EXTENSION =
  /\.(mp4|m4v|mov|mkv|webm|avi|mpe?g|m?ts|m2ts|flv|wmv|asf|og[gv]|3gp|vob|gif)$/;

/** The last part of a path, in lower case, without what a file system adds to a name. */
const folded = (name: string): string =>
  name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .normalize('NFC')
    .trim()
    .toLowerCase();

/**
 * Finds out whether a video is in one of the lists; the first list that has it is told. Names are compared without folder,
 * extension and case; contents by the studio's fingerprint or video id.
 */
export function leakFinder(lists: readonly BenchmarkList[]): (video: Known) => Leak | null {
  const byName = new Map<string, Leak>();
  const byContent = new Map<string, Leak>();
  const add = (to: Map<string, Leak>, key: string, leak: Leak) => {
    if (key !== '' && !to.has(key)) to.set(key, leak);
  };
  for (const { name: list, videos } of lists) {
    for (const video of videos) {
      const name = folded(video);
      add(byContent, video.trim().toLowerCase(), { list, video, by: 'content' });
      add(byName, name, { list, video, by: 'name' });
      add(byName, name.replace(VIDEO_EXTENSION, ''), { list, video, by: 'name' });
    }
  }
  return ({ id, name, fingerprint }) =>
    byContent.get(fingerprint) ??
    byContent.get(id) ??
    byName.get(folded(name)) ??
    byName.get(folded(name).replace(/\.[^.]+$/, '')) ??
    null;
}

/** What is said of a draft of such a video. Names repeat by accident, contents do not. */
export const leakCheck = ({ list, video, by }: Leak): Check => ({
  code: 'F7',
  verdict: by === 'content' ? 'fail' : 'warn',
  detail: `${list}: ${video}`,
});
