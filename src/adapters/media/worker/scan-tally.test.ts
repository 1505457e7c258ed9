import { expect, test } from 'vitest';
import { SHOT_PICTURE } from '../../../core/shots/change.ts';
import { ScanTally } from './scan-tally.ts';

const grey = (value: number) =>
  new Uint8ClampedArray(SHOT_PICTURE.widthPx * SHOT_PICTURE.heightPx * 4).fill(value);

test('a second decoder that counts in other ticks goes on in those of the first', () => {
  const tally = new ScanTally(4);
  tally.add({ answers: 1, tick: 0, timescale: 1000, rgba: grey(0) });
  tally.add({ answers: 1, tick: 1033, timescale: 1000, rgba: grey(10) });
  // The picture before it again, then the next two.
  tally.add({ answers: 1, tick: 31, timescale: 30, rgba: grey(10) });
  tally.add({ answers: 2, tick: 61, timescale: 30, rgba: grey(200) });
  const { ticks, timescale, hashes } = tally.result();
  expect({ ticks: [...ticks], timescale }).toEqual({ ticks: [0, 1033, 2033], timescale: 1000 });
  expect(hashes.map(({ timeSec }) => timeSec)).toEqual([0, 1.033, 2.033]);
  expect(tally.answered).toBe(5);
});
