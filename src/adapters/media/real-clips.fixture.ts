import { commands } from 'vitest/browser';

/** What native ffprobe says about a clip (`videos/golden/<clip>.json`). */
export interface Golden {
  clip: string;
  hasAudio: boolean;
  video: {
    codec: string;
    rotationDeg: number;
    displayWidth: number;
    displayHeight: number;
    timeBase: string;
  } | null;
  frames: { count: number; undated: number; ptsTicks: number[] } | null;
}

/** Difference hash of every frame by native FFmpeg, in presentation order. */
export interface TrueFrames {
  dhash: string[];
}

const VIDEOS = '../shared/data/videos';

// Two clips cannot be imported: Vite takes `.ts` for TypeScript and stumbles over `#` and `%`. They are read as files.
const URLS = import.meta.glob<string>(
  [
    '../../../../shared/data/videos/{*,derived/*,llamafactory_mllm_demo/*}.{mp4,mov,mkv,webm,avi,ts,264,mpv,ogg,3gp,flv,gif,wmv}',
    '!**/unicode*',
  ],
  { query: '?url&no-inline', import: 'default' },
);
const TRUE_FRAMES = import.meta.glob<TrueFrames>(
  ['../../../../shared/data/gt/{*,derived/*,llamafactory_mllm_demo/*}.frames.json', '!**/unicode*'],
  { import: 'default' },
);
const AWKWARD = 'derived/unicode 名前 é & spaces #1 100%.mp4';

/** Paths below `videos/`; empty where the data is not there. */
export const CLIPS: readonly string[] =
  Object.keys(URLS).length === 0 ? [] : [...Object.keys(URLS).map(below), AWKWARD].sort();

export function nameOf(clip: string): string {
  return clip.split('/').at(-1) ?? clip;
}

export async function openClip(clip: string): Promise<File> {
  const load = URLS[`../../../../shared/data/videos/${clip}`];
  if (load && !clip.endsWith('.ts')) {
    const response = await fetch(await load());
    return new File([await response.blob()], nameOf(clip));
  }
  const text = atob(await commands.readFile(`${VIDEOS}/${clip}`, 'base64'));
  return new File([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], nameOf(clip));
}

export async function goldenOf(clip: string): Promise<Golden> {
  return JSON.parse(
    await commands.readFile(`${VIDEOS}/golden/${nameOf(clip)}.json`, 'utf-8'),
  ) as Golden;
}

/** `null` where nobody has hashed the clip. */
export async function trueFramesOf(clip: string): Promise<TrueFrames | null> {
  return (await TRUE_FRAMES[`../../../../shared/data/gt/${clip}.frames.json`]?.()) ?? null;
}

function below(path: string): string {
  return path.slice(path.indexOf('/videos/') + '/videos/'.length);
}
