import wasmUrl from '@ffmpeg/core/wasm?url&no-inline';
import coreUrl from '@ffmpeg/core?url&no-inline';
import { FFmpeg } from '@ffmpeg/ffmpeg';
import { pixelsOf } from './compare-pictures.fixture.ts';
import { makeCountedClip } from './counted-clip.fixture.ts';

/**
 * Clips whose every frame shows its own number in bars, in every shape that moves a frame away from where a player looks for
 * it. Made here: by the FFmpeg core's own encoders, and by the browser's where the core has none.
 */

const WIDTH = 160;
const HEIGHT = 96;
const BITS = 8;
/** As many as the bars can tell apart, and fewer than two groups of 250. */
const FRAMES = 256;
/** The core keeps some of its stack after each run (`ffmpeg-host.ts`); encoders need more of it than decoders. */
const MAX_RUNS = 16;
/** The frame that an edit list begins with: inside a group of pictures of every length but 1. */
const FIRST_SHOWN = 30;
const OFFSET_MS = 480;
/** When the clock of a transport stream runs over. */
const WRAP_SEC = 2 ** 33 / 90_000;
const BEFORE_WRAP_MS = 95_440_000;

export interface SeekClipSpec {
  codec: keyof typeof ENCODERS | 'hevc' | 'vp9' | 'av1';
  container: keyof typeof MUXERS;
  /** Frames between key pictures. */
  gop: number;
  bFrames: number;
  isVariable: boolean;
  /**
   * `offset` = the first frame is at 0.48 s; `edit` = an edit list hides the first 30 frames; `wrap` = 3.7 s before the 33 bits of a
   * transport stream's clock run over.
   */
  start: 'zero' | 'offset' | 'edit' | 'wrap';
  rotationDeg: 0 | 90 | 180 | 270;
}

export interface SeekClip {
  file: File;
  /** Presentation time of each shown frame in seconds, and the number that it shows. */
  timesSec: number[];
  numbers: number[];
}

/**
 * Encoders of the FFmpeg core, with what makes them quick and their groups fixed. That for HEVC waits for threads, which it has not:
 * those clips are remade from files.
 */
const ENCODERS = {
  h264: ['-c:v', 'libx264', '-preset', 'veryfast', '-x264-params', 'scenecut=0:b-pyramid=normal'],
  mpeg4: ['-c:v', 'mpeg4', '-q:v', '5'],
  mpeg2: ['-c:v', 'mpeg2video', '-q:v', '5'],
  mpeg1: ['-c:v', 'mpeg1video', '-q:v', '5'],
  vp8: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '400k'],
  ffv1: ['-c:v', 'ffv1'],
  prores: ['-c:v', 'prores_ks', '-pix_fmt', 'yuv422p10le'],
  // The smallest picture that it takes.
  dnxhr: ['-c:v', 'dnxhd', '-profile:v', 'dnxhr_lb', '-pix_fmt', 'yuv422p', '-s', '256x144'],
  dv: ['-c:v', 'dvvideo', '-s', '720x576'],
  mjpeg: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '5'],
  huffyuv: ['-c:v', 'huffyuv', '-pix_fmt', 'yuv422p'],
  utvideo: ['-c:v', 'utvideo'],
  wmv1: ['-c:v', 'wmv1', '-q:v', '5'],
  wmv2: ['-c:v', 'wmv2', '-q:v', '5'],
  msmpeg4: ['-c:v', 'msmpeg4', '-q:v', '5'],
  flv1: ['-c:v', 'flv1', '-q:v', '5'],
  h263: ['-c:v', 'h263', '-q:v', '5', '-s', '176x144'],
  theora: ['-c:v', 'libtheora', '-q:v', '5'],
  cinepak: ['-c:v', 'cinepak', '-pix_fmt', 'rgb24'],
  qtrle: ['-c:v', 'qtrle', '-pix_fmt', 'rgb24'],
  // Grey is a palette, which the container keeps.
  'qtrle-grey': ['-c:v', 'qtrle', '-pix_fmt', 'gray'],
  png: ['-c:v', 'png', '-pix_fmt', 'rgb24'],
} as const;

/** FFmpeg's name of the format that a file with this ending is. */
const MUXERS = {
  mp4: 'mp4',
  // In fragments that are cut between key pictures, as live streams are.
  cmaf: 'mp4',
  mov: 'mov',
  '3gp': '3gp',
  webm: 'webm',
  mkv: 'matroska',
  ts: 'mpegts',
  avi: 'avi',
  vob: 'vob',
  flv: 'flv',
  asf: 'asf',
  ogg: 'ogg',
} as const;

/**
 * Program streams begin half a second late otherwise; and of pictures so small that several share one packet FFmpeg takes some for their
 * neighbours, wherever it begins.
 */
const MUXER_OPTIONS: Partial<Record<keyof typeof MUXERS, readonly string[]>> = {
  cmaf: ['-movflags', 'empty_moov+default_base_moof', '-frag_duration', '300000'],
  vob: ['-preload', '0', '-s', '640x384', '-q:v', '1'],
};

