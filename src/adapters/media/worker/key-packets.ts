import type { EncodedPacket, EncodedPacketSink, InputVideoTrack } from 'mediabunny';

/** How far back the first further look goes; each one after it goes twice as far. */
const FIRST_STEP_SEC = 1;

/**
 * The last packet not after `sec` that the container calls a key picture (metadata only); `null` = there is none. Mediabunny
 * begins its search in the cluster or fragment of `sec` when it has been there before, and finds nothing where that one has no
 * key picture and the file no index; then the search begins earlier.
 */
export async function keyPacketAt(
  sink: EncodedPacketSink,
  sec: number,
): Promise<EncodedPacket | null> {
  const found = await sink.getKeyPacket(sec, { metadataOnly: true });
  if (found) return found;
  const first = await sink.getFirstKeyPacket({ metadataOnly: true });
  if (!first || first.timestamp > sec) return null;
  let key: EncodedPacket | null = null;
  for (let step = FIRST_STEP_SEC; !key && sec - step > first.timestamp; step *= 2)
    key = await sink.getKeyPacket(sec - step, { metadataOnly: true });
  key ??= first;
  for (;;) {
    const next = await sink.getNextKeyPacket(key, { metadataOnly: true });
    if (!next || next.timestamp > sec) return key;
    key = next;
  }
}

/** The last packet not after `sec` that is a key picture by its bytes too, because containers mislabel some. */
export async function verifiedKeyPacketAt(
  track: InputVideoTrack,
  sink: EncodedPacketSink,
  sec: number,
): Promise<EncodedPacket | null> {
  const tickSec = 1 / (await track.getTimeResolution());
  for (let at = sec; ; ) {
    const claimed = await keyPacketAt(sink, at);
    const whole = claimed && (await sink.getKeyPacket(claimed.timestamp + tickSec / 2));
    if (!claimed || !whole) return null;
    if ((await track.determinePacketType(whole)) !== 'delta') return whole;
    at = claimed.timestamp - tickSec / 2;
  }
}
