import { describe, expect, it } from 'vitest';
import { setText } from '../../../core/edit.ts';
import { buildBody } from '../../../testing/builders.ts';
import { createEditBuffer } from './edit-buffer.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const base = buildBody(1);
const typed = setText(base, 'answer', 'half a sentence');

describe('the edit buffer', () => {
  it('gives typed text back after a reload', () => {
    const storage = memory();
    createEditBuffer(storage, 'project:a').keep('draft:1', base, typed);
    expect(createEditBuffer(storage, 'project:a').restore('draft:1', base)).toEqual(typed);
    expect(createEditBuffer(storage, 'project:a').restore('draft:2', base)).toBeNull();
  });
  it('knows where the person was typing', () => {
    const buffer = createEditBuffer(memory(), 'project:a');
    expect(buffer.latest()).toBeNull();
    buffer.keep('draft:1', base, typed);
    buffer.keep('draft:2', base, typed);
    buffer.forget('draft:1');
    expect(buffer.latest()).toBe('draft:2');
    buffer.forget('draft:2');
    expect(buffer.latest()).toBeNull();
  });
  it('keeps the words of one project out of another with the same drafts', () => {
    const storage = memory();
    createEditBuffer(storage, 'project:a').keep('draft:1', base, typed);
    const copy = createEditBuffer(storage, 'project:b');
    expect(copy.restore('draft:1', base)).toBeNull();
    expect(copy.latest()).toBeNull();
  });
  it('forgets on request, and when nothing differs any more', () => {
    const storage = memory();
    const buffer = createEditBuffer(storage, 'project:a');
    buffer.keep('draft:1', base, typed);
    buffer.keep('draft:1', base, base);
    expect(storage.kept.size).toBe(0);
    buffer.keep('draft:1', base, typed);
    buffer.forget('draft:1');
    expect(buffer.restore('draft:1', base)).toBeNull();
  });
  it('never puts old words over a field that was changed since', () => {
    const buffer = createEditBuffer(memory(), 'project:a');
    buffer.keep('draft:1', base, typed);
    expect(buffer.restore('draft:1', setText(base, 'answer', 'saved elsewhere'))).toBeNull();
    expect(buffer.restore('draft:1', setText(base, 'question', 'other?'))?.answer).toBe(
      'half a sentence',
    );
  });
  it('works without a storage that accepts anything, and ignores what it cannot read', () => {
    const full = {
      ...memory(),
      setItem: () => {
        throw new Error('quota');
      },
      getItem: () => '{broken',
    };
    const buffer = createEditBuffer(full, 'project:a');
    buffer.keep('draft:1', base, typed);
    expect(buffer.restore('draft:1', base)).toBeNull();
  });
});
