import type { BitReader } from './bit-reader.ts';

/** What the header of a frame cannot be read without (AV1 specification, 5.5). */
export interface Av1Sequence {
  /** Of the decoder model; `null` without one. */
  timing: {
    hasEqualIntervals: boolean;
    presentationTimeBits: number;
    removalTimeBits: number;
    operatingPoints: readonly { idc: number; hasModel: boolean }[];
  } | null;
  /** seq_force_screen_content_tools; `null` = each frame says. */
  screenTools: boolean | null;
  /** Each frame with screen content tools says whether its motion vectors are whole. */
  choosesIntegerMotion: boolean;
  /** Bits of current_frame_id; 0 without ids. */
  frameIdBits: number;
  /** Bits of order_hint; 0 without them. */
  orderHintBits: number;
}

/** @returns `null` for a still picture. @throws RangeError when it ends early */
export function readAv1Sequence(bits: BitReader): Av1Sequence | null {
  bits.skip(4);
  const isReduced = bits.read(1) === 1;
  if (isReduced) return null;
  const timing = readTiming(bits);
  const widthBits = bits.read(4) + 1;
  const heightBits = bits.read(4) + 1;
  bits.skip(widthBits + heightBits);
  let frameIdBits = 0;
  if (bits.read(1) === 1) {
    const deltaBits = bits.read(4) + 2;
    frameIdBits = bits.read(3) + deltaBits + 1;
  }
  // Superblocks of 128, intra filter, intra edges, four kinds of inter prediction.
  bits.skip(3 + 4);
  const hasOrderHints = bits.read(1) === 1;
  if (hasOrderHints) bits.skip(2);
  const screenTools = bits.read(1) === 1 ? null : bits.read(1) === 1;
  const choosesIntegerMotion =
    screenTools !== false && (bits.read(1) === 1 || skipForcedMotion(bits));
  const orderHintBits = hasOrderHints ? bits.read(3) + 1 : 0;
  return { timing, screenTools, choosesIntegerMotion, frameIdBits, orderHintBits };
}

/** seq_force_integer_mv; frames then say nothing. */
function skipForcedMotion(bits: BitReader): false {
  bits.skip(1);
  return false;
}

function readTiming(bits: BitReader): Av1Sequence['timing'] {
  let hasEqualIntervals = false;
  let model: { delayBits: number; removalTimeBits: number; presentationTimeBits: number } | null =
    null;
  if (bits.read(1) === 1) {
    bits.skip(64);
    hasEqualIntervals = bits.read(1) === 1;
    if (hasEqualIntervals) bits.unsigned();
    if (bits.read(1) === 1) {
      const delayBits = bits.read(5) + 1;
      bits.skip(32);
      const removalTimeBits = bits.read(5) + 1;
      model = { delayBits, removalTimeBits, presentationTimeBits: bits.read(5) + 1 };
    }
  }
  const operatingPoints = readOperatingPoints(bits, model?.delayBits ?? null);
  return model && { hasEqualIntervals, ...model, operatingPoints };
}

function readOperatingPoints(
  bits: BitReader,
  delayBits: number | null,
): { idc: number; hasModel: boolean }[] {
  const hasDisplayDelay = bits.read(1) === 1;
  const count = bits.read(5) + 1;
  const points: { idc: number; hasModel: boolean }[] = [];
  for (let i = 0; i < count; i++) {
    const idc = bits.read(12);
    const hasTier = bits.read(5) > 7;
    if (hasTier) bits.skip(1);
    const hasModel = delayBits !== null && bits.read(1) === 1;
    if (hasModel) bits.skip(2 * delayBits + 1);
    if (hasDisplayDelay && bits.read(1) === 1) bits.skip(4);
    points.push({ idc, hasModel });
  }
  return points;
}
