/**
 * Is a picture of a dataset the frame that its stated time means? The rule of `core/time.ts` says which frame that is; this says
 * what the comparison with it, and with its neighbours, comes to.
 */

/** Two pictures of one frame by different decoders or encoders are at least this alike; `docs/media.md` measures it. */
const SAME_PICTURE_DB = 40;
/** A neighbour must be this much closer to be called the better fit: still scenes differ by noise alone. */
const CLEARLY_BETTER_DB = 1;

/** The dataset's picture against one decoded frame. */
export interface Likeness {
  /** 0–100; 100 = the same pixels. */
  psnrDb: number;
  /** Bits of 64 by which the difference hashes differ. */
  hashDistance: number;
  /** The bytes have the stated hash. */
  isSameBytes: boolean;
}

export interface Neighbour extends Likeness {
  /** Frames from the one that is meant: −1 = the one before. */
  offset: number;
  ptsSec: number;
}

export type PictureVerdict =
  /** Byte for byte. */
  | 'same'
  /** The frame that is meant, in other bytes: another decoder, encoder or build. */
  | 'same-picture'
  /** A frame beside the one that is meant. */
  | 'other-frame'
  /** Neither the frame nor one beside it. */
  | 'other-picture';

export function judgePicture(
  meant: Likeness,
  neighbours: readonly Neighbour[],
): { verdict: PictureVerdict; fits: Neighbour | null } {
  if (meant.isSameBytes) return { verdict: 'same', fits: null };
  const exact = neighbours.find(({ isSameBytes }) => isSameBytes);
  if (exact) return { verdict: 'other-frame', fits: exact };
  const [closest] = [...neighbours].sort(
    (a, b) => b.psnrDb - a.psnrDb || Math.abs(a.offset) - Math.abs(b.offset),
  );
  if (closest && isSame(closest) && closest.psnrDb >= meant.psnrDb + CLEARLY_BETTER_DB)
    return { verdict: 'other-frame', fits: closest };
  return { verdict: isSame(meant) ? 'same-picture' : 'other-picture', fits: null };
}

const isSame = ({ psnrDb }: Likeness): boolean => psnrDb >= SAME_PICTURE_DB;

/** Below this a dumped picture is the frame, whatever size and quality it was saved with. */
const MATCH_ERROR = 0.02;
const MATCH_HASH_DISTANCE = 12;

/**
 * A dumped picture of any size against a frame, by thumbnails.
 * @param correlation of their thumbnails, −1 to 1
 * @returns `error` 0–1, 0 = alike
 */
export function judgeDump(
  correlation: number,
  hashDistance: number,
): { error: number; isMatch: boolean } {
  const error = (1 - correlation) / 2;
  return { error, isMatch: error <= MATCH_ERROR && hashDistance <= MATCH_HASH_DISTANCE };
}
