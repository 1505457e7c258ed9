import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

/** What VP8 packets begin with: the lowest bit tells key pictures from others. */
export const VP8_KEY = 0;
export const VP8_DELTA = 1;

export interface FakePacket {
  sec: number;
  /** What the container calls it. */
  isKey: boolean;
  /** What its bytes say. */
  firstByte?: number;
}

/** A file of packets that nothing decodes. Each holds its number in its last byte. */
export async function fileOfPackets(
  kind: 'mp4' | 'fragmented' | 'webm-without-cues',
  packets: readonly FakePacket[],
): Promise<Uint8Array<ArrayBuffer>> {
  const format =
    kind === 'webm-without-cues'
      ? new WebMOutputFormat({ appendOnly: true })
      : new Mp4OutputFormat({ fastStart: kind === 'fragmented' ? 'fragmented' : 'in-memory' });
  const output = new Output({ format, target: new BufferTarget() });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = { codec: 'vp8', codedWidth: 64, codedHeight: 48 };
  for (const [i, { sec, isKey, firstByte }] of packets.entries()) {
    const data = Uint8Array.of(firstByte ?? (isKey ? VP8_KEY : VP8_DELTA), 0xaa, 0xbb, i);
    await source.add(new EncodedPacket(data, isKey ? 'key' : 'delta', sec, 1), { decoderConfig });
  }
  await output.finalize();
  if (!output.target.buffer) throw new Error('Nothing was written.');
  return new Uint8Array(output.target.buffer);
}

/** Where `text` first stands in the bytes. */
export function placeOf(bytes: Uint8Array, text: string): number {
  const at = new TextDecoder('latin1').decode(bytes).indexOf(text);
  if (at < 0) throw new Error(`There is no ${text}.`);
  return at;
}
