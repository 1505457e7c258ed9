import { expect, it } from 'vitest';
import { sessionOf, verdictOf } from '../testing/contracts/store-fixtures.ts';
import type { VideoId } from './flow.ts';
import { checkProgress, checkTally, drawSession } from './spot-check.ts';

const VIDEOS = Array.from({ length: 20 }, (_, n): VideoId => `video:${n}`);
const plan = { seed: '7', size: 5, budget: 8, methods: ['ristretto', 'uniform'] };

it('draws the same from the same seed, whatever the order of the videos, and another from another', () => {
  const drawn = drawSession(VIDEOS, plan);
  expect(drawSession([...VIDEOS].reverse(), plan)).toEqual(drawn);
  expect(drawSession(VIDEOS, { ...plan, seed: '8' })).not.toEqual(drawn);
});

it('shows every drawn video once under every method', () => {
  const { items, size } = drawSession(VIDEOS, plan);
  expect(size).toBe(5);
  expect(items).toHaveLength(10);
  expect(new Set(items.map(({ videoId, method }) => `${videoId} ${method}`)).size).toBe(10);
  expect(new Set(items.map(({ videoId }) => videoId)).size).toBe(5);
});

it('takes all videos where there are fewer than were asked for', () => {
  expect(drawSession(VIDEOS.slice(0, 2), plan).size).toBe(2);
});

const session = {
  ...sessionOf('event:s'),
  methods: ['ristretto', 'uniform'],
  items: [
    { videoId: 'video:1' as const, method: 'uniform' },
    { videoId: 'video:2' as const, method: 'ristretto' },
    { videoId: 'video:1' as const, method: 'ristretto' },
  ],
};
const inSession = (id: `event:${string}`, method: string, verdict: 'good' | 'missed') =>
  verdictOf(id, 'video:1', { session: 'event:s', method, verdict });

it('goes on with the first item that has no verdict, past videos that were removed', () => {
  const events = [session, inSession('event:1', 'uniform', 'good')];
  const all = new Set<VideoId>(['video:1', 'video:2']);
  expect(checkProgress(session, events, all)).toMatchObject({ done: 1, next: session.items[1] });
  const one = checkProgress(session, events, new Set<VideoId>(['video:1']));
  expect([one.items.length, one.next]).toEqual([2, session.items[2]]);
});

it('reports the share judged good of each method, of this session and whole selections alone', () => {
  const frame = { ptsSec: 1, imageSha256: 'a' };
  const events = [
    session,
    inSession('event:1', 'uniform', 'good'),
    inSession('event:2', 'ristretto', 'missed'),
    { ...inSession('event:3', 'uniform', 'missed'), frame },
    verdictOf('event:4', 'video:1', { method: 'uniform', verdict: 'missed' }),
  ];
  const [ristretto, uniform] = checkTally(session, events);
  expect(ristretto).toMatchObject({ judged: 1, good: 0 });
  expect(uniform).toMatchObject({ judged: 1, good: 1, interval: { share: 1 } });
});
