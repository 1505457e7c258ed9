import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrameName } from './frame-name.ts';
import { judgeDump, judgePicture, type Neighbour } from './judge.ts';
import { buildReport, reportCsv, type VerifiedFrame } from './report.ts';
import { correlation, isFlat, lumaThumbnail, type Pixels, psnrDb } from './thumbnail.ts';

describe('readFrameName', () => {
  it.each([
    ['XD-Violence/3_image/clip/480.jpg', { kind: 'index', index: 480 }],
    ['a/frame_00012.jpg', { kind: 'index', index: 12 }],
    ['vatex/vatex_image/id_000010_000020/0.jpg', { kind: 'index', index: 0 }],
    ['frame12_thumb.png', { kind: 'index', index: 12 }],
    ['rabbids/000027/000027_keyframe_1-38-11-958.jpg', { kind: 'clock', timeSec: 5891.958 }],
    [
      'frames/clip-0a1b2c3d/0012.345s-0123456789ab.jpg',
      { kind: 'time', timeSec: expect.closeTo(12.3455, 6) },
    ],
    [
      'frames/clip-0a1b2c3d/-0000.040s-0123456789ab.jpg',
      { kind: 'time', timeSec: expect.closeTo(-0.0395, 6) },
    ],
    ['shot_12.5s.jpg', { kind: 'time', timeSec: expect.closeTo(12.5005, 6) }],
    ['folder12/cover.jpg', null],
  ])('%s', (path, expected) => {
    expect(readFrameName(path)).toEqual(expected);
  });

  it('never fails', () => {
    fc.assert(fc.property(fc.string(), (path) => void readFrameName(path)));
  });
});

/** A picture with something in it, in any size. */
const picture = (widthPx: number, heightPx: number, phase = 0): Pixels => ({
  widthPx,
  heightPx,
  rgba: Uint8ClampedArray.from({ length: widthPx * heightPx * 4 }, (_, i) => {
    const [x, y] = [((i >> 2) % widthPx) / widthPx, Math.floor((i >> 2) / widthPx) / heightPx];
    return (i & 3) === 3 ? 255 : 128 + 80 * Math.sin(6 * x + phase) + 40 * Math.cos(9 * y);
  }),
});

describe('thumbnails', () => {
  it('know a picture again in another size, brightness and contrast', () => {
    const one = lumaThumbnail(picture(320, 180));
    expect(correlation(one, lumaThumbnail(picture(448, 252)))).toBeGreaterThan(0.999);
    expect(correlation(one, lumaThumbnail(picture(20, 11)))).toBeGreaterThan(0.9);
    expect(
      correlation(
        one,
        one.map((luma) => luma * 0.8 + 0.1),
      ),
    ).toBeCloseTo(1, 5);
    expect(correlation(one, lumaThumbnail(picture(320, 180, 2)))).toBeLessThan(0.6);
  });

  it('say that a flat picture cannot be known again', () => {
    const grey = { widthPx: 64, heightPx: 36, rgba: new Uint8Array(64 * 36 * 4).fill(120) };
    expect(isFlat(lumaThumbnail(grey))).toBe(true);
    expect(isFlat(lumaThumbnail(picture(64, 36)))).toBe(false);
  });

  it('measure the noise between two pictures in decibels', () => {
    const one = picture(64, 36);
    expect(psnrDb(one, one)).toBe(100);
    const off = {
      ...one,
      rgba: Uint8Array.from(one.rgba, (value, i) => (i & 3 ? value : value + 1)),
    };
    // One of three components is off by one.
    expect(psnrDb(one, off)).toBeCloseTo(20 * Math.log10(255) + 10 * Math.log10(3), 1);
    expect(psnrDb(one, picture(128, 72))).toBeGreaterThan(40);
  });
});

const neighbour = (offset: number, psnr: number, isSameBytes = false): Neighbour => ({
  offset,
  ptsSec: 10 + offset / 25,
  psnrDb: psnr,
  hashDistance: 3,
  isSameBytes,
});
const meant = (psnr: number, isSameBytes = false) => neighbour(0, psnr, isSameBytes);

describe('judgePicture', () => {
  it.each([
    ['same bytes', meant(100, true), [], 'same', undefined],
    [
      'other bytes of the frame',
      meant(44),
      [neighbour(-1, 30), neighbour(1, 31)],
      'same-picture',
      undefined,
    ],
    [
      'the frame before, byte for byte',
      meant(45),
      [neighbour(-1, 100, true), neighbour(1, 45)],
      'other-frame',
      -1,
    ],
    [
      'the frame after, in other bytes',
      meant(33),
      [neighbour(-1, 28), neighbour(1, 43)],
      'other-frame',
      1,
    ],
    [
      'a still scene',
      meant(43),
      [neighbour(-1, 43.4), neighbour(1, 43.2)],
      'same-picture',
      undefined,
    ],
    [
      'a swapped picture',
      meant(12),
      [neighbour(-1, 12.2), neighbour(1, 11)],
      'other-picture',
      undefined,
    ],
  ] as const)('%s', (_what, here, neighbours, verdict, offset) => {
    const found = judgePicture(here, neighbours);
    expect(found.verdict).toBe(verdict);
    expect(found.fits?.offset).toBe(offset);
  });

  it('takes a dumped picture for a frame only when both measures agree', () => {
    expect(judgeDump(0.999, 3)).toMatchObject({ isMatch: true });
    expect(judgeDump(0.999, 30)).toMatchObject({ isMatch: false });
    expect(judgeDump(0.9, 3)).toMatchObject({ isMatch: false });
  });
});

describe('the report', () => {
  const item = (changes: Partial<VerifiedFrame>): VerifiedFrame => ({
    frame: 'frames/a.jpg',
    video: 'clip.mp4',
    verdict: 'same',
    statedSec: 1,
    decodedSec: 1,
    psnrDb: null,
    hashDistance: null,
    fits: null,
    citedBy: 1,
    error: null,
    ...changes,
  });

  it('counts every verdict, and what they come to', () => {
    const report = buildReport({
      format: 'f',
      source: 's',
      rates: [],
      problems: [],
      items: [item({}), item({ verdict: 'other-frame' }), item({ verdict: 'no-video' })],
    });
    expect(report).toMatchObject({
      frames: 3,
      counts: { same: 1, 'other-frame': 1, 'no-video': 1, 'other-picture': 0 },
      outcomes: { match: 1, mismatch: 1, unknown: 1 },
    });
  });

  it('is a table that no sheet takes for formulas', () => {
    const items = [
      item({ video: 'a,"b".mp4', fits: { ptsSec: 1.04, offset: 1 }, verdict: 'other-frame' }),
      item({ frame: '=HYPERLINK(1)', error: 'video/file-missing' }),
    ];
    const lines = reportCsv(
      buildReport({ format: 'f', source: 's', rates: [], problems: [], items }),
    ).split('\r\n');
    expect(lines[0]).toMatch(/^video,frame,verdict,/);
    expect(lines[1]).toBe('"a,""b"".mp4",frames/a.jpg,other-frame,1,1,,,1.04,1,1,');
    expect(lines[2]).toBe("clip.mp4,'=HYPERLINK(1),same,1,1,,,,,1,video/file-missing");
    expect(lines).toHaveLength(4);
  });
});
