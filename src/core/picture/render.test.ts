import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Colour,
  firstStated,
  matrixFromName,
  NOTHING_STATED,
  primariesFromName,
  resolveColour,
  transferFromName,
} from './colour.ts';
import { lumaSpread } from './luma-spread.ts';
import { pixelLayout } from './pixel-formats.ts';
import { type PixelLayout, packedPlaces, type RawPicture } from './raw-picture.ts';
import { type RenderSettings, renderPicture } from './render.ts';

const bt601: Colour = {
  matrix: 'bt601',
  isFullRange: false,
  transfer: 'sdr',
  primaries: 'bt709',
};
const upright = { pixelAspect: 1, rotationDeg: 0, isMirrored: false } as const;

function layoutOf(name: string): PixelLayout {
  const layout = pixelLayout(name);
  if (!layout) throw new Error(`No layout for ${name}.`);
  return layout;
}

/** A flat picture of the given component values. */
function flat(name: string, values: readonly number[], [widthPx, heightPx] = [8, 6]): RawPicture {
  const layout = layoutOf(name);
  const { places, totalBytes } = packedPlaces(layout, {
    widthPx: widthPx as number,
    heightPx: heightPx as number,
  });
  const bytes = new Uint8Array(totalBytes);
  const samples = layout.depth > 8 ? new Uint16Array(bytes.buffer) : bytes;
  const size = layout.depth > 8 ? 2 : 1;
  layout.components.forEach(({ plane, offset, step }, i) => {
    const from = (places[plane]?.offsetBytes ?? 0) / size;
    const to = (places[plane + 1]?.offsetBytes ?? totalBytes) / size;
    for (let at = from + offset; at < to; at += step) samples[at] = values[i] as number;
  });
  return { widthPx: widthPx as number, heightPx: heightPx as number, layout, places, data: bytes };
}

function settings(changes: Partial<RenderSettings> = {}): RenderSettings {
  return {
    size: { widthPx: 8, heightPx: 6 },
    geometry: upright,
    colour: bt601,
    field: null,
    ...changes,
  };
}

function firstPixel(raw: RawPicture, changes: Partial<RenderSettings> = {}): number[] {
  return [...renderPicture(raw, settings(changes)).data.subarray(0, 4)];
}

test('black, white and the primaries of limited BT.601', () => {
  expect(firstPixel(flat('yuv420p', [16, 128, 128]))).toEqual([0, 0, 0, 255]);
  expect(firstPixel(flat('yuv420p', [235, 128, 128]))).toEqual([255, 255, 255, 255]);
  expect(firstPixel(flat('yuv420p', [82, 90, 240]))).toEqual([255, 1, 0, 255]);
});

test('the matrix and the range change the picture', () => {
  const raw = flat('yuv444p', [120, 100, 180]);
  const results = (['bt601', 'bt709', 'bt2020'] as const).map((matrix) =>
    firstPixel(raw, { colour: { ...bt601, matrix } }).join(),
  );
  expect(new Set(results).size).toBe(3);
  expect(
    firstPixel(flat('yuv444p', [0, 128, 128]), { colour: { ...bt601, isFullRange: true } }),
  ).toEqual([0, 0, 0, 255]);
});

test('green, blue and red planes, and YCgCo, become the colour that they stand for', () => {
  const raw = flat('yuv444p', [200, 90, 10]);
  const full = { ...bt601, isFullRange: true };
  expect(firstPixel(raw, { colour: { ...full, matrix: 'identity' } })).toEqual([10, 200, 90, 255]);
  // Pure green: Y 64 of 255, Cg at its upper end, Co in the middle.
  expect(
    firstPixel(flat('yuv444p', [128, 255, 128]), { colour: { ...full, matrix: 'ycgco' } }),
  ).toEqual([1, 255, 1, 255]);
  expect(
    firstPixel(flat('yuv444p', [235, 16, 16]), { colour: { ...bt601, matrix: 'identity' } }),
  ).toEqual([0, 255, 0, 255]);
});

test('FCC and SMPTE 240M have weights of their own', () => {
  const raw = flat('yuv444p', [120, 100, 180]);
  const pixels = (['bt601', 'fcc', 'bt709', 'smpte240m'] as const).map((matrix) =>
    firstPixel(raw, { colour: { ...bt601, matrix } }).join(),
  );
  expect(new Set(pixels).size).toBe(4);
});

test('colours go by the names of both decoders', () => {
  expect(['gbr', 'rgb', 'bt2020nc', 'bt2020-ncl', 'unknown'].map(matrixFromName)).toEqual([
    'identity',
    'identity',
    'bt2020',
    'bt2020',
    null,
  ]);
  expect(
    ['pq', 'smpte2084', 'hlg', 'arib-std-b67', 'bt709', 'unknown'].map(transferFromName),
  ).toEqual(['pq', 'pq', 'hlg', 'hlg', 'sdr', null]);
  expect(['bt2020', 'smpte432', 'bt470bg'].map(primariesFromName)).toEqual(['bt2020', 'p3', null]);
});

