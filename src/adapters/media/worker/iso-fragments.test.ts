import { expect, test, vi } from 'vitest';
import { fragmentDelay } from './iso-fragments.ts';
import { RangedReader } from './ranged-reader.ts';

const VIDEO = 1;
const SOUND = 2;
/** `trun` with a data offset, the size and the composition offset of each sample. */
const RUN_FLAGS = 0xa01;

function box(type: string, ...parts: Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return joined([words(size), new TextEncoder().encode(type), ...parts]);
}

function words(...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setInt32(i * 4, value);
  });
  return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const fragment = (track: number, offsets: readonly number[]) => {
  const samples = offsets.flatMap((offset) => [99, offset]);
  const run = box('trun', words(RUN_FLAGS, offsets.length, 0, ...samples));
  return box('moof', box('mfhd', words(0, 1)), box('traf', box('tfhd', words(0, track)), run));
};

const delayIn = (file: Blob, track = VIDEO) => fragmentDelay(new RangedReader(file), track);
const delayOf = (...boxes: Uint8Array[]) => delayIn(new Blob([joined(boxes)]));

test('the earliest picture of any fragment counts', async () => {
  const boxes = [fragment(VIDEO, [0, 512, -512]), fragment(VIDEO, [0, -1024]), box('mdat')];
  expect(await delayOf(box('ftyp'), ...boxes)).toBe(1024);
});

test('of a file that begins with an index of its fragments the first one counts', async () => {
  const boxes = [fragment(VIDEO, [0, 512, -512]), fragment(VIDEO, [0, -1024])];
  expect(await delayOf(box('sidx'), ...boxes)).toBe(512);
});

test('pictures that are shown when they are decoded, or later, ask for no delay', async () => {
  expect(await delayOf(fragment(VIDEO, [0, 1024]), fragment(VIDEO, [512]))).toBe(0);
  expect(await delayOf(box('ftyp'))).toBe(0);
});

test('other tracks do not count', async () => {
  expect(await delayOf(fragment(SOUND, [-300]), fragment(VIDEO, [0]))).toBe(0);
});

test('a fragment without the track says nothing about it', async () => {
  const boxes = [fragment(SOUND, [0]), fragment(VIDEO, [0, -512]), fragment(SOUND, [0])];
  expect(await delayOf(...boxes, fragment(VIDEO, [0, -1024]))).toBe(1024);
});

test('a last fragment that is cut off counts as far as it goes', async () => {
  const whole = joined([fragment(VIDEO, [0, -512]), fragment(VIDEO, [-1024, -2048])]);
  const lastStart = fragment(VIDEO, [0, -512]).length;
  for (let end = lastStart; end < whole.length; end++) {
    const isFirstWhole = end >= whole.length - 8;
    const delay = await delayIn(new Blob([whole.subarray(0, end)]));
    expect(delay, `${end} bytes`).toBe(isFirstWhole ? 1024 : 512);
  }
});

test('a file is walked through once', async () => {
  const bytes = joined([fragment(VIDEO, [0, -512]), fragment(VIDEO, [0, -1024])]);
  const file = new File([bytes], 'walked.mp4', { lastModified: 1 });
  expect(await delayIn(file)).toBe(1024);
  const again = new File([bytes], 'walked.mp4', { lastModified: 1 });
  const slice = vi.spyOn(again, 'slice');
  expect(await delayIn(again)).toBe(1024);
  expect(slice).not.toHaveBeenCalled();
  expect(await delayIn(again, SOUND)).toBe(0);
});
