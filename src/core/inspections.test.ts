import { expect, it } from 'vitest';
import { sessionOf, verdictOf } from '../testing/contracts/store-fixtures.ts';
import type { EventId } from './flow.ts';
import {
  groundTruth,
  type InspectionEvent,
  outsideSelections,
  redoTarget,
  standingVerdicts,
  undoTarget,
} from './inspections.ts';

const by = (id: EventId) => ({ id, annotator: 'me', atMs: 0, via: 'key' as const });
const undo = (id: EventId, undoes: EventId): InspectionEvent => ({
  ...by(id),
  type: 'undo',
  videoId: 'video:1',
  undoes,
});
const verdicts = (events: readonly InspectionEvent[]) =>
  standingVerdicts(events).map(({ verdict }) => verdict);

const first = verdictOf('event:1', 'video:1', { verdict: 'good' });
const second = verdictOf('event:2', 'video:1', { verdict: 'missed' });

it('a later verdict on the same frames replaces the one before, and its undo brings that back', () => {
  expect(verdicts([first, second])).toEqual(['missed']);
  expect(verdicts([first, second, undo('event:3', 'event:2')])).toEqual(['good']);
});

it('a verdict on a frame, on another method and in a session stand beside one another', () => {
  const frame = { ptsSec: 1, imageSha256: 'a' };
  const others = [
    verdictOf('event:4', 'video:1', { frame }),
    verdictOf('event:5', 'video:1', { method: 'uniform' }),
    verdictOf('event:6', 'video:1', { session: 'event:9' }),
  ];
  expect(standingVerdicts([first, ...others])).toHaveLength(4);
});

it('undo goes back without end, and redo follows until something else is done', () => {
  const once = [first, second, undo('event:3', 'event:2')];
  expect(undoTarget(once)?.id).toBe('event:1');
  const twice = [...once, undo('event:4', 'event:1')];
  expect(undoTarget(twice)).toBeNull();
  expect(redoTarget(twice)?.id).toBe('event:4');
  const redo: InspectionEvent = {
    ...by('event:5'),
    type: 'redo',
    videoId: null,
    redoes: 'event:4',
  };
  expect(verdicts([...twice, redo])).toEqual(['good']);
  expect(redoTarget([...twice, redo])?.id).toBe('event:3');
  expect(redoTarget([...twice, verdictOf('event:6', 'video:2')])).toBeNull();
});

it('sessions are never taken back', () => {
  expect(undoTarget([sessionOf('event:1')])).toBeNull();
});

it('keeps the newest file of each name and the newest ground truth, each of its own video', () => {
  const outside = (id: EventId, timesSec: number[], name = 'theirs'): InspectionEvent => ({
    ...by(id),
    type: 'outside',
    videoId: 'video:1',
    name,
    timesSec,
  });
  const events = [outside('event:1', [1]), outside('event:2', [2]), outside('event:3', [3], 'b')];
  expect(outsideSelections(events, 'video:1').map(({ timesSec }) => timesSec)).toEqual([[2], [3]]);
  expect(outsideSelections(events, 'video:2')).toEqual([]);
  const truth: InspectionEvent = {
    ...by('event:7'),
    type: 'truth',
    videoId: 'video:1',
    cutsSec: [4],
    scenes: [],
  };
  expect(groundTruth([truth], 'video:1')).toEqual({ cutsSec: [4], scenes: [] });
  expect(groundTruth([truth, undo('event:8', 'event:7')], 'video:1')).toBeNull();
});
