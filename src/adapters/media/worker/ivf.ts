const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 12;

/** One packet; its time in units that only its writer and its reader know. */
export interface IvfPacket {
  time: number;
  data: readonly Uint8Array[];
}

/**
 * A file in the simplest container that FFmpeg reads: a header, then packets behind their length and time (IVF, from libvpx).
 * @param fourCc what the packets are, in FFmpeg's names of RIFF codecs; times are whole numbers from 0 on
 */
export function writeIvf(
  fourCc: string,
  size: { widthPx: number; heightPx: number },
  packets: readonly IvfPacket[],
): Uint8Array<ArrayBuffer> {
  const lengths = packets.map(({ data }) => data.reduce((sum, part) => sum + part.length, 0));
  const total = lengths.reduce((sum, length) => sum + FRAME_HEADER_BYTES + length, HEADER_BYTES);
  const file = new Uint8Array(total);
  const view = new DataView(file.buffer);
  writeText(file, 0, 'DKIF');
  view.setUint16(6, HEADER_BYTES, true);
  writeText(file, 8, fourCc);
  view.setUint16(12, Math.min(size.widthPx, 0xffff), true);
  view.setUint16(14, Math.min(size.heightPx, 0xffff), true);
  view.setUint32(16, 1000, true);
  view.setUint32(20, 1, true);
  view.setUint32(24, packets.length, true);
  let at = HEADER_BYTES;
  packets.forEach(({ time, data }, i) => {
    view.setUint32(at, lengths[i] as number, true);
    view.setBigUint64(at + 4, BigInt(time), true);
    at += FRAME_HEADER_BYTES;
    for (const part of data) {
      file.set(part, at);
      at += part.length;
    }
  });
  return file;
}

function writeText(file: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) file[at + i] = text.charCodeAt(i);
}
