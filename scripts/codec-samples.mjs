/**
 * Draws the samples of `public/codecs` again with an installed FFmpeg: two pictures of 64 × 64, white on the left and black on
 * the right, in every codec of the matrix in Diagnostics. Run it only to add a codec; the files are part of the project.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PICTURE =
  'color=white:s=64x64:r=25:d=1[a];color=black:s=32x64:r=25:d=1[b];[a][b]overlay=32:0';
const QUIET_X265 = ['-x265-params', 'log-level=error:info=0'];

/** File name, FFmpeg's container, pixel format, encoder and what else it needs. */
const SAMPLES = [
  ['h264-mp4', 'mp4', 'yuv420p', 'libx264'],
  ['h264-high10-mp4', 'mp4', 'yuv420p10le', 'libx264'],
  ['h264-444-mp4', 'mp4', 'yuv444p', 'libx264'],
  ['h264-ts', 'mpegts', 'yuv420p', 'libx264', '-frames:v', '25'],
  ['h264-raw', 'h264', 'yuv420p', 'libx264'],
  ['hevc-mp4', 'mp4', 'yuv420p', 'libx265', '-tag:v', 'hvc1', ...QUIET_X265],
  ['hevc-main10-mp4', 'mp4', 'yuv420p10le', 'libx265', '-tag:v', 'hvc1', ...QUIET_X265],
  ['vp8-webm', 'webm', 'yuv420p', 'libvpx', '-b:v', '100k'],
  ['vp9-webm', 'webm', 'yuv420p', 'libvpx-vp9', '-b:v', '100k'],
  ['vp9-mp4', 'mp4', 'yuv420p', 'libvpx-vp9', '-b:v', '100k'],
  ['vp9-profile2-webm', 'webm', 'yuv420p10le', 'libvpx-vp9', '-profile:v', '2', '-b:v', '100k'],
  ['av1-mp4', 'mp4', 'yuv420p', 'libaom-av1', '-cpu-used', '8', '-b:v', '100k'],
  ['av1-10bit-mp4', 'mp4', 'yuv420p10le', 'libaom-av1', '-cpu-used', '8', '-b:v', '100k'],
  ['mpeg1-ps', 'mpeg', 'yuv420p', 'mpeg1video'],
  ['mpeg2-ts', 'mpegts', 'yuv420p', 'mpeg2video', '-frames:v', '25'],
  ['mpeg4-mp4', 'mp4', 'yuv420p', 'mpeg4'],
  ['mpeg4-avi', 'avi', 'yuv420p', 'mpeg4'],
  ['msmpeg4-avi', 'avi', 'yuv420p', 'msmpeg4'],
  ['h263-3gp', '3gp', 'yuv420p', 'h263', '-s', '128x96'],
  ['flv1-flv', 'flv', 'yuv420p', 'flv1'],
  ['wmv2-asf', 'asf', 'yuv420p', 'wmv2'],
  ['prores-mov', 'mov', 'yuv422p10le', 'prores_ks', '-profile:v', '0'],
  ['prores4444-mov', 'mov', 'yuv444p10le', 'prores_ks', '-profile:v', '4'],
  ['mjpeg-avi', 'avi', 'yuvj420p', 'mjpeg'],
  ['mjpeg-mov', 'mov', 'yuvj420p', 'mjpeg'],
  ['ffv1-mkv', 'matroska', 'yuv420p', 'ffv1'],
  ['huffyuv-avi', 'avi', 'yuv422p', 'huffyuv'],
  ['theora-ogg', 'ogg', 'yuv420p', 'libtheora'],
  ['cinepak-avi', 'avi', 'rgb24', 'cinepak'],
  ['gif', 'gif', 'pal8', 'gif'],
  ['qtrle-mov', 'mov', 'rgb24', 'qtrle'],
  ['png-mov', 'mov', 'rgb24', 'png'],
];

const out = join(import.meta.dirname, '../public/codecs');
const scratch = mkdtempSync(join(tmpdir(), 'codecs-'));
for (const [name, container, pixelFormat, encoder, ...more] of SAMPLES) {
  const path = join(scratch, name);
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', PICTURE, '-frames:v', '2'],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-pix_fmt', pixelFormat, '-c:v', encoder],
    ...[...more, '-flags', '+bitexact', '-f', container, path],
  ]);
  renameSync(path, join(out, `${name}.bin`));
}
rmSync(scratch, { recursive: true });
