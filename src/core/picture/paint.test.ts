import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Components, colourMatrix, paintBytes, paintFloats } from './paint.ts';
import { pixelLayout } from './pixel-formats.ts';
import type { PixelLayout } from './raw-picture.ts';

const layoutOf = (name: string): PixelLayout => {
  const layout = pixelLayout(name);
  if (!layout) throw new Error(`No layout for ${name}.`);
  return layout;
};

function noise(length: number, seed: number): Components {
  const numbers = (shift: number) =>
    Float32Array.from({ length }, (_, i) => (((i + shift) * seed * 7919) % 3000) / 10 - 20);
  return [numbers(1), numbers(2), numbers(3)];
}

test('bytes are the floats, rounded and clamped as the canvas does it', () => {
  const lengths = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 4090, max: 8200 }));
  const matrices = fc.constantFrom('bt601', 'bt709', 'ycgco', 'identity');
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 9999 }), matrices, (length, seed, matrix) => {
      const factors = colourMatrix(layoutOf('yuv444p'), { matrix, isFullRange: false });
      const components = noise(length, seed);
      const floats = paintFloats(components, factors);
      const bytes = paintBytes(components, factors);
      expect(bytes.length).toBe(length * 4);
      const expected = Uint8ClampedArray.from(floats);
      for (let i = 0; i < bytes.length; i++) {
        const isTie = Math.abs(((floats[i] ?? 0) % 1) - 0.5) < 1e-4;
        if (!isTie) expect(bytes[i]).toBe(expected[i]);
      }
    }),
    { numRuns: 40 },
  );
});

test('components that are colours pass through, in their own order', () => {
  const components = [10, 20, 30].map((value) => Float32Array.of(value)) as unknown as Components;
  const limits = { isFullRange: true, matrix: 'identity' } as const;
  expect([...paintBytes(components, colourMatrix(layoutOf('gbrp'), limits))]).toEqual([
    ...paintBytes(components, colourMatrix(layoutOf('rgb24'), limits)),
  ]);
  expect([...paintBytes(components, colourMatrix(layoutOf('yuv444p'), limits))]).toEqual([
    30, 10, 20, 255,
  ]);
});

test('grey has one component, whatever the matrix', () => {
  const grey = Float32Array.of(16, 126, 235, 300);
  const factors = colourMatrix(layoutOf('gray'), { matrix: 'bt709', isFullRange: false });
  expect([...paintBytes([grey, grey, grey], factors)]).toEqual(
    [0, 128, 255, 255].flatMap((value) => [value, value, value, 255]),
  );
});