/** Steps of 10 to 90 ms. */
const variableMs = (n: number): number => n * 60 + 20 * (n % 3) + 10 * (n % 2);
/** These take only the rates of their standards, or count pictures. */
export const COUNTING: ReadonlySet<string> = new Set([
  'mpeg1',
  'mpeg2',
  'dv',
  'theora',
  'h263',
  'cinepak',
]);
const timeBaseOf = ({ codec }: SeekClipSpec): string => (COUNTING.has(codec) ? '1:25' : '1:1000');
const VARIABLE = 'N*60+20*mod(N\\,3)+10*mod(N\\,2)';

export const nameOfSpec = (spec: SeekClipSpec): string =>
  [
    spec.codec,
    spec.container,
    spec.isVariable ? 'vfr' : 'cfr',
    `gop${spec.gop}`,
    `b${spec.bFrames}`,
    spec.start,
    `r${spec.rotationDeg}`,
  ].join(' ');

export class SeekClipMaker {
  readonly #ffmpeg = new FFmpeg();
  #isLoaded = false;
  #runs = 0;
  /** Clips before their rotation: it is a few bytes of the container. */
  readonly #made = new Map<string, SeekClip>();

  async make(spec: SeekClipSpec): Promise<SeekClip> {
    const key = nameOfSpec({ ...spec, rotationDeg: 0 });
    const clip = this.#made.get(key) ?? (await this.#makeUpright(spec));
    this.#made.set(key, clip);
    return spec.rotationDeg === 0 ? clip : { ...clip, file: await turned(clip.file, spec) };
  }

  /** Lets go of the clips. */
  forget(): void {
    this.#made.clear();
  }

  close(): void {
    if (this.#isLoaded) this.#ffmpeg.terminate();
  }

  async #makeUpright(spec: SeekClipSpec): Promise<SeekClip> {
    const firstMs = { zero: 0, offset: OFFSET_MS, edit: 0, wrap: BEFORE_WRAP_MS }[spec.start];
    // As FFmpeg does, what is so near before the clock runs over counts as before 0.
    const turnSec = spec.start === 'wrap' ? WRAP_SEC : 0;
    const timesMs = Array.from(
      { length: FRAMES },
      (_, n) => firstMs + (spec.isVariable ? variableMs(n) : n * 40),
    );
    // Without an edit list decoding begins at 0, and showing as many pictures later as the encoder reorders.
    const [zerothMs = 0, , secondMs = 0] = timesMs;
    const laterMs = spec.container === 'cmaf' && spec.bFrames > 0 ? secondMs - zerothMs : 0;
    const isBrowsers = spec.codec === 'vp9' || spec.codec === 'av1';
    const bytes = isBrowsers
      ? await byBrowser(spec, timesMs)
      : spec.codec === 'hevc'
        ? await this.#fromHevc(spec, firstMs)
        : await this.#byFfmpeg(spec, firstMs);
    const numbers = timesMs.map((_, n) => n);
    const whole = {
      file: new File([bytes.slice()], `counted.${spec.container}`),
      timesSec: timesMs.map((ms) => (ms + laterMs) / 1000 - turnSec),
      numbers,
    };
    return spec.start === 'edit' ? this.#cut(whole, spec) : whole;
  }

