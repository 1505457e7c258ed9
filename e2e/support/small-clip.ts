import { readFileSync } from 'node:fs';
import {
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import { SAMPLE_CLIP } from './studio.ts';

/** The first frames of the sample clip as an MP4 of its own: a real video in a few kilobytes. */
export async function smallClip(frames: number): Promise<Buffer> {
  const input = new Input({ source: new BufferSource(readFileSync(SAMPLE_CLIP)), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  if (!track?.codec) throw new Error('The sample clip has no video track.');
  const decoderConfig = await track.getDecoderConfig();
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const packets = new EncodedVideoPacketSource(track.codec);
  output.addVideoTrack(packets);
  await output.start();
  let left = frames;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (left-- === 0) break;
    await packets.add(packet, decoderConfig ? { decoderConfig } : {});
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

/** The same video with other bytes: a `free` box at its end carries the number. */
export function numbered(clip: Buffer, n: number): Buffer {
  const box = Buffer.alloc(12);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4);
  box.writeUInt32BE(n, 8);
  return Buffer.concat([clip, box]);
}

/** Broken twins of a clip, by what is wrong with them. */
export const BROKEN = {
  empty: (): Buffer => Buffer.alloc(0),
  text: (): Buffer => Buffer.from('Dear diary, this is no film. '.repeat(100)),
  /** The index of the frames would come after the bytes that are missing. */
  truncated: (): Buffer => {
    const bytes = Buffer.alloc(600);
    bytes.writeUInt32BE(16, 0);
    bytes.write('ftypisom', 4);
    bytes.writeUInt32BE(100_000, 16);
    bytes.write('mdat', 20);
    return bytes;
  },
  /** A second of silence, 8 kHz, 8 bit. */
  audioOnly: (): Buffer => {
    const header = Buffer.alloc(44, 0);
    header.write('RIFF', 0);
    header.writeUInt32LE(36 + 8000, 4);
    header.write('WAVEfmt ', 8);
    header.writeUInt32LE(16, 16);
    header.writeUInt16LE(1, 20);
    header.writeUInt16LE(1, 22);
    header.writeUInt32LE(8000, 24);
    header.writeUInt32LE(8000, 28);
    header.writeUInt16LE(1, 32);
    header.writeUInt16LE(8, 34);
    header.write('data', 36);
    header.writeUInt32LE(8000, 40);
    return Buffer.concat([header, Buffer.alloc(8000, 128)]);
  },
  /** The sample entry says that what it describes is encrypted (ISO/IEC 14496-12, `encv`). */
  encrypted: (clip: Buffer): Buffer => {
    const bytes = Buffer.from(clip);
    bytes.write('encv', sampleEntryAt(bytes) + 4);
    return bytes;
  },
  /** Width and height of sample entry and track header are 0. */
  zeroSize: (clip: Buffer): Buffer => {
    const bytes = Buffer.from(clip);
    bytes.fill(0, sampleEntryAt(bytes) + 32, sampleEntryAt(bytes) + 36);
    const header = bytes.indexOf('tkhd') - 4;
    const end = header + bytes.readUInt32BE(header);
    bytes.fill(0, end - 8, end);
    return bytes;
  },
};

/** Where the box of the video's sample entry begins. */
function sampleEntryAt(bytes: Buffer): number {
  const at = bytes.indexOf('avc1', bytes.indexOf('stsd'));
  if (at === -1) throw new Error('The clip has no avc1 sample entry.');
  return at - 4;
}
