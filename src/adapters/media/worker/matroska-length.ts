const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
/** The header and the segment's own stand in the first bytes. */
const HEAD_BYTES = 1024;

/** Whether a Matroska file is shorter than it says: cut off at its end, or with a hole. One of unknown length never is. */
export async function lacksBytes(file: Blob): Promise<boolean> {
  const head = new DataView(await file.slice(0, HEAD_BYTES).arrayBuffer());
  try {
    if (head.getUint32(0) !== EBML) return false;
    const { length, end } = readLength(head, 4);
    const segment = end + length;
    if (head.getUint32(segment) !== SEGMENT) return false;
    const content = readLength(head, segment + 4);
    return content.end + content.length > file.size;
  } catch {
    // Not within the first bytes: nothing is known.
    return false;
  }
}

/** A number whose own length is told by the zeros that it begins with (RFC 8794); all ones = unknown, given as 0. */
function readLength(data: DataView, at: number): { length: number; end: number } {
  const first = data.getUint8(at);
  const bytes = Math.clz32(first) - 23;
  let length = first & (0xff >> bytes);
  let isUnknown = length === 0xff >> bytes;
  for (let i = 1; i < bytes; i++) {
    const byte = data.getUint8(at + i);
    isUnknown &&= byte === 0xff;
    length = length * 256 + byte;
  }
  return { length: isUnknown ? 0 : length, end: at + bytes };
}
