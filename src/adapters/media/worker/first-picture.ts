import type { Presentation } from './presentation.ts';

/**
 * Whether this browser decodes the track, seen rather than believed: some say yes to a configuration (H.264 4:4:4) and then
 * fail on the first picture.
 */
export async function decodesFirstPicture(
  config: VideoDecoderConfig,
  { sink }: Presentation,
): Promise<boolean> {
  if (typeof VideoDecoder === 'undefined') return false;
  let pictures = 0;
  const decoder = new VideoDecoder({
    output: (frame) => {
      pictures += 1;
      frame.close();
    },
    // `flush` rejects with the same error.
    error: () => undefined,
  });
  try {
    if (!(await VideoDecoder.isConfigSupported(config)).supported) return false;
    const packet = await sink.getFirstKeyPacket({ verifyKeyPackets: true });
    if (!packet) return false;
    decoder.configure(config);
    decoder.decode(packet.toEncodedVideoChunk());
    await decoder.flush();
    return pictures > 0;
  } catch {
    // Whatever goes wrong here would go wrong later: FFmpeg takes this one.
    return false;
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
}
