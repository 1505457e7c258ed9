import { describe, expect, it } from 'vitest';
import type { Selection } from '../../../core/flow.ts';
import { buildFrame } from '../../../testing/builders.ts';
import { cellAt, cellsOf, nextCore, standCounts } from './cells.ts';

const frames = [0, 1, 2, 3].map((n) => buildFrame(n));
const [f0, f1, f2, f3] = frames;
if (!f0 || !f1 || !f2 || !f3) throw new Error('Four frames are built above.');
const sampled = frames.map((frame) => ({ askedSec: frame.ptsSec, frame }));
const selection: Selection = {
  videoId: 'video:1',
  method: 'ristretto',
  params: {},
  modelId: 'ristretto-e1',
  modelSha256: 'a'.repeat(64),
  provider: 'wasm',
  everySec: 1,
  longSidePx: 448,
  sampledSec: [0, 1, 2, 3],
  core: [
    { frame: f0, score: 1, reasons: [{ code: 'first' }] },
    { frame: f2, score: 0.6, reasons: [{ code: 'novel', value: 0.4, of: 0 }] },
  ],
  representedBy: [0, 0, 1, 1],
  similarity: [1, 0.9, 1, 0.8],
  metrics: { coverage: 0.9, redundancy: 0.4, maxGapSec: 2 },
  pinned: [f2.imageSha256],
  dropped: [f3.imageSha256],
  wallMs: 4,
};
const cells = cellsOf(sampled, selection);

describe('cellsOf', () => {
  it('marks core frames with their reasons, and the others with their stand-in', () => {
    expect(cells.map(({ coreIndex }) => coreIndex)).toEqual([0, null, 1, null]);
    expect(cells[2]?.reasons).toEqual([{ code: 'novel', value: 0.4, of: 0 }]);
    expect(cells[3]).toMatchObject({ standInSec: 2, similarity: 0.8 });
    expect(cells[0]?.standInSec).toBeNull();
  });

  it('shows what a person overruled', () => {
    expect(cells.map(({ isPinned }) => isPinned)).toEqual([false, false, true, false]);
    expect(cells.map(({ isDropped }) => isDropped)).toEqual([false, false, false, true]);
  });

  it('leaves out frames that are not stored', () => {
    expect(cellsOf(sampled.slice(1), selection).map(({ index }) => index)).toEqual([1, 2, 3]);
  });
});

it('counts the other frames that a core frame stands for', () => {
  expect(standCounts(selection)).toEqual([1, 1]);
});

describe('moving', () => {
  it('finds the frame on screen at a time', () => {
    expect(cellAt(cells, 1.9)?.index).toBe(1);
    expect(cellAt(cells, -1)?.index).toBe(0);
    expect(cellAt([], 1)).toBeNull();
  });

  it('goes to the next core frame in either direction, and nowhere at the end', () => {
    expect(nextCore(cells, 0, 1)?.index).toBe(2);
    expect(nextCore(cells, 3, -1)?.index).toBe(2);
    expect(nextCore(cells, 2, 1)).toBeNull();
  });
});
