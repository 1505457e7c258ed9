import {
  firstStated,
  matrixFromName,
  primariesFromName,
  type StatedColour,
  transferFromName,
} from '../../../core/picture/colour.ts';
import type { RawPicture } from '../../../core/picture/raw-picture.ts';
import { fromTimeBase, type TimeBase } from '../../../core/time.ts';
import type { ShownFrame } from './ffmpeg-log.ts';
import type { RawFrame } from './raw-frame.ts';

/** A picture that left FFmpeg, and what it said about it. */
export interface DecodedPicture {
  picture: RawPicture;
  shown: ShownFrame;
}

/** @param about `stated`: the container's word on colours, which goes before the stream's */
export function toRawFrame(
  { picture, shown }: DecodedPicture,
  about: { tick: number; askedSec: number[]; base: TimeBase; stated: StatedColour },
): RawFrame {
  return {
    askedSec: about.askedSec,
    ...fromTimeBase(about.tick, about.base),
    picture,
    colour: firstStated(about.stated, {
      matrix: matrixFromName(shown.matrix),
      isFullRange: statedRange(shown.range, picture.layout.isFullRange),
      transfer: transferFromName(shown.transfer),
      primaries: primariesFromName(shown.primaries),
    }),
    decoder: 'ffmpeg',
  };
}

/** `yuvj` formats are full range by name. */
function statedRange(range: string | null, isFullByFormat: boolean): boolean | null {
  if (range !== null) return range === 'pc';
  return isFullByFormat ? true : null;
}
