import { expect, test } from 'vitest';
import { findSps, readSps, sizeInStream } from './h264-sps.ts';

/** Writes bits the way a parameter set is written. */
class BitWriter {
  #bits = '';

  fixed(value: number, count: number): this {
    this.#bits += value.toString(2).padStart(count, '0');
    return this;
  }

  golomb(value: number): this {
    const code = (value + 1).toString(2);
    this.#bits += '0'.repeat(code.length - 1) + code;
    return this;
  }

  bytes(): Uint8Array {
    const padded = `${this.#bits}1`.padEnd(Math.ceil((this.#bits.length + 1) / 8) * 8, '0');
    return Uint8Array.from(padded.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
  }
}

function sps(profile: number, writeAspect: (bits: BitWriter) => BitWriter): Uint8Array {
  const bits = new BitWriter().fixed(0x67, 8).fixed(profile, 8).fixed(0, 8).fixed(30, 8).golomb(0);
  if (profile >= 100) bits.golomb(1).golomb(0).golomb(0).fixed(0, 1).fixed(0, 1);
  bits.golomb(0).golomb(0).golomb(2).golomb(1).fixed(0, 1).golomb(39).golomb(29);
  return writeAspect(bits.fixed(1, 1).fixed(1, 1).fixed(0, 1)).bytes();
}

test.each([66, 100])('pixel aspect by index and in full, profile %i', (profile) => {
  const byIndex = sps(profile, (bits) => bits.fixed(1, 1).fixed(1, 1).fixed(2, 8));
  const inFull = sps(profile, (bits) =>
    bits.fixed(1, 1).fixed(1, 1).fixed(255, 8).fixed(427, 16).fixed(340, 16),
  );
  expect(readSps(byIndex).pixelAspect).toBeCloseTo(12 / 11);
  expect(readSps(inFull).pixelAspect).toBeCloseTo(427 / 340);
});

test('fields and colours', () => {
  const facts = readSps(
    sps(100, (bits) =>
      // No aspect, no overscan; video format 5, limited range; BT.2020, PQ, SMPTE 240M.
      bits
        .fixed(1, 1)
        .fixed(0, 2)
        .fixed(1, 1)
        .fixed(5, 3)
        .fixed(0, 1)
        .fixed(1, 1)
        .fixed(9, 8)
        .fixed(16, 8)
        .fixed(7, 8),
    ),
  );
  expect(facts).toEqual({
    size: { widthPx: 640, heightPx: 480 },
    isMoved: false,
    pixelAspect: null,
    hasFields: false,
    colour: { matrix: 'smpte240m', isFullRange: false, transfer: 'pq', primaries: 'bt2020' },
  });
});

/** 4:2:0, 40 × 30 macroblocks of progressive pictures, cropped by steps of two samples. */
function cropped(left: number, right: number, top: number, bottom: number): Uint8Array {
  const bits = new BitWriter().fixed(0x67, 8).fixed(66, 8).fixed(0, 8).fixed(30, 8).golomb(0);
  bits.golomb(0).golomb(0).golomb(2).golomb(1).fixed(0, 1).golomb(39).golomb(29).fixed(1, 1);
  bits.fixed(1, 1).fixed(1, 1).golomb(left).golomb(right).golomb(top).golomb(bottom);
  return bits.fixed(0, 1).bytes();
}

test('the size of the pictures, what is cropped left out', () => {
  const moved = readSps(cropped(8, 16, 4, 2));
  expect([moved.size, moved.isMoved]).toEqual([{ widthPx: 592, heightPx: 468 }, true]);
  expect(sizeInStream(moved, { widthPx: 640, heightPx: 480 })).toEqual(moved.size);
});

test('a container may leave out what fills up macroblocks, and no more', () => {
  const whole = readSps(cropped(0, 0, 0, 0));
  expect(sizeInStream(whole, { widthPx: 630, heightPx: 472 })).toEqual({
    widthPx: 630,
    heightPx: 472,
  });
  expect(sizeInStream(whole, { widthPx: 320, heightPx: 480 })).toEqual(whole.size);
  expect(sizeInStream(whole, { widthPx: 656, heightPx: 480 })).toEqual(whole.size);
  expect(sizeInStream(readSps(Uint8Array.of(0x67)), { widthPx: 2, heightPx: 2 })).toEqual({
    widthPx: 2,
    heightPx: 2,
  });
});

test('nothing stated, or cut off, is null', () => {
  expect(readSps(sps(66, (bits) => bits.fixed(0, 1))).pixelAspect).toBeNull();
  expect(readSps(Uint8Array.of(0x67, 66, 0)).pixelAspect).toBeNull();
});

test('finds the parameter set in an avcC record and after a start code', () => {
  const set = sps(66, (bits) => bits.fixed(0, 1));
  const record = Uint8Array.of(1, 66, 0, 30, 0xff, 0xe1, 0, set.length, ...set, 1, 0, 4);
  expect(findSps(record)).toEqual(set);
  expect(
    findSps(Uint8Array.of(0, 0, 0, 1, 9, 16, 0, 0, 0, 1, ...set))?.subarray(0, set.length),
  ).toEqual(set);
  expect(findSps(Uint8Array.of(0, 0, 1, 0x65, 1, 2, 3))).toBeNull();
});
