/** Why these bytes are not a whole baseline or progressive JPEG; `null` when they are. Walks every marker (ITU T.81 §B). */
export function jpegProblem(bytes: Buffer): string | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return 'does not start with SOI';
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return 'does not end with EOI';
  const seen = new Set<number>();
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return `no marker at byte ${at}`;
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > bytes.length)
      return `segment ${marker.toString(16)} is too long`;
    const isFrame = marker >= 0xc0 && marker <= 0xc2;
    if (isFrame && (bytes.readUInt16BE(at + 5) === 0 || bytes.readUInt16BE(at + 7) === 0))
      return 'has no size';
    seen.add(isFrame ? 0xc0 : marker);
    at += 2 + length;
    if (marker === 0xda) break;
  }
  const missing = [0xc0, 0xc4, 0xdb, 0xda].filter((marker) => !seen.has(marker));
  return missing.length > 0
    ? `lacks segment ${missing.map((marker) => marker.toString(16)).join(' ')}`
    : null;
}
