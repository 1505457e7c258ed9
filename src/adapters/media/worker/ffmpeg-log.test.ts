import { expect, test } from 'vitest';
import { bytesReadIn, parseFfmpegLog } from './ffmpeg-log.ts';

const SHOW = '[Parsed_showinfo_0 @ 0xf802a0]';

test('reads time base, pictures, their colours and the bytes that were read', () => {
  const lines = [
    `${SHOW} config in time_base: 12/359, frame_rate: 117/4`,
    `${SHOW} config out time_base: 0/0, frame_rate: 0/0`,
    `${SHOW} n:   0 pts:    -80 pts_time:-0.005   pos:       48 fmt:yuv420p sar:1/1 s:1920x1080 i:P iskey:1 type:I `,
    `${SHOW} color_range:tv color_space:bt709 color_primaries:bt2020 color_trc:smpte2084`,
    '[h264 @ 0xdf6170] sps_id 32 out of range',
    `${SHOW} n:   1 pts:    112 pts_time:0.007   pos:    62417 fmt:yuv420p10le sar:1/1 s:60x40 i:T iskey:0 type:P `,
    `${SHOW} color_range:unknown color_space:unknown color_primaries:unknown color_trc:unknown`,
    `${SHOW} n:   2 pts:   NOPTS pts_time:NOPTS pos:    65907 fmt:pal8 sar:0/1 s:60x40 i:P iskey:0 type:B `,
    '[AVIOContext @ 0xdf08b0] Statistics: 12441600 bytes written, 0 seeks, 48 writeouts',
    '[AVIOContext @ 0xdf7040] Statistics: 141008 bytes read, 2 seeks',
  ];
  expect(bytesReadIn(lines)).toBe(141008);
  const log = parseFfmpegLog(lines);
  expect(log).toEqual({
    timeBase: { num: 12, den: 359 },
    frames: [
      {
        pts: -80,
        isDated: true,
        pixelFormat: 'yuv420p',
        widthPx: 1920,
        heightPx: 1080,
        isKey: true,
        range: 'tv',
        matrix: 'bt709',
        primaries: 'bt2020',
        transfer: 'smpte2084',
      },
      {
        pts: 112,
        isDated: true,
        pixelFormat: 'yuv420p10le',
        widthPx: 60,
        heightPx: 40,
        isKey: false,
        range: null,
        matrix: null,
        primaries: null,
        transfer: null,
      },
      {
        pts: null,
        isDated: true,
        pixelFormat: 'pal8',
        widthPx: 60,
        heightPx: 40,
        isKey: false,
        range: null,
        matrix: null,
        primaries: null,
        transfer: null,
      },
    ],
  });
});

test('a run that decoded nothing has no pictures', () => {
  expect(parseFfmpegLog(['Aborted()'])).toEqual({ timeBase: null, frames: [] });
});
