import { expect, test } from 'vitest';
import { openMediaTrack } from './media-track.ts';
import { fileOfPackets, placeOf, VP8_DELTA } from './packets.fixture.ts';

/** 20 pictures, one a second; key pictures are 0 and 10. */
const PACKETS = Array.from({ length: 20 }, (_, sec) => ({ sec, isKey: sec % 10 === 0 }));

async function span(bytes: Uint8Array<ArrayBuffer>): Promise<[number, number] | null> {
  const media = await openMediaTrack(new Blob([bytes]));
  if (!media) return null;
  const { firstTick, lastTick, timescale } = media.presentation;
  media.container.close();
  return [firstTick / timescale, lastTick / timescale];
}

/** Takes the first entry out of the list of key pictures. */
function withoutFirstKey(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const list = new DataView(bytes.buffer, placeOf(bytes, 'stss') + 4);
  list.setUint32(4, 1);
  list.setUint32(8, list.getUint32(12));
  return bytes;
}

test('a track that begins without a key picture begins with its first listed one', async () => {
  const cut = PACKETS.map((packet) =>
    packet.sec === 0 ? { ...packet, firstByte: VP8_DELTA } : packet,
  );
  expect(await span(withoutFirstKey(await fileOfPackets('mp4', cut)))).toEqual([10, 19]);
});

test('a key picture that the list forgot is one all the same', async () => {
  expect(await span(withoutFirstKey(await fileOfPackets('mp4', PACKETS)))).toEqual([0, 19]);
});

test('pictures of Matroska before time zero are not shown', async () => {
  const bytes = await fileOfPackets('webm-without-cues', PACKETS);
  // The block's time, in milliseconds from its cluster's, stands before its flags and its data.
  const block = placeOf(bytes, '\u00aa\u00bb\u0000') - 1;
  new DataView(bytes.buffer).setInt16(block - 3, -500);
  expect(await span(bytes)).toEqual([1, 19]);
});

test('a picture that was cut off, decoded after later ones, is not found', async () => {
  // Shown in another order than decoded: 2 before 1.
  const order = [0, 2, 1].map((sec) => ({ sec, isKey: sec === 0 }));
  const bytes = await fileOfPackets('mp4', order);
  const media = await openMediaTrack(new Blob([bytes.subarray(0, bytes.length - 1)]));
  const shown = [];
  for (const sec of [0, 1.5, 2.5])
    shown.push((await media?.presentation.packetAt(sec))?.timestamp ?? null);
  expect([media?.presentation.isCutShort, shown]).toEqual([true, [0, 0, 2]]);
  media?.container.close();
});

test('a file with pictures both in its index and in fragments is left to FFmpeg', async () => {
  const bytes = await fileOfPackets('fragmented', PACKETS);
  expect(await span(bytes)).toEqual([0, 19]);
  const sizes = new DataView(bytes.buffer, placeOf(bytes, 'stsz') + 4);
  sizes.setUint32(4, 4);
  sizes.setUint32(8, 1);
  expect(await span(bytes)).toBeNull();
});
