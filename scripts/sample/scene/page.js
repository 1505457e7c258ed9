import createFFmpegCore from '/node_modules/@ffmpeg/core/dist/esm/ffmpeg-core.js';
import { drawFrame } from './scene.js';
import { DURATION_SEC, FPS } from './story.js';

/** What `render.mjs` calls in the page: single pictures to look at, or the whole clip as an MP4. */
const WIDTH = 960;
const HEIGHT = 540;

const newCanvas = () =>
  Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
// Painted by the CPU, so that every machine gives the same pixels.
const [canvas, layer] = [newCanvas(), newCanvas()];
for (const one of [canvas, layer]) one.getContext('2d', { willReadFrequently: true });
const name = (i) => `frame-${String(i).padStart(4, '0')}.png`;

async function pictureAt(t, type = 'image/png') {
  drawFrame(canvas, layer, t);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, 0.9));
  return new Uint8Array(await blob.arrayBuffer());
}

async function base64(bytes) {
  const blob = new Blob([bytes]);
  const url = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
}

globalThis.sample = {
  durationSec: DURATION_SEC,
  picture: async (t) => base64(await pictureAt(t)),
  /** Draws every frame and encodes H.264 with x264, one thread, so that the same pictures give the same bytes. */
  async clip(crf) {
    const url = new URL('/node_modules/@ffmpeg/core/dist/esm/ffmpeg-core.wasm', location.href).href;
    const core = await createFFmpegCore({
      mainScriptUrlOrBlob: `x#${btoa(JSON.stringify({ wasmURL: url, workerURL: '' }))}`,
    });
    const lines = [];
    core.setLogger(({ message }) => lines.push(message));
    const frames = DURATION_SEC * FPS;
    for (let i = 0; i < frames; i++) core.FS.writeFile(name(i), await pictureAt(i / FPS));
    core.exec(
      ...['-framerate', String(FPS), '-i', 'frame-%04d.png'],
      ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'],
      ...[
        '-c:v',
        'libx264',
        '-preset',
        'slow',
        '-tune',
        'animation',
        '-crf',
        String(crf),
        '-g',
        '100',
        '-threads',
        '1',
      ],
      ...[
        '-colorspace',
        'bt709',
        '-color_primaries',
        'bt709',
        '-color_trc',
        'bt709',
        '-color_range',
        'tv',
      ],
      ...[
        '-fflags',
        '+bitexact',
        '-flags:v',
        '+bitexact',
        '-map_metadata',
        '-1',
        '-movflags',
        '+faststart',
        'clip.mp4',
      ],
    );
    // The core reports how it ended in `ret`; it prints 'Aborted()' even when all went well.
    if (core.ret !== 0) throw new Error(lines.slice(-12).join('\n'));
    return { log: lines.slice(-6), base64: await base64(core.FS.readFile('clip.mp4')) };
  },
};
