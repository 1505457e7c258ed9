import { type Av1Sequence, readAv1Sequence } from './av1-sequence.ts';
import { BitReader } from './bit-reader.ts';
import { type Judgement, NEEDED } from './judgement.ts';

/** AV1 specification, 6.2.2. */
const OBU = {
  sequence: 1,
  delimiter: 2,
  frameHeader: 3,
  tiles: 4,
  metadata: 5,
  frame: 6,
  padding: 15,
} as const;
const HARMLESS: ReadonlySet<number> = new Set([
  OBU.delimiter,
  OBU.tiles,
  OBU.metadata,
  OBU.padding,
]);
const INTER_FRAME = 1;

interface Obu {
  type: number;
  temporalId: number;
  spatialId: number;
  payload: Uint8Array;
}

/**
 * AV1: whatever one frame leaves to another goes through the stored pictures (7.20), so a frame with refresh_frame_flags 0 leaves
 * nothing. A packet is unused when all its frames are such.
 */
export class Av1Headers {
  #sequence: Av1Sequence | null = null;

  constructor(description: Uint8Array | null) {
    // `av1C`: four bytes, then the sequence header.
    if (description) this.judge(description.subarray(4));
  }

  judge(packet: Uint8Array): Judgement {
    try {
      return this.#isUnused(packet) ? { isUnused: 'always', isReset: false } : NEEDED;
    } catch {
      // Not to be taken apart: the decoder has to say what it is.
      return NEEDED;
    }
  }

  #isUnused(packet: Uint8Array): boolean {
    let frames = 0;
    let isUnused = true;
    for (const obu of obusOf(packet)) {
      if (obu.type === OBU.sequence) this.#sequence = readAv1Sequence(new BitReader(obu.payload));
      if (obu.type === OBU.frame || obu.type === OBU.frameHeader) {
        frames += 1;
        isUnused &&= this.#sequence !== null && refreshesNothing(obu, this.#sequence);
      } else if (!HARMLESS.has(obu.type)) {
        isUnused = false;
      }
    }
    return isUnused && frames > 0;
  }
}

function* obusOf(packet: Uint8Array): Generator<Obu, void, void> {
  for (let at = 0; at < packet.length; ) {
    const header = packet[at++] as number;
    const hasExtension = (header & 4) !== 0;
    const hasSize = (header & 2) !== 0;
    const extension = hasExtension ? (packet[at++] ?? 0) : 0;
    let length = packet.length - at;
    if (hasSize) {
      length = 0;
      for (let i = 0; i < 8; i++) {
        const byte = packet[at++] ?? 0;
        length += (byte & 127) * 2 ** (7 * i);
        if (byte < 128) break;
      }
    }
    if (at + length > packet.length) throw new RangeError('A unit ends after its packet.');
    yield {
      type: (header >> 3) & 15,
      temporalId: extension >> 5,
      spatialId: (extension >> 3) & 3,
      payload: packet.subarray(at, at + length),
    };
    at += length;
  }
}

/** The uncompressed header of an inter frame up to refresh_frame_flags (5.9.2); `false` for all other kinds. */
function refreshesNothing(obu: Obu, sequence: Av1Sequence): boolean {
  const bits = new BitReader(obu.payload);
  const showsExisting = bits.read(1) === 1;
  if (showsExisting || bits.read(2) !== INTER_FRAME) return false;
  const isShown = bits.read(1) === 1;
  const { timing } = sequence;
  if (isShown && timing && !timing.hasEqualIntervals) bits.skip(timing.presentationTimeBits);
  if (!isShown) bits.skip(1);
  const isErrorResilient = bits.read(1) === 1;
  // disable_cdf_update
  bits.skip(1);
  const hasScreenTools = sequence.screenTools === null ? bits.read(1) === 1 : sequence.screenTools;
  if (hasScreenTools && sequence.choosesIntegerMotion) bits.skip(1);
  bits.skip(sequence.frameIdBits);
  // frame_size_override_flag
  bits.skip(1);
  bits.skip(sequence.orderHintBits);
  if (!isErrorResilient) bits.skip(3);
  if (timing && bits.read(1) === 1) skipRemovalTimes(bits, obu, timing);
  return bits.read(8) === 0;
}

function skipRemovalTimes(
  bits: BitReader,
  { temporalId, spatialId }: Obu,
  { removalTimeBits, operatingPoints }: NonNullable<Av1Sequence['timing']>,
): void {
  for (const { idc, hasModel } of operatingPoints) {
    if (!hasModel) continue;
    const isInside = ((idc >> temporalId) & 1) === 1 && ((idc >> (spatialId + 8)) & 1) === 1;
    if (idc === 0 || isInside) bits.skip(removalTimeBits);
  }
}
