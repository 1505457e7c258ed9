import type { DecoderName } from '../../../core/flow.ts';
import type { StatedColour } from '../../../core/picture/colour.ts';
import type { Size } from '../../../core/picture/geometry.ts';
import type { RawPicture } from '../../../core/picture/raw-picture.ts';

/** A decoded picture on its way to the common conversion, and the asked times that it answers. */
export interface RawFrame {
  askedSec: number[];
  ptsTicks: number;
  timescale: number;
  picture: RawPicture;
  colour: StatedColour;
  decoder: DecoderName;
}

/** Counters that both decoders keep while they work. */
export interface DecodeCounts {
  framesDecoded: number;
  bytesRead: number;
  /** Asked times that no picture could be found for. */
  missingSec: number[];
}

/** What a decoder is asked for, whichever it is. */
export interface SampleRun<T> {
  counts: DecodeCounts;
  signal: AbortSignal;
  /** Each asked time is answered by the key picture that decoding it would begin with. */
  isKeysOnly?: boolean;
  /**
   * Pictures may come as few samples as this, picked from all (`core/shots/sparse.ts`); a decoder that hands over whole ones does no harm.
   */
  sparse?: Size;
  /** Turns a frame into what leaves the sampler. Runs as soon as a frame is decoded, for several frames at once. */
  finish(raw: RawFrame): Promise<T>;
  /** How many finished frames of each of the parts that are decoded side by side may wait for the reader. */
  ahead: number;
}
