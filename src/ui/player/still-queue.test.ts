import { describe, expect, it } from 'vitest';
import type { FrameSource } from './frame-source.ts';
import { StillQueue } from './still-queue.ts';

const TIMES = [0.5, 0.54, 0.6, 0.61, 0.9, 2];

interface Frame {
  ptsSec: number;
}

/** A queue over a few frames; each decode waits until the test lets it go on. */
function setUp(broken: readonly number[] = []) {
  const gates: (() => void)[] = [];
  const asked: number[] = [];
  const shown: number[] = [];
  const problems: unknown[] = [];
  const before = (timeSec: number) => TIMES.findLast((pts) => pts < timeSec - 1e-6) ?? null;
  const onScreen = (timeSec: number) => TIMES.findLast((pts) => pts <= timeSec) ?? 0.5;
  const source: FrameSource<Frame> = {
    startSec: 0.5,
    endSec: 2.5,
    open: async () => '',
    timeOf: async (timeSec) => timeSec,
    timeAt: async (timeSec) => onScreen(timeSec),
    neighbourTime: async (timeSec, direction) =>
      direction === -1 ? before(timeSec) : (TIMES.find((pts) => pts > timeSec + 1e-6) ?? null),
    frameAt: async (timeSec) => {
      asked.push(timeSec);
      await new Promise<void>((open) => gates.push(open));
      let ptsSec = onScreen(timeSec);
      while (broken.includes(ptsSec)) ptsSec = before(ptsSec) ?? 0.5;
      return { ptsSec };
    },
  };
  const queue = new StillQueue<Frame>({
    prepare: async () => undefined,
    show: ({ ptsSec }) => shown.push(ptsSec),
    onDecoding: () => undefined,
    onRest: () => undefined,
    onProblem: (problem) => problems.push(problem),
  });
  queue.load(source);
  queue.restSec = 0.5;
  /** Lets decodes finish until nothing is asked for. */
  const run = async (done: Promise<unknown>) => {
    let isDone = false;
    void done.then(() => {
      isDone = true;
    });
    while (!isDone) {
      gates.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return { queue, asked, shown, problems, gates, run };
}

describe('stills', () => {
  it('steps by the frames there are, to the end and no further', async () => {
    const { queue, shown, run } = setUp();
    for (let i = 0; i < TIMES.length + 2; i += 1) await run(queue.step(1));
    expect(shown).toEqual(TIMES.slice(1));
    expect(queue.restSec).toBe(2);
  });

  it('loses no press, however fast they come', async () => {
    const { queue, shown, run } = setUp();
    const steps = [1, 1, 1, -1, 1].map((way) => queue.step(way as 1 | -1));
    await run(Promise.all(steps));
    expect(queue.restSec).toBe(0.61);
    expect(shown.at(-1)).toBe(0.61);
  });

  it('adds presses during a decode to where it leads', async () => {
    const { queue, shown, gates, run } = setUp();
    const first = queue.step(1);
    await expect.poll(() => gates.length).toBe(1);
    void queue.step(1);
    void queue.step(1);
    await run(first);
    expect(shown).toEqual([0.54, 0.61]);
  });

  it('counts steps from the frame on screen at the goal before them', async () => {
    const { queue, shown, run } = setUp();
    void queue.aim(async () => 0.7);
    await run(queue.step(-1));
    expect(shown).toEqual([0.6]);
  });

  it('shows nothing that was given up', async () => {
    const { queue, shown, gates, run } = setUp();
    const given = queue.aim(async () => 2);
    await expect.poll(() => gates.length).toBe(1);
    queue.clear();
    await run(given);
    expect(shown).toEqual([]);
    expect(queue.restSec).toBe(0.5);
  });

  it('goes on over a frame that does not decode', async () => {
    const { queue, shown, run } = setUp([0.6, 0.61]);
    await run(queue.step(1));
    await run(queue.step(1));
    expect(shown).toEqual([0.54, 0.9]);
  });

  it('reports a failure, and works again after it', async () => {
    const { queue, shown, problems, run } = setUp();
    await run(queue.aim(() => Promise.reject(new Error('gone'))));
    expect(problems).toHaveLength(1);
    await run(queue.step(1));
    expect(shown).toEqual([0.54]);
  });
});
