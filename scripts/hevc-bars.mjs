/**
 * Encodes the clips of `src/adapters/media/hevc-bars` again with an installed FFmpeg: 256 pictures of 160 × 96 that spell their number in
 * bars, 25 a second. The tests put them into other shapes; they cannot encode HEVC themselves.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const [WIDTH, HEIGHT, PICTURES, BITS] = [160, 96, 256, 8];
const SHAPES = [
  [1, 0],
  [50, 0],
  [50, 3],
  [250, 0],
  [250, 3],
];

const raw = Buffer.alloc(WIDTH * HEIGHT * PICTURES);
for (let n = 0; n < PICTURES; n++)
  for (let i = 0; i < WIDTH * HEIGHT; i++)
    if ((n >> Math.floor(((i % WIDTH) * BITS) / WIDTH)) & 1) raw[n * WIDTH * HEIGHT + i] = 255;

for (const [gop, bFrames] of SHAPES) {
  const params = [
    `keyint=${gop}:min-keyint=${gop}:bframes=${bFrames}:scenecut=0:open-gop=0`,
    'crf=40:log-level=error:info=0',
  ];
  const path = `../src/adapters/media/hevc-bars/gop${gop}-b${bFrames}.mp4`;
  execFileSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${WIDTH}x${HEIGHT}`],
      ...['-r', '25', '-i', '-', '-pix_fmt', 'yuv420p', '-c:v', 'libx265', '-preset', 'ultrafast'],
      ...['-x265-params', params.join(':'), '-fflags', '+bitexact', '-flags', '+bitexact'],
      ...['-map_metadata', '-1', '-tag:v', 'hvc1', join(import.meta.dirname, path)],
    ],
    { input: raw },
  );
}