test('the same colour in every arrangement of samples is the same pixel', () => {
  const byte = fc.integer({ min: 16, max: 235 });
  fc.assert(
    fc.property(byte, byte, byte, (y, u, v) => {
      const expected = firstPixel(flat('yuv420p', [y, u, v]));
      for (const name of [
        'I420',
        'I422',
        'I444',
        'I420A',
        'NV12',
        'nv21',
        'yuv410p',
        'yuv411p',
        'yuv440p',
        'yuva420p',
      ]) {
        expect(firstPixel(flat(name, [y, u, v]))).toEqual(expected);
      }
      for (const name of ['I420P10', 'yuv422p10le', 'yuv444p10le']) {
        expect(firstPixel(flat(name, [y * 4, u * 4, v * 4]))).toEqual(expected);
      }
    }),
  );
});

test('RGB in any order of bytes or planes is passed on', () => {
  for (const name of [
    'rgb24',
    'bgr24',
    'rgba',
    'bgra',
    'argb',
    'abgr',
    'rgb0',
    'BGRX',
    'RGBA',
    'gbrp',
  ]) {
    expect(firstPixel(flat(name, [10, 200, 90]))).toEqual([10, 200, 90, 255]);
  }
  expect(pixelLayout('pal8')).toBeNull();
  expect(pixelLayout('rgb555le')).toBeNull();
});

test('odd sizes are read to the last sample and no further', () => {
  const raw = flat('yuv420p', [180, 128, 128], [7, 5]);
  expect(raw.data.byteLength).toBe(7 * 5 + 2 * 4 * 3);
  const { data } = renderPicture(raw, settings({ size: { widthPx: 7, heightPx: 5 } }));
  expect(new Set(data.filter((_, i) => i % 4 === 0)).size).toBe(1);
});

/** 2 × 1 grey: dark left, bright right. */
function twoTone(): RawPicture {
  const layout = layoutOf('gray');
  return {
    widthPx: 2,
    heightPx: 1,
    layout,
    ...packedPlaces(layout, { widthPx: 2, heightPx: 1 }),
    data: Uint8Array.of(16, 235),
  };
}

test.each([
  { rotationDeg: 0, isMirrored: false, expected: [0, 255], widthPx: 2 },
  { rotationDeg: 90, isMirrored: false, expected: [0, 255], widthPx: 1 },
  { rotationDeg: 180, isMirrored: false, expected: [255, 0], widthPx: 2 },
  { rotationDeg: 270, isMirrored: false, expected: [255, 0], widthPx: 1 },
  { rotationDeg: 0, isMirrored: true, expected: [255, 0], widthPx: 2 },
] as const)('turned by $rotationDeg, mirrored $isMirrored', (turn) => {
  const { expected, widthPx, ...geometry } = turn;
  const { data, ...size } = renderPicture(twoTone(), {
    size: { widthPx, heightPx: 2 / widthPx },
    geometry: { pixelAspect: 1, ...geometry },
    colour: bt601,
    field: null,
  });
  expect(size).toEqual({ widthPx, heightPx: 2 / widthPx });
  expect([data[0], data[4]]).toEqual(expected);
});

test('one field of an interlaced picture does not see the other', () => {
  const layout = layoutOf('gray');
  const place = { widthPx: 4, heightPx: 8 };
  const data = Uint8Array.from({ length: 32 }, (_, i) => ((i >> 2) % 2 === 0 ? 235 : 16));
  const raw: RawPicture = { ...place, layout, ...packedPlaces(layout, place), data };
  const rendered = (field: 'top' | 'bottom') =>
    renderPicture(raw, settings({ size: place, field })).data;
  expect(
    rendered('top')
      .filter((_, i) => i % 4 === 0)
      .every((one) => one === 255),
  ).toBe(true);
  expect(
    rendered('bottom')
      .filter((_, i) => i % 4 === 0)
      .every((one) => one === 0),
  ).toBe(true);
});

test('an unstated matrix goes by the number of lines', () => {
  expect(resolveColour(NOTHING_STATED, 480)).toMatchObject({ matrix: 'bt601', isFullRange: false });
  expect(resolveColour(NOTHING_STATED, 720)).toMatchObject({ matrix: 'bt709', isFullRange: false });
  const stated = firstStated({ ...NOTHING_STATED, matrix: 'bt601' }, { ...bt601, matrix: 'fcc' });
  expect(resolveColour({ ...stated, isFullRange: true }, 1080)).toEqual({
    ...bt601,
    isFullRange: true,
  });
  expect(resolveColour({ ...NOTHING_STATED, transfer: 'pq' }, 480).primaries).toBe('bt2020');
});

test('luma spread: blank is 0, half black and half white is one half', () => {
  expect(lumaSpread([9, 9, 9, 255, 9, 9, 9, 255])).toBeCloseTo(0);
  expect(lumaSpread([0, 0, 0, 255, 255, 255, 255, 255])).toBeCloseTo(0.5);
});
