import type { DecoderName } from '../../../core/flow.ts';
import type { StatedColour } from '../../../core/picture/colour.ts';
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