  async #byFfmpeg(spec: SeekClipSpec, firstMs: number): Promise<Uint8Array> {
    if (spec.codec === 'vp9' || spec.codec === 'av1' || spec.codec === 'hevc')
      throw new Error('Not an encoder of the core.');
    await this.#load();
    const ms = `${spec.isVariable ? VARIABLE : 'N*40'}+${firstMs}`;
    return this.#run(
      [
        ...['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${WIDTH}x${HEIGHT}`, '-r', '25'],
        ...['-i', 'bars.raw', '-vf', `settb=1/1000,setpts=(${ms})`],
        ...['-fps_mode', 'passthrough', '-enc_time_base', timeBaseOf(spec), '-pix_fmt', 'yuv420p'],
        ...ENCODERS[spec.codec],
        ...['-g', String(spec.gop), '-keyint_min', String(spec.gop), '-threads', '1'],
        ...['-bf', String(spec.bFrames), '-muxdelay', '0', '-muxpreload', '0'],
      ],
      spec.container,
    );
  }

  /** Gives a clip that was encoded beforehand other times (`scripts/hevc-bars.mjs`). MP4 alone: others count in other ticks. */
  async #fromHevc({ gop, bFrames, isVariable, container }: SeekClipSpec, firstMs: number) {
    await this.#load();
    const source = await fetch(new URL(`./hevc-bars/gop${gop}-b${bFrames}.mp4`, import.meta.url));
    await this.#ffmpeg.writeFile('hevc.mp4', new Uint8Array(await source.arrayBuffer()));
    // Its ticks: 12,800 a second, 512 a picture.
    const ms = isVariable ? VARIABLE : 'N*40';
    const ticks = (of: string) => `(${ms.replaceAll('N', `(${of}/512)`)}+${firstMs})*12.8`;
    const times = `setts=pts=${ticks('PTS')}:dts=${ticks('DTS')}`;
    return this.#run(['-i', 'hevc.mp4', '-c', 'copy', '-bsf:v', times], container);
  }

  /** Copies from the key picture before the cut; an edit list says where the picture begins. */
  async #cut({ file, timesSec, numbers }: SeekClip, spec: SeekClipSpec): Promise<SeekClip> {
    await this.#load();
    const cutSec = timesSec[FIRST_SHOWN] ?? 0;
    const source = `whole.${spec.container}`;
    await this.#ffmpeg.writeFile(source, new Uint8Array(await file.arrayBuffer()));
    const bytes = await this.#run(
      ['-ss', cutSec.toFixed(3), '-i', source, '-c', 'copy'],
      spec.container,
    );
    await this.#ffmpeg.deleteFile(source);
    return {
      file: new File([bytes.slice()], file.name),
      timesSec: timesSec.slice(FIRST_SHOWN).map((sec) => sec - cutSec),
      numbers: numbers.slice(FIRST_SHOWN),
    };
  }

  async #run(args: readonly string[], container: keyof typeof MUXERS): Promise<Uint8Array> {
    const output = `made.${container}`;
    const log: string[] = [];
    const listen = ({ message }: { message: string }) => log.push(message);
    this.#ffmpeg.on('log', listen);
    this.#runs += 1;
    const format = [...(MUXER_OPTIONS[container] ?? []), '-f', MUXERS[container], '-y', output];
    const code = await this.#ffmpeg.exec(['-hide_banner', ...args, ...format]);
    this.#ffmpeg.off('log', listen);
    const bytes = code === 0 ? await this.#ffmpeg.readFile(output) : null;
    if (!(bytes instanceof Uint8Array))
      throw new Error(`FFmpeg made no clip: ${log.slice(-3).join(' | ')}`);
    await this.#ffmpeg.deleteFile(output);
    return bytes;
  }

  async #load(): Promise<void> {
    if (this.#isLoaded && this.#runs < MAX_RUNS) return;
    if (this.#isLoaded) this.#ffmpeg.terminate();
    this.#runs = 0;
    await this.#ffmpeg.load({ coreURL: coreUrl, wasmURL: wasmUrl });
    await this.#ffmpeg.writeFile('bars.raw', rawBars());
    this.#isLoaded = true;
  }
}

/** All frames in grey, one after the other. */
function rawBars(): Uint8Array {
  const raw = new Uint8Array(WIDTH * HEIGHT * FRAMES);
  for (let n = 0; n < FRAMES; n++) {
    for (let x = 0; x < WIDTH; x++) {
      if (!((n >> Math.floor((x * BITS) / WIDTH)) & 1)) continue;
      for (let y = 0; y < HEIGHT; y++) raw[(n * HEIGHT + y) * WIDTH + x] = 255;
    }
  }
  return raw;
}

async function byBrowser(spec: SeekClipSpec, timesMs: readonly number[]): Promise<Uint8Array> {
  const { codec, container, gop } = spec;
  if ((codec !== 'vp9' && codec !== 'av1') || (container !== 'mp4' && container !== 'webm'))
    throw new Error('Not a clip that the browser makes.');
  const { file } = await makeCountedClip({ codec, container, timesMs, keyEvery: gop });
  return new Uint8Array(await file.arrayBuffer());
}

/** The display matrix of the clockwise turns, as 16.16 numbers `a b c d`. */
const MATRICES = { 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] } as const;
/** From the start of a `tkhd` box of version 0, its type being at 4. */
const MATRIX_AT = 48;

/** Writes the turn into the track header: the coded pictures stay as they are. */
async function turned(file: File, { rotationDeg }: SeekClipSpec): Promise<File> {
  if (rotationDeg === 0) return file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = [0x74, 0x6b, 0x68, 0x64];
  const at = bytes.findIndex((_, i) => type.every((letter, k) => bytes[i + k] === letter)) - 4;
  const view = new DataView(bytes.buffer);
  if (at < 0 || view.getUint8(at + 8) !== 0) throw new Error('No track header of version 0.');
  const [a, b, c, d] = MATRICES[rotationDeg];
  [a, b, 0, c, d, 0, 0, 0].forEach((value, i) => {
    view.setInt32(at + MATRIX_AT + i * 4, value * 65536);
  });
  return new File([bytes], file.name);
}

/** The number that a decoded picture shows, turned as it is. */
export async function readTurnedNumber(
  jpeg: Uint8Array,
  rotationDeg: SeekClipSpec['rotationDeg'],
): Promise<number> {
  const { data, width, height } = await pixelsOf(jpeg);
  let number = 0;
  for (let bit = 0; bit < BITS; bit++) {
    const along = (bit + 0.5) / BITS;
    const [x, y] = {
      0: [along, 0.5],
      90: [0.5, along],
      180: [1 - along, 0.5],
      270: [0.5, 1 - along],
    }[rotationDeg] as [number, number];
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
    if ((data[at] as number) > 127) number += 2 ** bit;
  }
  return number;
}
