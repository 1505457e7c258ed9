import type { CodecRow, CodecVerdict } from '../../core/ports.ts';
import type { CodecSample, SampleVerdict } from './protocol.ts';

/** Names of the samples in `public/codecs`; `scripts/codec-samples.mjs` has drawn them. */
const SAMPLES = [
  ['h264-mp4', 'H.264', 'mp4'],
  ['h264-high10-mp4', 'H.264 10 bit', 'mp4'],
  ['h264-444-mp4', 'H.264 4:4:4', 'mp4'],
  ['h264-ts', 'H.264', 'mpegts'],
  ['h264-raw', 'H.264', 'raw'],
  ['hevc-mp4', 'HEVC', 'mp4'],
  ['hevc-main10-mp4', 'HEVC 10 bit', 'mp4'],
  ['vp8-webm', 'VP8', 'webm'],
  ['vp9-webm', 'VP9', 'webm'],
  ['vp9-mp4', 'VP9', 'mp4'],
  ['vp9-profile2-webm', 'VP9 10 bit', 'webm'],
  ['av1-mp4', 'AV1', 'mp4'],
  ['av1-10bit-mp4', 'AV1 10 bit', 'mp4'],
  ['mpeg1-ps', 'MPEG-1', 'mpeg'],
  ['mpeg2-ts', 'MPEG-2', 'mpegts'],
  ['mpeg4-mp4', 'MPEG-4 part 2', 'mp4'],
  ['mpeg4-avi', 'MPEG-4 part 2', 'avi'],
  ['msmpeg4-avi', 'MS-MPEG4', 'avi'],
  ['h263-3gp', 'H.263', '3gp'],
  ['flv1-flv', 'FLV1', 'flv'],
  ['wmv2-asf', 'WMV2', 'asf'],
  ['prores-mov', 'ProRes 422', 'mov'],
  ['prores4444-mov', 'ProRes 4444', 'mov'],
  ['mjpeg-avi', 'MJPEG', 'avi'],
  ['mjpeg-mov', 'MJPEG', 'mov'],
  ['ffv1-mkv', 'FFV1', 'matroska'],
  ['huffyuv-avi', 'HuffYUV', 'avi'],
  ['theora-ogg', 'Theora', 'ogg'],
  ['cinepak-avi', 'Cinepak', 'avi'],
  ['gif', 'GIF', 'gif'],
  ['qtrle-mov', 'QuickTime RLE', 'mov'],
  ['png-mov', 'PNG', 'mov'],
] as const;

/** How long a `<video>` may take to say nothing about a file of a few hundred bytes. */
const VIDEO_LIMIT_MS = 5000;
/** Of 255; the samples are white on the left and black on the right. */
const LIGHT = 170;
const DARK = 85;

/**
 * Decodes samples three ways and looks at the picture.
 * @param decode sends samples through both decoders
 * @param only ids of samples; all of them unless told
 */
export async function probeCodecs(
  decode: (samples: CodecSample[]) => Promise<SampleVerdict[]>,
  only?: readonly string[],
): Promise<CodecRow[]> {
  const wanted = SAMPLES.filter(([id]) => !only || only.includes(id));
  const files = await Promise.all(wanted.map(([id]) => sample(id)));
  const there = wanted.flatMap(([id], i) => {
    const file = files[i];
    return file ? [{ id, file }] : [];
  });
  const verdicts = new Map((await decode(there)).map(({ id, ...verdict }) => [id, verdict]));
  const rows: CodecRow[] = [];
  for (const [i, [id, codec, container]] of wanted.entries()) {
    const file = files[i];
    const verdict = verdicts.get(id);
    rows.push({
      id,
      codec,
      container,
      webcodecs: said(verdict?.webcodecs),
      ffmpeg: said(verdict?.ffmpeg),
      video: said(file ? await playsInVideo(file) : undefined),
    });
  }
  return rows;
}

const said = (verdict: boolean | undefined): CodecVerdict =>
  verdict === undefined ? 'not-seen' : verdict ? 'yes' : 'no';

/** `null` where the host does not give the file. */
async function sample(id: string): Promise<File | null> {
  const response = await fetch(new URL(`/codecs/${id}.bin`, location.origin)).catch(() => null);
  // A name of its own, by which its index is remembered from the probe to the decoder.
  return response?.ok ? new File([await response.blob()], id) : null;
}

async function playsInVideo(file: Blob): Promise<boolean> {
  const element = document.createElement('video');
  element.muted = true;
  element.preload = 'auto';
  const url = URL.createObjectURL(file);
  try {
    return (await hasData(element, url)) && isDrawnRight(element);
  } finally {
    element.removeAttribute('src');
    element.load();
    URL.revokeObjectURL(url);
  }
}

function hasData(element: HTMLVideoElement, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), VIDEO_LIMIT_MS);
    const settle = (hasPictures: boolean) => {
      clearTimeout(timer);
      resolve(hasPictures);
    };
    element.addEventListener('loadeddata', () => settle(element.videoWidth > 0), { once: true });
    element.addEventListener('error', () => settle(false), { once: true });
    element.src = url;
  });
}

function isDrawnRight(element: HTMLVideoElement): boolean {
  const context = new OffscreenCanvas(4, 1).getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.drawImage(element, 0, 0, 4, 1);
  const { data } = context.getImageData(0, 0, 4, 1);
  return (data[0] ?? 0) > LIGHT && (data[12] ?? 255) < DARK;
}
