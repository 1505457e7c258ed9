import type { StatedColour } from '../../../core/picture/colour.ts';
import { rethrowIfGone } from './media-error.ts';
import type { Presentation } from './presentation.ts';
import { colourOf } from './video-frame.ts';

/**
 * Whether this browser decodes the track, seen rather than believed: some say yes to a configuration (H.264 4:4:4) and then
 * fail on the first picture.
 * @returns what the picture says about its colours; `null` when there is none
 */
export async function decodeFirstPicture(
  config: VideoDecoderConfig,
  { sink }: Presentation,
): Promise<StatedColour | null> {
  if (typeof VideoDecoder === 'undefined') return null;
  let colour: StatedColour | null = null;
  const decoder = new VideoDecoder({
    output: (frame) => {
      colour ??= colourOf(frame.colorSpace);
      frame.close();
    },
    // `flush` rejects with the same error.
    error: () => undefined,
  });
  try {
    if (!(await VideoDecoder.isConfigSupported(config)).supported) return null;
    const packet = await sink.getFirstKeyPacket({ verifyKeyPackets: true });
    if (!packet) return null;
    decoder.configure(config);
    decoder.decode(packet.toEncodedVideoChunk());
    await decoder.flush();
    return colour;
  } catch (thrown) {
    rethrowIfGone(thrown);
    // Whatever else goes wrong here would go wrong later: FFmpeg takes this one.
    return null;
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
}
