import { beforeEach, expect, it } from 'vitest';
import type { ProjectId } from '../core/flow.ts';
import {
  groundTruth,
  outsideSelections,
  standingVerdicts,
  type VerdictInput,
} from '../core/inspections.ts';
import { buildFrame, buildVideo } from '../testing/builders.ts';
import { selectionOf } from '../testing/contracts/store-fixtures.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createSelectionExchange } from './selection-exchange.ts';
import { createInspections } from './spot-check.ts';

const by = { annotator: 'me', via: 'key' as const };
const said: VerdictInput = {
  verdict: 'missed',
  frame: null,
  atSec: 3.5,
  note: 'the "door", opens',
  method: 'novelty',
  params: {},
  question: null,
  coreSec: [1],
  session: null,
};

let store: ReturnType<typeof createMemoryStore>;
let projectId: ProjectId;
const clock = { nowMs: () => 0 };
const inspections = () => createInspections({ store, clock });
const exchange = () => createSelectionExchange({ store, inspections: inspections() });
const events = () => store.inspections.list(projectId);
const load = (name: string, text: string, videoId: 'video:1' | null = null) =>
  exchange().import(projectId, { file: new File([text], name), videoId, by });

beforeEach(async () => {
  store = createMemoryStore();
  projectId = (await store.projects.create('Test')).id;
  await store.videos.put(projectId, buildVideo(1, { name: 'a, b.mp4', startSec: 2 }));
  await store.videos.put(projectId, buildVideo(2));
  await store.selections.put(projectId, selectionOf([buildFrame(1)]));
});

it('judges, takes back and gives back', async () => {
  await inspections().judge(projectId, 'video:1', { verdict: said, by });
  expect(standingVerdicts(await events())).toMatchObject([{ verdict: 'missed', annotator: 'me' }]);
  expect(await inspections().undo(projectId, by)).toMatchObject({ verdict: 'missed' });
  expect(standingVerdicts(await events())).toEqual([]);
  expect(await inspections().undo(projectId, by)).toBeNull();
  expect(await inspections().redo(projectId, by)).toMatchObject({ verdict: 'missed' });
  expect(standingVerdicts(await events())).toHaveLength(1);
  expect(await inspections().redo(projectId, by)).toBeNull();
});

it('draws a session from prepared videos alone', async () => {
  const plan = { seed: '1', size: 9, budget: 4, methods: ['ristretto', 'uniform'] };
  const session = await inspections().begin(projectId, { plan, by });
  expect(session.items.map(({ videoId }) => videoId)).toEqual(['video:1', 'video:1']);
  await expect(
    inspections().begin(projectId, { plan: { ...plan, methods: [] }, by }),
  ).rejects.toMatchObject({ code: 'input/invalid' });
});

it('exports selections, which come back as somebody else’s', async () => {
  const csv = await exchange().export(projectId, 'selections.csv');
  expect(csv.split('\r\n')[1]).toMatch(/^"a, b\.mp4",novelty,1,/);
  for (const name of ['selections.csv', 'selections.json'] as const) {
    const report = await load(name, await exchange().export(projectId, name));
    expect(report).toEqual({ kind: 'selections', videoIds: ['video:1'], unmatched: [] });
  }
  expect(outsideSelections(await events(), 'video:1')).toEqual([
    { name: 'novelty', timesSec: [1] },
  ]);
});

it('exports verdicts with what each spot-check found', async () => {
  const plan = { seed: '1', size: 1, budget: 4, methods: ['novelty'] };
  const session = await inspections().begin(projectId, { plan, by });
  const verdict = { ...said, session: session.id };
  await inspections().judge(projectId, 'video:1', { verdict, by });
  expect(await exchange().export(projectId, 'verdicts.csv')).toContain(
    '"a, b.mp4",novelty,missed,,3.5,"the ""door"", opens",me,0,',
  );
  const json = JSON.parse(await exchange().export(projectId, 'verdicts.json'));
  expect(json.verdicts).toMatchObject([{ video: 'a, b.mp4', at_sec: 3.5, times_sec: [1] }]);
  expect(json.spot_checks).toMatchObject([
    { seed: '1', methods: [{ method: 'novelty', judged: 1, good: 0, share_good: 0 }] },
  ]);
});

it('takes indices from the first frame of the video on, and says what it could not place', async () => {
  const report = await load(
    'theirs.json',
    '[{"indices":[12,0],"fps":24},{"video":"gone.mp4","times_sec":[1]}]',
    'video:1',
  );
  expect(report.unmatched).toEqual(['gone.mp4']);
  expect(outsideSelections(await events(), 'video:1')).toEqual([
    { name: 'theirs', timesSec: [2, 2.5] },
  ]);
  await expect(load('theirs.json', '[1]')).rejects.toMatchObject({ code: 'input/invalid' });
});

it('takes ground truth, and lets go of it by undo', async () => {
  await load('truth.csv', 'cut_sec\n4\n', 'video:1');
  expect(groundTruth(await events(), 'video:1')).toEqual({ cutsSec: [4], scenes: [] });
  await inspections().undo(projectId, by);
  expect(groundTruth(await events(), 'video:1')).toBeNull();
});
