import { expect, test } from 'vitest';
import { compressNits, hlgToScene, nitsToPq, pqToNits, toneMap } from './tone-map.ts';

function mapped(
  rgb: readonly [number, number, number],
  transfer: 'pq' | 'hlg',
  primaries: 'bt709' | 'bt2020' = 'bt2020',
): number[] {
  const data = toneMap(Float32Array.of(...rgb, 255), { transfer, primaries });
  return [...data];
}

const grey = (share: number): [number, number, number] => [share * 255, share * 255, share * 255];

test('PQ and HLG are the curves of their standards', () => {
  // BT.2408, table 1: 203 cd/m² is a PQ signal of 58 %; BT.2100: 100 cd/m² is 50.8 %.
  expect(nitsToPq(203)).toBeCloseTo(0.5807, 4);
  expect(nitsToPq(100)).toBeCloseTo(0.5081, 4);
  for (const nits of [0.01, 1, 203, 1000, 10_000])
    expect(pqToNits(nitsToPq(nits)) / nits).toBeCloseTo(1, 6);
  expect(hlgToScene(0.5)).toBeCloseTo(1 / 12, 6);
  expect(hlgToScene(0.75)).toBeCloseTo(0.265, 3);
  expect(hlgToScene(1)).toBeCloseTo(1, 5);
});

test('below the knee light stays as it is, the peak becomes white', () => {
  expect(compressNits(50)).toBe(50);
  expect(compressNits(1000)).toBeCloseTo(203, 6);
  expect(compressNits(4000)).toBeCloseTo(203, 6);
  const curve = Array.from({ length: 200 }, (_, i) => compressNits(i * 5));
  expect(curve).toEqual([...curve].sort((a, b) => a - b));
});

test('greys of PQ: black, reference white, peak and beyond', () => {
  expect(mapped(grey(0), 'pq')).toEqual([0, 0, 0, 255]);
  // 203 cd/m² comes down to 159, 78 % of white.
  expect(mapped(grey(0.5807), 'pq')).toEqual([229, 229, 229, 255]);
  expect(mapped(grey(nitsToPq(1000)), 'pq')).toEqual([255, 255, 255, 255]);
  expect(mapped(grey(1), 'pq')).toEqual([255, 255, 255, 255]);
});

test('greys of HLG: 75 % is reference white too', () => {
  const [level] = mapped(grey(0.75), 'hlg');
  expect(Math.abs((level as number) - 229)).toBeLessThanOrEqual(1);
  expect(mapped(grey(1), 'hlg')).toEqual([255, 255, 255, 255]);
});

test('hues stay: what was equal is equal, a colour outside BT.709 is cut off', () => {
  const yellow = mapped([150, 150, 40], 'pq', 'bt709');
  expect(yellow[0]).toBe(yellow[1]);
  expect(mapped([160, 0, 0], 'pq')).toEqual([expect.any(Number), 0, 0, 255]);
});
