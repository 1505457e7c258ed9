import wasmUrl from '@ffmpeg/core/wasm?url&no-inline';
import coreUrl from '@ffmpeg/core?url&no-inline';
import { FFmpeg } from '@ffmpeg/ffmpeg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VideoFacts } from '../../core/flow.ts';
import { createMediaAdapter } from './client.ts';
import { pixelsOf } from './compare-pictures.fixture.ts';

const media = createMediaAdapter();
const maker = new FFmpeg();
beforeAll(() => maker.load({ coreURL: coreUrl, wasmURL: wasmUrl }));
afterAll(() => {
  maker.terminate();
  media.release();
});

const SIZE = { widthPx: 320, heightPx: 240 };

/** The same coded pictures; the parameter set says what is cut off. */
async function makeClip(crop: string, ending: string): Promise<File> {
  const code = await maker.exec([
    ...['-f', 'lavfi', '-i', `testsrc2=s=${SIZE.widthPx}x${SIZE.heightPx}:d=1`, '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-qp', '4', '-threads', '1', '-pix_fmt', 'yuv420p'],
    ...['-bsf:v', `h264_metadata=${crop}`, '-y', `clip.${ending}`],
  ]);
  if (code !== 0) throw new Error('FFmpeg made no clip.');
  return new File(
    [(await maker.readFile(`clip.${ending}`)) as Uint8Array<ArrayBuffer>],
    `${crop}.${ending}`,
  );
}

async function pictureOf(file: File, facts: VideoFacts): Promise<ImageData> {
  const query = { timesSec: [0.4], longSidePx: SIZE.widthPx, decoder: 'auto' } as const;
  const pictures: ImageData[] = [];
  for await (const { jpeg } of media.sample(file, facts, query).frames)
    pictures.push(await pixelsOf(jpeg));
  return pictures[0] as ImageData;
}

/** Mean difference of the samples from those of `whole` that lie `left` further right and `top` further down. */
function differenceAt(part: ImageData, whole: ImageData, [left, top]: readonly [number, number]) {
  let sum = 0;
  for (let y = 0; y < part.height; y++)
    for (let x = 0; x < part.width * 4; x++) {
      const there = whole.data[(y + top) * whole.width * 4 + left * 4 + x] as number;
      sum += Math.abs((part.data[y * part.width * 4 + x] as number) - there);
    }
  return sum / part.data.length;
}

test.each([
  ['crop_left=8:crop_top=8', 'mp4', [8, 8]],
  ['crop_left=8', 'mp4', [8, 0]],
  ['crop_top=8', 'mp4', [0, 8]],
  // Which mediabunny does not read: FFmpeg seeks.
  ['crop_left=8:crop_top=8', 'flv', [8, 8]],
] as const)('of H.264 with %s in %s the right part is shown', async (crop, ending, from) => {
  const whole = await makeClip('crop_right=0', 'mp4');
  const cut = await makeClip(crop, ending);
  const wholeFacts = await media.probe(whole);
  expect(wholeFacts.decoders).toEqual(['webcodecs', 'ffmpeg']);
  const facts = await media.probe(cut);
  const [left, top] = from;
  const size = { widthPx: SIZE.widthPx - left, heightPx: SIZE.heightPx - top };
  expect(facts).toMatchObject({ ...size, decoders: ['ffmpeg'] });
  const full = await pictureOf(whole, wholeFacts);
  expect(differenceAt(await pictureOf(cut, facts), full, from)).toBeLessThan(3);
  // Facts of an earlier version name the browser's decoder as well.
  const earlier: VideoFacts = { ...facts, decoders: ['webcodecs', 'ffmpeg'] };
  expect(differenceAt(await pictureOf(cut, earlier), full, from)).toBeLessThan(3);
});
