import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { drawClip } from './media-draw.mjs';

const VIDEOS = new URL('../../../../shared/data/videos/', import.meta.url).pathname;
const TRAILER = join(VIDEOS, 'sintel_trailer_720p.mp4');

/** What is made once stays here for the next run. */
const CACHE = join(tmpdir(), 'ristretto-bench-clips');
const FPS = 24;
const MINUTE_SEC = 60;

const ENCODERS = {
  h264: {
    container: 'mp4',
    args: (gop) => [
      ...['-c:v', 'libx264', '-preset', 'medium', '-crf', '21'],
      ...['-g', `${gop}`, '-keyint_min', `${gop}`, '-sc_threshold', '0'],
    ],
  },
  vp9: {
    container: 'webm',
    args: (gop) => [
      ...['-c:v', 'libvpx-vp9', '-deadline', 'good', '-cpu-used', '5', '-row-mt', '1'],
      ...['-crf', '32', '-b:v', '0', '-g', `${gop}`, '-keyint_min', `${gop}`],
    ],
  },
};

/** `codec`, lines of the picture, pictures between key pictures: every combination that the issue of speed is about. */
export const SPECS = ['h264', 'vp9'].flatMap((codec) =>
  [720, 1080].flatMap((height) => [50, 250].map((gop) => ({ codec, height, gop }))),
);

const ffmpeg = (args) =>
  spawnSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

export const hasNative = () => ffmpeg(['-version']).status === 0;

/** Where the pictures of the clips come from. */
export const pictureSource = () => {
  if (!hasNative()) return 'shapes and noise that the browser draws and encodes';
  return existsSync(TRAILER) ? `\`${basename(TRAILER)}\`, looped` : 'a test picture with noise';
};

/** Written under another name first, so that a run that was stopped leaves nothing that looks finished. */
async function cached(name, make) {
  const path = join(CACHE, name);
  if (existsSync(path)) return path;
  mkdirSync(CACHE, { recursive: true });
  console.log(`  making ${name} …`);
  const part = join(CACHE, `part-${name}`);
  await make(part);
  renameSync(part, path);
  return path;
}

function check({ status }, name) {
  if (status !== 0) throw new Error(`ffmpeg could not make ${name}.`);
}

/** @param drawPage opens a page that can encode, for where FFmpeg is not installed */
export function minuteClip({ codec, height, gop }, drawPage) {
  const { container, args } = ENCODERS[codec];
  const [width, name] = [(height * 16) / 9, `${codec}-${height}p-gop${gop}-60s.${container}`];
  return cached(name, async (target) => {
    if (!hasNative()) {
      const spec = { codec, width, height, seconds: MINUTE_SEC, fps: FPS, gop };
      return writeFile(target, await drawPage((page) => drawClip(page, spec)));
    }
    const input = existsSync(TRAILER)
      ? ['-stream_loop', '-1', '-i', TRAILER]
      : ['-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${FPS},noise=alls=10:allf=t`];
    check(
      ffmpeg([
        ...[...input, '-t', `${MINUTE_SEC}`, '-an', '-vf', `scale=${width}:${height}`],
        ...['-r', `${FPS}`, ...args(gop), '-pix_fmt', 'yuv420p', target],
      ]),
      name,
    );
  });
}

/** The same minute over and over, packet by packet: as hard to decode as the minute, and made in seconds. */
async function repeated(minute, times, name) {
  const container = minute.split('.').at(-1);
  return cached(`${name}.${container}`, async (target) => {
    const list = join(CACHE, `${name}.txt`);
    await writeFile(list, `file '${minute}'\n`.repeat(times));
    check(ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', target]), name);
  });
}

/** The clip for so many minutes; `null` where FFmpeg is not there to put minutes together. */
export async function clipOf(spec, minutes, drawPage) {
  const minute = await minuteClip(spec, drawPage);
  if (minutes === 1) return minute;
  if (!hasNative()) return null;
  const { codec, height, gop } = spec;
  return repeated(minute, minutes, `${codec}-${height}p-gop${gop}-${minutes * MINUTE_SEC}s`);
}

/** More than 4 GB of 1080p; `null` as above. */
export async function largeClip(drawPage) {
  if (!hasNative()) return null;
  const minute = await minuteClip({ codec: 'h264', height: 1080, gop: 50 }, drawPage);
  const times = Math.ceil(4.05e9 / statSync(minute).size);
  return repeated(minute, times, 'h264-1080p-gop50-4gb');
}

/** Of each codec in the shared data the clip with most samples in it, as far as native FFmpeg has listed its pictures. */
export function realClips() {
  const golden = join(VIDEOS, 'golden');
  if (!existsSync(golden)) return [];
  const paths = new Map(
    readdirSync(VIDEOS, { recursive: true }).map((path) => [basename(path), join(VIDEOS, path)]),
  );
  const best = new Map();
  for (const file of readdirSync(golden)) {
    const { clip, video, frames } = JSON.parse(readFileSync(join(golden, file), 'utf8'));
    const path = paths.get(clip);
    if (!path || !video || !frames || clip.startsWith('nasty')) continue;
    const size = frames.count * video.displayWidth * video.displayHeight;
    if (size > (best.get(video.codec)?.size ?? 0)) best.set(video.codec, { path, size });
  }
  return [...best].sort().map(([codec, { path }]) => ({ codec, path }));
}
