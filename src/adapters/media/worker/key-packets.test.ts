import { EncodedPacketSink } from 'mediabunny';
import { expect, test } from 'vitest';
import { openContainer } from './container.ts';
import { keyPacketAt, verifiedKeyPacketAt } from './key-packets.ts';
import { fileOfPackets, VP8_DELTA } from './packets.fixture.ts';

/** Two minutes: a cluster cannot be longer than 32 seconds, so that some begin between two key pictures. */
async function openLongGroups() {
  const packets = Array.from({ length: 120 }, (_, sec) => ({
    sec,
    isKey: sec === 0 || sec === 20 || sec === 110,
    ...(sec === 110 ? { firstByte: VP8_DELTA } : {}),
  }));
  const container = await openContainer(
    new Blob([await fileOfPackets('webm-without-cues', packets)]),
  );
  const track = container?.track;
  if (!track) throw new Error('The file was not read.');
  const sink = new EncodedPacketSink(track);
  // Mediabunny knows all clusters from now on.
  for await (const _ of sink.packets(undefined, undefined, { metadataOnly: true }));
  return { track, sink };
}

test('a key picture is found although the cluster of the asked time has none', async () => {
  const { sink } = await openLongGroups();
  const found = [];
  for (const sec of [-1, 0, 19.5, 20, 63, 100, 109, 200])
    found.push((await keyPacketAt(sink, sec))?.timestamp ?? null);
  expect(found).toEqual([null, 0, 0, 20, 20, 20, 20, 110]);
});

test('a key picture that is none by its bytes is passed over', async () => {
  const { track, sink } = await openLongGroups();
  const packet = await verifiedKeyPacketAt(track, sink, 115);
  expect(packet?.timestamp).toBe(20);
  expect(packet?.data.at(-1)).toBe(20);
});
