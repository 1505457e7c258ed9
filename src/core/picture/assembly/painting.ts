/**
 * AssemblyScript (scripts/assembly-script.ts builds it): four pixels at once from three components to R G B 255. Places are byte offsets
 * in the module's memory, which the caller lays out.
 */

/**
 * Each of R, G and B is `m0 · first + m1 · second + m2 · third + m3`, rounded to the nearest number, ties to even, and clamped to 0–255.
 * @param first, second, third 32-bit floats, read up to 3 past the end
 * @param matrix 12 floats: `m0` to `m3` of R, of G, of B
 * @param pixels 4 bytes each, written up to 3 pixels past the end
 */
export function paint(
  first: usize,
  second: usize,
  third: usize,
  matrix: usize,
  pixels: usize,
  count: i32,
): void {
  for (let x = 0; x < count; x += 4) {
    const at = (x as usize) << 2;
    const a = v128.load(first + at);
    const b = v128.load(second + at);
    const c = v128.load(third + at);
    const redGreen = i16x8.narrow_i32x4_s(channel(a, b, c, matrix), channel(a, b, c, matrix + 16));
    const blueAlpha = i16x8.narrow_i32x4_s(channel(a, b, c, matrix + 32), i32x4.splat(255));
    const planes = i8x16.narrow_i16x8_u(redGreen, blueAlpha);
    v128.store(
      pixels + at,
      v128.shuffle<u8>(planes, planes, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15),
    );
  }
}

function channel(a: v128, b: v128, c: v128, factors: usize): v128 {
  const sum = f32x4.add(
    f32x4.add(
      f32x4.mul(v128.load32_splat(factors), a),
      f32x4.mul(v128.load32_splat(factors, 4), b),
    ),
    f32x4.add(f32x4.mul(v128.load32_splat(factors, 8), c), v128.load32_splat(factors, 12)),
  );
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(sum));
}
