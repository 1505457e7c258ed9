import { describe, expect, test } from 'vitest';
import { judgeFor, PacketFilter } from './droppable.ts';

/** Units behind their length in four bytes. */
function packet(...units: number[][]): Uint8Array {
  return Uint8Array.from(units.flatMap((unit) => [0, 0, 0, unit.length, ...unit]));
}

/** An `avcC` record with one sequence parameter set: baseline, POC type 0, and the bit that says whether all pictures are frames. */
function avcC(frameBit: 0 | 1): Uint8Array {
  // 1 | 1 | 1 | 011 | 0 | 1 | 1 | frame_mbs_only … in Exp-Golomb codes: id 0, frame_num 0, type 0, lsb 0, references 2, no gaps, 1 × 1.
  const bits = `1111011011${frameBit}1000000000000`.padEnd(24, '0');
  const payload = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const sps = [0x67, 66, 0, 30, ...payload];
  return Uint8Array.from([1, 66, 0, 30, 0xff, 0xe1, 0, sps.length, ...sps, 0]);
}

describe('H.264', () => {
  const judged = (frameBit: 0 | 1, ...units: number[][]) =>
    judgeFor('avc', avcC(frameBit))?.(packet(...units)).isUnused;

  test('a picture that nothing refers to is unused, with its notes', () => {
    expect(judged(1, [0x01, 9])).toBe('always');
    expect(judged(1, [0x09, 0], [0x06, 1], [0x01, 9], [0x01, 8])).toBe('always');
  });

  test('reference pictures, key pictures and parameters are needed', () => {
    expect(judged(1, [0x41, 9])).toBe('never');
    expect(judged(1, [0x65, 9])).toBe('never');
    expect(judged(1, [0x01, 9], [0x41, 9])).toBe('never');
    expect(judged(1, [0x68, 1], [0x01, 9])).toBe('never');
  });

  test('in a stream of fields, and in a packet that cannot be taken apart, all is needed', () => {
    expect(judged(0, [0x01, 9])).toBe('never');
    expect(judgeFor('avc', avcC(1))?.(Uint8Array.of(0, 0, 0, 9, 1)).isUnused).toBe('never');
  });

  test('one of several parameter sets that allows fields is enough', () => {
    const [fields, frames] = [avcC(0).subarray(8, -1), avcC(1).subarray(8, -1)];
    const judge = judgeFor('avc', null);
    const judged = (...units: ArrayLike<number>[]) =>
      judge?.(Uint8Array.from(units.flatMap((unit) => [0, 0, 1, ...Array.from(unit)]))).isUnused;
    expect(judged(frames, [0x65, 1])).toBe('never');
    expect(judged([0x01, 9])).toBe('always');
    expect(judged(fields, frames, [0x65, 1])).toBe('never');
    expect(judged([0x01, 9])).toBe('never');
  });

  test('start codes', () => {
    const sps = avcC(1).subarray(8, -1);
    const judge = judgeFor('avc', null);
    expect(judge?.(Uint8Array.of(0, 0, 0, 1, ...sps, 0, 0, 1, 0x65, 1)).isUnused).toBe('never');
    expect(judge?.(Uint8Array.of(0, 0, 0, 1, 9, 16, 0, 0, 1, 1, 5)).isUnused).toBe('always');
    expect(judge?.(Uint8Array.of(0, 0, 1, 0x21, 5)).isUnused).toBe('never');
  });
});

describe('HEVC', () => {
  /** An `hvcC` record whose one sequence parameter set states the number of temporal layers. */
  const hvcC = (layers: number) => {
    const sps = [0x42, 1, (layers - 1) << 1, 0];
    return Uint8Array.from([...new Array(21).fill(0), 3, 1, 33, 0, 1, 0, sps.length, ...sps]);
  };
  const judged = (layers: number, ...header: [number, number]) =>
    judgeFor('hevc', hvcC(layers))?.(packet([...header, 7])).isUnused;

  test('sub-layer non-reference pictures of the highest layer alone', () => {
    expect(judged(1, 0 << 1, 1)).toBe('always');
    expect(judged(1, 8 << 1, 1)).toBe('always');
    expect(judged(1, 1 << 1, 1)).toBe('never');
    expect(judged(1, 19 << 1, 1)).toBe('never');
    expect(judged(2, 0 << 1, 1)).toBe('never');
    expect(judged(2, 0 << 1, 2)).toBe('always');
  });
});

describe('VP9', () => {
  const judge = judgeFor('vp9', null);
  /** Frame marker and profile 0, then the bits. */
  const frame = (bits: string) =>
    Uint8Array.from(`1000${bits}`.padEnd(32, '0').match(/.{8}/g) ?? [], (byte) =>
      Number.parseInt(byte, 2),
    );
  const key = frame('0011');
  const resilientUnused = frame('011100000000');
  const plainUnused = frame('01100000000000');
  const plainNeeded = frame('01100000000001');

  test('a frame that refreshes nothing is unused before one that resets', () => {
    expect(judge?.(key)).toEqual({ isUnused: 'never', isReset: true });
    expect(judge?.(resilientUnused)).toEqual({ isUnused: 'before-reset', isReset: true });
    expect(judge?.(plainUnused)).toEqual({ isUnused: 'before-reset', isReset: false });
    expect(judge?.(plainNeeded)).toEqual({ isUnused: 'never', isReset: false });
    expect(judge?.(Uint8Array.of(...plainUnused, 0xc1))?.isUnused).toBe('never');
  });

  test('what was held back is decoded when the next frame builds on it, and left out when it does not', () => {
    const filter = new PacketFilter<{ data: Uint8Array; name: string }>(judge);
    const pass = (name: string, data: Uint8Array, isAsked = false) =>
      filter.pass({ data, name }, isAsked).map((one) => one.name);
    expect(pass('key', key)).toEqual(['key']);
    expect(pass('a', plainUnused)).toEqual([]);
    expect(pass('b', plainNeeded)).toEqual(['a', 'b']);
    expect(pass('c', plainUnused)).toEqual([]);
    expect(pass('d', resilientUnused)).toEqual([]);
    expect(pass('e', resilientUnused, true)).toEqual(['e']);
    expect(pass('f', plainUnused, true)).toEqual(['f']);
  });
});

test('where no rule is known, everything is decoded', () => {
  expect(judgeFor('vp8', null)).toBeNull();
  expect(new PacketFilter(null).pass({ data: Uint8Array.of(1) }, false)).toHaveLength(1);
});
