import { BitReader } from './bit-reader.ts';
import { type Judgement, NEEDED } from './judgement.ts';

/**
 * A frame that refreshes no stored picture still leaves its motion vectors, probabilities, segments and filter settings to the
 * next one, unless that one is a key frame or error resilient, which resets all of them (VP9 specification 0.6, 6.2 and 7.2).
 * Packets of several frames are needed.
 */
export function judgeVp9(packet: Uint8Array): Judgement {
  if (isSuperframe(packet)) return NEEDED;
  try {
    return judgeFrame(new BitReader(packet));
  } catch {
    // Shorter than a header: the decoder has to say what it is.
    return NEEDED;
  }
}

/** The last byte of an index repeats at its beginning (Annex B). */
function isSuperframe(packet: Uint8Array): boolean {
  const last = packet.at(-1) ?? 0;
  return (last & 0xe0) === 0xc0;
}

function judgeFrame(bits: BitReader): Judgement {
  if (bits.read(2) !== 2) return NEEDED;
  const profile = bits.read(1) + 2 * bits.read(1);
  if (profile === 3 && bits.read(1) === 1) return NEEDED;
  const showsExisting = bits.read(1) === 1;
  if (showsExisting) return NEEDED;
  const isKey = bits.read(1) === 0;
  const isShown = bits.read(1) === 1;
  const isErrorResilient = bits.read(1) === 1;
  if (isKey) return { isUnused: 'never', isReset: true };
  const isIntraOnly = !isShown && bits.read(1) === 1;
  if (isIntraOnly) return { isUnused: 'never', isReset: isErrorResilient };
  // Which stored probabilities to reset.
  if (!isErrorResilient) bits.skip(2);
  const refreshed = bits.read(8);
  return { isUnused: refreshed === 0 ? 'before-reset' : 'never', isReset: isErrorResilient };
}
