import type { EncodedPacket, EncodedPacketSink } from 'mediabunny';

/** More packets than any codec may reorder. */
export const REORDER_WINDOW = 32;
/** The same in time, where pictures do not say how long they last. */
const REORDER_SEC = 2;

/**
 * Finds packets by the time at which they are shown. Of fragmented MP4 mediabunny takes the first fragment that covers a time; where the
 * next one begins with pictures that are shown before the last ones of it (chunks that are cut between key pictures, a fragment for every
 * picture), that is a picture too early. There the packets around are compared.
 */
export class PacketLookup {
  readonly #sink: EncodedPacketSink;
  readonly #isFragmented: boolean;

  constructor(sink: EncodedPacketSink, isFragmented: boolean) {
    this.#sink = sink;
    this.#isFragmented = isFragmented;
  }

  /** The packet that is shown last, not after `sec` (metadata only). */
  async at(sec: number): Promise<EncodedPacket | null> {
    return this.#isFragmented
      ? ((await this.#around(sec))?.packet ?? null)
      : this.#sink.getPacket(sec, { metadataOnly: true });
  }

  /** As `at`, with its bytes; without any where the file does not have them. */
  async wholeAt(sec: number): Promise<EncodedPacket | null> {
    if (!this.#isFragmented) return this.#sink.getPacket(sec);
    const found = await this.#around(sec);
    if (!found) return null;
    return found.before ? this.#sink.getNextPacket(found.before) : this.#sink.getFirstPacket();
  }

  /** The packet and, `null` for the very first one, the one that is decoded before it. */
  async #around(
    sec: number,
  ): Promise<{ packet: EncodedPacket; before: EncodedPacket | null } | null> {
    const metadataOnly = { metadataOnly: true };
    const about = await this.#sink.getPacket(sec, metadataOnly);
    if (!about) return null;
    const spanSec = Math.max(REORDER_SEC, REORDER_WINDOW * about.duration);
    const start =
      (await this.#sink.getPacket(about.timestamp - spanSec, metadataOnly)) ??
      (await this.#sink.getFirstPacket(metadataOnly));
    let best: { packet: EncodedPacket; before: EncodedPacket | null } | null = null;
    let before: EncodedPacket | null = null;
    let later = 0;
    for await (const packet of this.#sink.packets(start ?? undefined, undefined, metadataOnly)) {
      if (packet.timestamp > sec) {
        later += 1;
        if (later >= REORDER_WINDOW) break;
      } else if (!best || packet.timestamp >= best.packet.timestamp) {
        best = { packet, before };
      }
      before = packet;
    }
    return best;
  }
}
