/** How network abstraction layer units follow each other in a packet. */
export interface NalFraming {
  /** Each begins with its length in so many bytes; `null` = start codes. */
  lengthBytes: number | null;
}

/** The units of a packet of H.264 or HEVC; `null` where the packet cannot be taken apart without a rest. */
export function nalUnits(packet: Uint8Array, { lengthBytes }: NalFraming): Uint8Array[] | null {
  return lengthBytes === null ? byStartCodes(packet) : byLengths(packet, lengthBytes);
}

function byLengths(packet: Uint8Array, lengthBytes: number): Uint8Array[] | null {
  const units: Uint8Array[] = [];
  for (let at = 0; at < packet.length; ) {
    let length = 0;
    for (let i = 0; i < lengthBytes; i++) length = length * 256 + (packet[at + i] ?? 0);
    at += lengthBytes;
    if (length === 0 || at + length > packet.length) return null;
    units.push(packet.subarray(at, at + length));
    at += length;
  }
  return units;
}

function byStartCodes(packet: Uint8Array): Uint8Array[] | null {
  const units: Uint8Array[] = [];
  let from = -1;
  for (let at = 0; at + 2 < packet.length; at++) {
    if (packet[at] !== 0 || packet[at + 1] !== 0 || packet[at + 2] !== 1) continue;
    if (from >= 0) units.push(packet.subarray(from, endBefore(packet, from, at)));
    else if (packet.subarray(0, at).some((byte) => byte !== 0)) return null;
    from = at + 3;
    at += 2;
  }
  if (from < 0) return null;
  units.push(packet.subarray(from));
  return units;
}

/** Zeros before a start code belong to it. */
function endBefore(packet: Uint8Array, from: number, code: number): number {
  let end = code;
  while (end > from && packet[end - 1] === 0) end -= 1;
  return end;
}
