import { describe, expect, it } from 'vitest';
import type { DraftId, ProjectId } from '../../core/flow.ts';
import {
  buildContext,
  buildDraft,
  buildFrame,
  buildJpeg,
  fakeSha256,
} from '../../testing/builders.ts';
import { createStorage, type OpenStorage } from './client.ts';

const ROUNDS = 15;
const DRAFTS = 4;
const SAVES_IN_A_LIFE = 12;

interface Round {
  name: string;
  projectId: ProjectId;
  /** Makes notes and pictures of this round its own. */
  round: number;
}

/** What was promised: calls that resolved before the end. */
interface Promised {
  notes: string[];
  pictures: number[];
}

const never = new Promise<never>(() => {});

/**
 * Opens the store, records as fast as it can, and ends the worker without a warning at some moment of the saves that follow
 * the first two: however fast the machine is, something was promised, and something is under way.
 */
async function recordUntilKilled({ name, projectId, round }: Round): Promise<Promised> {
  let worker: Worker | undefined;
  const startWorker = () => {
    worker = new Worker(new URL('./worker/storage.worker.ts', import.meta.url), { type: 'module' });
    return worker;
  };
  const store = await createStorage({ name, startWorker });
  const promised: Promised = { notes: [], pictures: [] };
  let isDead = false;
  const save = async (n: number) => {
    await saveOne(store, { name, projectId, round }, n);
    if (isDead) return;
    promised.notes.push(noteOf(round, n));
    promised.pictures.push(pictureOf(round, n));
  };
  await save(0);
  const startMs = performance.now();
  await save(1);
  const saveMs = performance.now() - startMs;
  const killed = new Promise<void>((resolve) => {
    setTimeout(
      () => {
        worker?.terminate();
        isDead = true;
        resolve();
      },
      Math.random() * SAVES_IN_A_LIFE * saveMs,
    );
  });
  const work = (async () => {
    for (let n = 2; !isDead; n++) await save(n);
  })().catch(() => never);
  await Promise.race([killed, work]);
  await killed;
  return promised;
}

const noteOf = (round: number, n: number) => `round ${round}, decision ${n}`;
const pictureOf = (round: number, n: number) => round * 100_000 + n;

async function saveOne(store: OpenStorage, { projectId, round }: Round, n: number): Promise<void> {
  const draftId: DraftId = `draft:${1 + (n % DRAFTS)}`;
  const picture = pictureOf(round, n);
  const input = {
    verdict: 'edit' as const,
    edit: { answer: noteOf(round, n) },
    note: noteOf(round, n),
  };
  await Promise.all([
    store.decisions.record(projectId, draftId, input, buildContext()),
    store.frames.put(projectId, [
      {
        frame: buildFrame(picture),
        jpeg: buildJpeg(picture, 3000),
        asked: { longSidePx: 448, askedSec: picture },
      },
    ]),
  ]);
}

describe('a worker that is ended at random moments', () => {
  it('loses no decision and no picture that was saved, and doubles none', async () => {
    const name = `test-${crypto.randomUUID()}`;
    const setup = await createStorage({ name });
    const projectId = (await setup.projects.create('Test')).id;
    await setup.drafts.insert(
      projectId,
      Array.from({ length: DRAFTS }, (_, n) => buildDraft(n + 1)),
    );
    await setup.close();

    const promised: Promised = { notes: [], pictures: [] };
    for (let round = 1; round <= ROUNDS; round++) {
      const { notes, pictures } = await recordUntilKilled({ name, projectId, round });
      promised.notes.push(...notes);
      promised.pictures.push(...pictures);
    }

    const store = await createStorage({ name });
    const notes: string[] = [];
    for (let n = 1; n <= DRAFTS; n++) {
      const history = await store.decisions.history(projectId, `draft:${n}`);
      for (const event of history)
        if (event.type === 'decision' && event.note) notes.push(event.note);
      const last = history.at(-1);
      const view = await store.drafts.get(projectId, `draft:${n}`);
      if (last?.type === 'decision') expect(view?.answer).toBe(last.note);
    }
    expect(new Set(notes).size).toBe(notes.length);
    expect(notes).toEqual(expect.arrayContaining(promised.notes));
    for (const n of promised.pictures) {
      expect(await store.frames.image(projectId, fakeSha256(n))).toEqual(buildJpeg(n, 3000));
    }
    for (const { frame } of await store.frames.sampled(projectId, 'video:1', 448)) {
      await store.frames.image(projectId, frame.imageSha256);
    }
    await store.close();
  });
});
