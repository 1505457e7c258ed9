/**
 * AssemblyScript (scripts/assembly-script.ts builds it): the inner loops of `resample.ts` on four numbers at once. Places are byte
 * offsets in the module's memory, which the caller lays out; nothing here allocates.
 */

/**
 * Adds rows of 8-bit samples, each times its weight, to a line of 32-bit floats.
 * @param rows where the first row begins; the next one `rowBytes` further. Read up to 15 samples past the end
 * @param line written up to 15 floats past the end
 */
export function addByteRows(
  rows: usize,
  rowBytes: usize,
  count: i32,
  weights: usize,
  line: usize,
  width: i32,
): void {
  for (let x = 0; x < width; x += 16) {
    const to = line + ((x as usize) << 2);
    let first = v128.load(to);
    let second = v128.load(to, 16);
    let third = v128.load(to, 32);
    let fourth = v128.load(to, 48);
    let at = rows + (x as usize);
    for (let k = 0; k < count; k++) {
      const weight = v128.load32_splat(weights + ((k as usize) << 2));
      const samples = v128.load(at);
      const low = i16x8.extend_low_i8x16_u(samples);
      const high = i16x8.extend_high_i8x16_u(samples);
      first = added(first, weight, i32x4.extend_low_i16x8_u(low));
      second = added(second, weight, i32x4.extend_high_i16x8_u(low));
      third = added(third, weight, i32x4.extend_low_i16x8_u(high));
      fourth = added(fourth, weight, i32x4.extend_high_i16x8_u(high));
      at += rowBytes;
    }
    v128.store(to, first);
    v128.store(to, second, 16);
    v128.store(to, third, 32);
    v128.store(to, fourth, 48);
  }
}

/** As `addByteRows`, of 16-bit samples; up to 7 past the end are read and written. */
export function addWordRows(
  rows: usize,
  rowBytes: usize,
  count: i32,
  weights: usize,
  line: usize,
  width: i32,
): void {
  for (let x = 0; x < width; x += 8) {
    const to = line + ((x as usize) << 2);
    let first = v128.load(to);
    let second = v128.load(to, 16);
    let at = rows + ((x as usize) << 1);
    for (let k = 0; k < count; k++) {
      const weight = v128.load32_splat(weights + ((k as usize) << 2));
      const samples = v128.load(at);
      first = added(first, weight, i32x4.extend_low_i16x8_u(samples));
      second = added(second, weight, i32x4.extend_high_i16x8_u(samples));
      at += rowBytes;
    }
    v128.store(to, first);
    v128.store(to, second, 16);
  }
}

/** As `addByteRows`, of samples with others between them: `pixelBytes` from one to the next. */
export function addSpacedBytes(
  row: usize,
  pixelBytes: usize,
  weight: f32,
  line: usize,
  width: i32,
): void {
  for (let x = 0; x < width; x++) {
    store<f32>(line, load<f32>(line) + weight * (load<u8>(row) as f32));
    row += pixelBytes;
    line += 4;
  }
}

/** As `addSpacedBytes`, of 16-bit samples. */
export function addSpacedWords(
  row: usize,
  pixelBytes: usize,
  weight: f32,
  line: usize,
  width: i32,
): void {
  for (let x = 0; x < width; x++) {
    store<f32>(line, load<f32>(line) + weight * (load<u16>(row) as f32));
    row += pixelBytes;
    line += 4;
  }
}

/**
 * Weighs the floats of a line for each target.
 * @param first one 32-bit index into the line for each target
 * @param weights `perTarget` for each target, a multiple of 4
 */
export function squeezeLine(
  line: usize,
  first: usize,
  weights: usize,
  perTarget: i32,
  target: usize,
  width: i32,
): void {
  const bytes = (perTarget as usize) << 2;
  for (let x = 0; x < width; x++) {
    const from = line + (load<u32>(first) << 2);
    let four = f32x4.splat(0);
    for (let k: usize = 0; k < bytes; k += 16) {
      four = f32x4.add(four, f32x4.mul(v128.load(from + k), v128.load(weights + k)));
    }
    const two = f32x4.add(four, v128.shuffle<f32>(four, four, 2, 3, 0, 1));
    store<f32>(target, f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1));
    first += 4;
    weights += bytes;
    target += 4;
  }
}

function added(sum: v128, weight: v128, samples: v128): v128 {
  return f32x4.add(sum, f32x4.mul(weight, f32x4.convert_i32x4_s(samples)));
}
