import { expect, test } from 'vitest';
import { findSequences, scheduleOf } from './picture-names.ts';

const at = (folder: string, ...names: string[]) => names.map((name) => ({ folder, name }));

test('numbered pictures of a folder are one clip, in the order of their numbers', () => {
  const files = [
    ...at('cats/one', 'frame_10.jpg', 'frame_2.jpeg', 'frame_1.jpg'),
    ...at('cats/two', '0001.png', '0002.png'),
    ...at('cats/one', 'film.mp4', 'cover.jpg', 'frame_3.png'),
  ];
  const { sequences, others } = findSequences(files);
  expect(sequences.map(({ name, pictures }) => [name, pictures.map((one) => one.name)])).toEqual([
    ['one frame', ['frame_1.jpg', 'frame_2.jpeg', 'frame_10.jpg']],
    ['two', ['0001.png', '0002.png']],
  ]);
  expect(others.map(({ name }) => name)).toEqual(['film.mp4', 'cover.jpg', 'frame_3.png']);
});

test('two pictures of one number are no clip', () => {
  const { sequences } = findSequences(at('x', 'a1.jpg', 'a01.jpg', 'b1.jpg'));
  expect(sequences).toEqual([]);
});

test('numbers are counted at the stated rate, gaps stay gaps', () => {
  const { sequences } = findSequences(at('x', '30.jpg', '60.jpg', '120.jpg'));
  expect(scheduleOf(sequences[0] as never, 29.97)).toEqual({
    timescale: 29970,
    startTick: 0,
    durationTicks: [30_000, 60_000, 60_000],
  });
});

test('seconds in the names are the times', () => {
  const { sequences } = findSequences(at('x', 'clip_2.25s.jpg', 'clip_10s.jpg', 'clip_4.5s.jpg'));
  expect(sequences[0]?.timesSec).toEqual([2.25, 4.5, 10]);
  expect(scheduleOf(sequences[0] as never, 1)).toEqual({
    timescale: 1_000_000,
    startTick: 2_250_000,
    durationTicks: [2_250_000, 5_500_000, 5_500_000],
  });
  expect(findSequences(at('', '400ms.png', '800ms.png')).sequences[0]?.timesSec).toEqual([
    0.4, 0.8,
  ]);
});
