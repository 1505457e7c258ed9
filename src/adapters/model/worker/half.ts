/** IEEE 754 half precision in `Uint16Array`, as graphs with `float16` inputs and outputs want it. */

const bits = new DataView(new ArrayBuffer(4));

/** Rounds to nearest, ties to even; too large becomes infinity. */
export function toHalf(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, encode);
}

/** @param values what the runtime hands out for `float16`: 16-bit patterns, or numbers where the browser has `Float16Array` */
export function fromHalf(values: ArrayLike<number>): Float32Array {
  return values instanceof Uint16Array
    ? Float32Array.from(values, decode)
    : Float32Array.from(values);
}

function encode(value: number): number {
  bits.setFloat32(0, value);
  const whole = bits.getUint32(0);
  const sign = (whole >>> 16) & 0x8000;
  const exponent = ((whole >>> 23) & 0xff) - 112;
  const fraction = whole & 0x7fffff;
  if (exponent >= 0x1f) return sign | 0x7c00 | (Number.isNaN(value) ? 0x200 : 0);
  if (exponent > 0) return sign + rounded((exponent << 23) | fraction, 13);
  return exponent < -10 ? sign : sign + rounded(fraction | 0x800000, 14 - exponent);
}

/** Drops the last `shift` bits, to nearest, ties to even. */
function rounded(value: number, shift: number): number {
  const half = 1 << (shift - 1);
  const isOdd = (value >>> shift) & 1;
  return (value + half - 1 + isOdd) >>> shift;
}

function decode(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
