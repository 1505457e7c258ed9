import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { StorePort } from '../core/store-port.ts';
import { invalidateOnChange, staleKeys } from './queries.ts';

afterEach(() => vi.useRealTimers());

test('a decision makes drafts, decisions and the counts of projects stale', () => {
  expect(staleKeys({ tables: ['decisions'], projectId: 'project:1' })).toEqual([
    ['decisions', 'project:1'],
    ['drafts', 'project:1'],
    ['projects'],
  ]);
});

test('a renamed project makes the list of projects stale', () => {
  expect(staleKeys({ tables: ['projects'], projectId: 'project:1' })).toEqual([['projects']]);
});

test('a change of no project in particular makes the whole table stale', () => {
  expect(staleKeys({ tables: ['settings'], projectId: null })).toEqual([['settings']]);
});

test('many changes in a moment invalidate once, and none after stopping', () => {
  vi.useFakeTimers();
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
  const listeners: Parameters<StorePort['onChange']>[0][] = [];
  const stop = invalidateOnChange(client, (next) => {
    listeners.push(next);
    return () => listeners.splice(listeners.indexOf(next), 1);
  });
  for (let count = 0; count < 50; count += 1)
    listeners[0]?.({ tables: ['frames'], projectId: 'project:1' });
  vi.runAllTimers();
  expect(invalidate).toHaveBeenCalledTimes(1);
  expect(invalidate).toHaveBeenCalledWith({ queryKey: ['frames', 'project:1'] });
  listeners[0]?.({ tables: ['jobs'], projectId: null });
  stop();
  vi.runAllTimers();
  expect(invalidate).toHaveBeenCalledTimes(1);
});
