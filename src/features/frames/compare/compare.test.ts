import { expect, it } from 'vitest';
import { buildFrame } from '../../../testing/builders.ts';
import { hitsOf, outsideChoice } from './compare.ts';

const frames = [0, 1, 2, 3].map((n) => buildFrame(n));
const data = Float32Array.from([1, 0, 1, 0, 0, 1, 0, 1]);
const signals = {
  sampled: frames.map((frame) => ({ askedSec: frame.ptsSec, frame })),
  embeddings: { modelId: 'm', modelSha256: 'm', rows: 4, dim: 2, data },
  relevance: null,
};

it('looks at other people’s frames through the sampled ones that are nearest', () => {
  const secondAndThird = frames.slice(1, 3).map(({ ptsSec }) => ptsSec + 0.1);
  const choice = outsideChoice({ name: 'theirs', timesSec: secondAndThird }, signals);
  expect(choice.frames).toEqual(frames.slice(1, 3));
  expect(choice.metrics).toMatchObject({ coverage: 1, redundancy: 0 });
});

it('counts shots, and scores key scenes where they are known', () => {
  const cutsSec = [frames[2]?.ptsSec ?? 0];
  expect(hitsOf(frames.slice(0, 2), { cutsSec, truth: null })).toEqual({
    shots: { hit: 1, of: 2 },
    scenes: null,
  });
  const at = frames[3]?.ptsSec ?? 0;
  const truth = { cutsSec, scenes: [[{ startSec: at, endSec: at }]] };
  expect(hitsOf(frames.slice(3), { cutsSec, truth }).scenes).toMatchObject({ kfr: 1, shr: 1 });
  expect(hitsOf([], { cutsSec, truth }).shots).toEqual({ hit: 0, of: 2 });
});
