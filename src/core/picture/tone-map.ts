import type { Primaries } from './colour.ts';

/**
 * High dynamic range to a standard picture (sRGB): light of up to 1000 cd/m² is brought down to a white of 203 cd/m², the
 * reference white of ITU-R BT.2408, with the curve of ITU-R BT.2390 (EETF); brighter light is cut off. The curve is applied to the
 * largest of red, green and blue and the others follow, so that hues stay. Then the primaries become those of BT.709 and
 * what lies outside is cut off.
 */
const SOURCE_PEAK_NITS = 1000;
const TARGET_WHITE_NITS = 203;

/** Steps of the tables; between them values are taken from the nearest one. */
const STEPS = 8192;
/** Gamma of the HLG system on a display of 1000 cd/m² (ITU-R BT.2100-2, note 5f). */
const HLG_GAMMA = 1.2;

/** Linear light in BT.709 from light in other primaries, all with the white D65; row by row. */
const TO_BT709: Record<Primaries, readonly number[]> = {
  bt709: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  bt2020: [
    1.660491, -0.587641, -0.07285, -0.12455, 1.1329, -0.008349, -0.018151, -0.100579, 1.11873,
  ],
  p3: [1.22494, -0.22494, 0, -0.042057, 1.042057, 0, -0.019638, -0.078636, 1.098274],
};

/** PQ: cd/m² of a signal 0–1, at most 10,000 (SMPTE ST 2084). */
export function pqToNits(signal: number): number {
  const power = Math.max(0, signal) ** (1 / 78.84375);
  return (
    10_000 *
    (Math.max(0, power - 0.8359375) / (18.8515625 - 18.6875 * power)) ** (1 / 0.1593017578125)
  );
}

/** The PQ signal of a luminance in cd/m². */
export function nitsToPq(nits: number): number {
  const power = (Math.max(0, nits) / 10_000) ** 0.1593017578125;
  return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375;
}

/** HLG: light of the scene, 0–1, of a signal 0–1 (ITU-R BT.2100-2, table 5). */
export function hlgToScene(signal: number): number {
  return signal <= 0.5
    ? signal ** 2 / 3
    : (Math.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** What a luminance becomes, in cd/m² (ITU-R BT.2390, 5.4.1, with black at 0 on both sides). */
export function compressNits(nits: number): number {
  const peak = nitsToPq(SOURCE_PEAK_NITS);
  const most = nitsToPq(TARGET_WHITE_NITS) / peak;
  const knee = 1.5 * most - 0.5;
  const signal = Math.min(1, nitsToPq(nits) / peak);
  if (signal < knee) return nits;
  const t = (signal - knee) / (1 - knee);
  const bent =
    (2 * t ** 3 - 3 * t ** 2 + 1) * knee +
    (t ** 3 - 2 * t ** 2 + t) * (1 - knee) +
    (3 * t ** 2 - 2 * t ** 3) * most;
  return pqToNits(bent * peak);
}

function encodeSrgb(light: number): number {
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
}

const table = (of: (share: number) => number): Float32Array =>
  Float32Array.from({ length: STEPS + 1 }, (_, i) => of(i / STEPS));

/** Whites of the stored picture, 0–255, by the square root of light, where equal steps look about equal. */
const toSrgb = table((root) => encodeSrgb(root ** 2));
/** What light is multiplied with, by the square root of its share of the peak. */
const compression = table((root) => {
  const nits = root ** 2 * SOURCE_PEAK_NITS;
  return nits === 0 ? 1 : compressNits(nits) / nits;
});
const lightOf = {
  pq: table((signal) => pqToNits(signal) / SOURCE_PEAK_NITS),
  hlg: table(hlgToScene),
};

/**
 * The standard picture of signals in high dynamic range.
 * @param signals R G B and one unused number a pixel, 0–255; may lie outside
 * @returns 4 bytes a pixel, opaque
 */
export function toneMap(
  signals: Float32Array,
  { transfer, primaries }: { transfer: 'pq' | 'hlg'; primaries: Primaries },
): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(signals.length);
  const light = lightOf[transfer];
  const [rr = 1, rg = 0, rb = 0, gr = 0, gg = 1, gb = 0, br = 0, bg = 0, bb = 1] =
    TO_BT709[primaries];
  for (let at = 0; at < data.length; at += 4) {
    const r = light[stepOf((signals[at] as number) / 255)] as number;
    const g = light[stepOf((signals[at + 1] as number) / 255)] as number;
    const b = light[stepOf((signals[at + 2] as number) / 255)] as number;
    const system =
      transfer === 'hlg' ? (0.2627 * r + 0.678 * g + 0.0593 * b) ** (HLG_GAMMA - 1) : 1;
    const factor = system * factorFor(Math.max(r, g, b) * system);
    data[at] = srgbOf((rr * r + rg * g + rb * b) * factor);
    data[at + 1] = srgbOf((gr * r + gg * g + gb * b) * factor);
    data[at + 2] = srgbOf((br * r + bg * g + bb * b) * factor);
    data[at + 3] = 255;
  }
  return data;
}

/** What light is multiplied with so that the largest component, a share of the peak, becomes a share of white. */
function factorFor(largest: number): number {
  const cut = largest > 1 ? 1 / largest : 1;
  const bent = compression[stepOf(Math.sqrt(largest * cut))] as number;
  return (cut * bent * SOURCE_PEAK_NITS) / TARGET_WHITE_NITS;
}

function srgbOf(light: number): number {
  return light > 0 ? (toSrgb[stepOf(Math.sqrt(light))] as number) : 0;
}

function stepOf(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * STEPS);
}
