import type { EncodedPacket, InputVideoTrack } from 'mediabunny';

/** x264 before this build wrote 4:4:4 streams that decode only with a workaround. */
const FIXED_BUILD = 151;

/**
 * Whether the stream decodes only from its very first picture. Decoders built on FFmpeg (also the one inside Chromium) know
 * the broken 4:4:4 streams of old x264 by a note in the first packet; one who seeks past it gets errors or grey pictures.
 */
export async function decodesOnlyFromStart(
  track: InputVideoTrack,
  firstPacket: EncodedPacket | null,
): Promise<boolean> {
  const codec = await track.getCodecParameterString();
  if (!codec?.startsWith('avc1.f4') || !firstPacket) return false;
  const note = /x264 - core (\d+)/.exec(
    new TextDecoder('latin1').decode(firstPacket.data.subarray(0, 2048)),
  );
  return note !== null && Number(note[1]) < FIXED_BUILD;
}
