/** Kind and size of a picture, read from its first bytes. */
export interface PictureHeader {
  kind: 'jpeg' | 'png';
  widthPx: number;
  heightPx: number;
}

/** Enough for the metadata that cameras put before the size. */
export const PICTURE_HEADER_BYTES = 256 * 1024;

const PNG = [0x89, 0x50, 0x4e, 0x47];

/**
 * JPEG (ITU-T T.81, B.2.2) and PNG (ISO/IEC 15948, 11.2.2). The turn that a camera notes beside the picture (EXIF) is not read.
 * @param head the first `PICTURE_HEADER_BYTES` of the file
 * @returns `null` for what is neither
 */
export function readPictureHeader(head: Uint8Array): PictureHeader | null {
  const data = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (PNG.every((byte, i) => head[i] === byte)) {
    if (head.byteLength < 24) return null;
    return { kind: 'png', widthPx: data.getUint32(16), heightPx: data.getUint32(20) };
  }
  if (head[0] !== 0xff || head[1] !== 0xd8) return null;
  for (let at = 2; at + 9 <= head.byteLength && head[at] === 0xff; ) {
    const marker = head[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrameHeader(marker))
      return { kind: 'jpeg', heightPx: data.getUint16(at + 5), widthPx: data.getUint16(at + 7) };
    at += 2 + data.getUint16(at + 2);
  }
  return null;
}

/** C0–CF begin a frame, but for tables (C4), an extension (C8) and conditioning (CC). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
