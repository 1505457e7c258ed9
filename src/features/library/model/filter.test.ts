import { describe, expect, it } from 'vitest';
import type { VideoId } from '../../../core/flow.ts';
import { buildVideo } from '../../../testing/builders.ts';
import { filterVideos, NO_FILTER, type StageFacts, stageOf } from './filter.ts';

const videos = [
  buildVideo(1, { name: 'Kitchen morning.mp4' }),
  buildVideo(2, { name: 'street MORNING 02.webm' }),
  buildVideo(3, { name: 'evening.mkv' }),
];
const facts = (changes: Partial<StageFacts>): StageFacts => ({
  sampled: 0,
  core: 0,
  drafts: 0,
  pending: 0,
  ...changes,
});
const stages = new Map<VideoId, StageFacts>([
  ['video:1', facts({ sampled: 30, core: 6 })],
  ['video:2', facts({})],
]);
const known = { stages, access: new Map([['video:2' as const, 'missing' as const]]) };
const names = (filter: Partial<typeof NO_FILTER>) =>
  filterVideos(videos, { ...NO_FILTER, ...filter }, known).map(({ id }) => id);

describe('stageOf', () => {
  it.each([
    [facts({}), 'new'],
    [facts({ sampled: 30 }), 'prepared'],
    [facts({ sampled: 30, drafts: 4, pending: 1 }), 'pending'],
    [facts({ sampled: 30, drafts: 4 }), 'reviewed'],
    [facts({ drafts: 4, pending: 4 }), 'pending'],
  ])('names %j', (given, stage) => {
    expect(stageOf(given)).toBe(stage);
  });
});

describe('filterVideos', () => {
  it('matches every word in any order and case', () => {
    expect(names({ name: ' 02 morning ' })).toEqual(['video:2']);
    expect(names({ name: 'morning' })).toEqual(['video:1', 'video:2']);
  });

  it('filters by stage, and leaves out what is not known yet', () => {
    expect(names({ stage: 'prepared' })).toEqual(['video:1']);
    expect(names({ stage: 'new' })).toEqual(['video:2']);
  });

  it('filters by how the file can be reached', () => {
    expect(names({ access: 'missing' })).toEqual(['video:2']);
    expect(names({ access: 'ready' })).toEqual([]);
  });

  it('filters by what shots say, and takes the first 50 of a source', () => {
    const cuts = (count: number) =>
      Array.from({ length: count }, (_, k) => ({ ptsSec: k + 1, ptsTicks: k + 1, timescale: 1 }));
    const shots = { from: 'frames' as const, cuts: cuts(5), frames: 1500, motion: 0.1 };
    const size = { durationSec: 60, widthPx: 1280, heightPx: 720 };
    const many = [
      buildVideo(0),
      buildVideo(1, { ...size, shots: { ...shots, cuts: [] } }),
      buildVideo(2, { ...size, shots: { ...shots, from: 'samples' } }),
      ...Array.from({ length: 60 }, (_, k) => buildVideo(k + 3, { ...size, shots, source: 'one' })),
    ];
    const count = (by: typeof NO_FILTER.shots) =>
      filterVideos(many, { ...NO_FILTER, shots: by }, known).length;
    expect(count('all')).toBe(63);
    expect(count('dynamic')).toBe(61);
    expect(count('capped')).toBe(51);
    expect(count('fails')).toBe(1);
    expect(count('estimate')).toBe(1);
    expect(count('unknown')).toBe(1);
  });
});
