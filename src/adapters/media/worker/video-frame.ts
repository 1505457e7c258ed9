import { StudioError } from '../../../core/errors.ts';
import {
  matrixFromName,
  primariesFromName,
  type StatedColour,
  transferFromName,
} from '../../../core/picture/colour.ts';
import { pixelLayout } from '../../../core/picture/pixel-formats.ts';
import type { RawPicture } from '../../../core/picture/raw-picture.ts';

/**
 * The samples of a frame in its own format. A frame in memory that has no format (some hardware decoders) is read as RGBA,
 * converted by the browser. Does not close the frame.
 */
export async function copyPlanes(
  frame: VideoFrame,
): Promise<{ picture: RawPicture; colour: StatedColour }> {
  const format = frame.format ?? 'RGBA';
  const layout = pixelLayout(format);
  const rect = frame.visibleRect;
  if (!layout || !rect) {
    throw new StudioError(
      'video/decode-failed',
      `The browser gives pictures of the unknown format ${format}.`,
    );
  }
  const options: VideoFrameCopyToOptions = frame.format ? {} : { format: 'RGBA' };
  const data = new Uint8Array(frame.allocationSize(options));
  const places = await frame.copyTo(data, options);
  return {
    picture: {
      widthPx: rect.width,
      heightPx: rect.height,
      layout,
      places: places.map(({ offset, stride }) => ({ offsetBytes: offset, strideBytes: stride })),
      data,
    },
    colour: colourOf(frame.colorSpace),
  };
}

/** What WebCodecs or mediabunny say about colours. */
export function colourOf(space: VideoColorSpaceInit): StatedColour {
  return {
    matrix: matrixFromName(space.matrix),
    isFullRange: space.fullRange ?? null,
    transfer: transferFromName(space.transfer),
    primaries: primariesFromName(space.primaries),
  };
}
