import { describe, expect, it } from 'vitest';
import { unzipFile, zipEntries } from '../adapters/files/zip.ts';
import type { DraftBody, Frame, VideoFile } from '../core/flow.ts';
import type { FileLike } from '../core/ports.ts';
import { frameByRule, type RateRule } from '../core/verify/rate-rules.ts';
import { buildContext, buildDraft } from '../testing/builders.ts';
import { createFakeFiles } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import {
  clipMedia,
  clipVideo,
  FPS,
  FRAMES,
  frameOf,
  pictureOf,
  readPixels,
  START_SEC,
  secOf,
} from '../testing/numbered-clip.ts';
import { createDatasets } from './datasets.ts';
import { createResources } from './resource.ts';
import { createVerify } from './verify.ts';

const asFile = (name: string, parts: BlobPart[]): FileLike =>
  Object.assign(new Blob(parts), { name });

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function zipOf(files: Record<string, Uint8Array | string>): Promise<FileLike> {
  async function* entries() {
    for (const [path, bytes] of Object.entries(files))
      yield {
        path,
        bytes: once(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes),
      };
  }
  const parts: BlobPart[] = [];
  for await (const chunk of zipEntries(entries())) parts.push(chunk.slice());
  return asFile('dataset.zip', parts);
}

async function setUp({ missing = [] as number[], video = clipVideo() } = {}) {
  const store = createMemoryStore();
  const { media, decoded } = clipMedia(new Set(missing));
  const files = { ...createFakeFiles(), zip: zipEntries, unzip: unzipFile };
  const deps = { store, media, files, resources: createResources(), readPixels };
  const datasets = createDatasets({ store, files, clock: { nowMs: () => 42 } });
  const verify = createVerify({ ...deps, datasets });
  const project = await store.projects.create('Clips');
  await store.videos.put(project.id, video);
  await files.remember(video.id, asFile(video.name, ['clip']), null);
  return { store, files, datasets, verify, projectId: project.id, decoded };
}

/** One of our exports with a frame for each of these, its list changed as told. */
async function exported(
  frames: readonly { frame: Frame; jpeg: Uint8Array }[],
  video: VideoFile = clipVideo(),
): Promise<FileLike> {
  const list = frames.map(({ frame }, i) => ({ path: `frames/clip/${i}.jpg`, ...frame }));
  const fact = {
    record: 0,
    video: { id: video.id, path: `videos/${video.name}`, fingerprint: video.fingerprint },
  };
  const records = [
    { question: 'Why?', answer: 'So.', evidence: '', task: '', video_path: `videos/${video.name}` },
  ].map((record) => ({ ...record, keyframes_path: list.map(({ path }) => path) }));
  return zipOf({
    'videoespresso_train.json': JSON.stringify(records),
    'records.jsonl': `${JSON.stringify(fact)}\n`,
    'frames.jsonl': list.map((line) => `${JSON.stringify(line)}\n`).join(''),
    ...Object.fromEntries(list.map(({ path }, i) => [path, frames[i]?.jpeg ?? ''])),
  });
}

const right = async (n: number, encoder = 'a') => ({
  frame: await frameOf(n, encoder),
  jpeg: pictureOf(n, encoder),
});

describe('verifying an export of ours', () => {
  it('finds what is right, moved, swapped, beyond the end and not there', async () => {
    const { verify, projectId } = await setUp();
    const [good, reencoded, moved, swapped, late] = await Promise.all([
      right(10),
      right(20, 'b'),
      right(30),
      right(40),
      right(50),
    ]);
    const source = await exported([
      good,
      reencoded,
      { ...moved, frame: { ...moved.frame, ptsSec: secOf(31) } },
      { ...swapped, jpeg: pictureOf(200) },
      { ...late, frame: { ...late.frame, ptsSec: secOf(FRAMES) + 1 } },
    ]);
    const progress: number[] = [];
    const report = await verify.verify(projectId, source, {
      onProgress: (done) => progress.push(done),
    });
    expect(report.items.map(({ verdict }) => verdict)).toEqual([
      'same',
      'same-picture',
      'other-frame',
      'other-picture',
      'outside-clip',
    ]);
    expect(report.items[2]).toMatchObject({
      statedSec: secOf(31),
      fits: { offset: -1, ptsSec: secOf(30) },
      citedBy: 1,
      video: 'videos/clip-1.mp4',
    });
    expect(report.items[1]?.psnrDb).toBeGreaterThan(45);
    expect(report.items[3]?.psnrDb).toBeLessThan(25);
    expect(report).toMatchObject({ frames: 5, outcomes: { match: 2, mismatch: 3, unknown: 0 } });
    expect(progress.at(-1)).toBe(5);
  });

  it('compares many pictures in other bytes a few at a time, and reports them in the order of the dataset', async () => {
    const { verify, projectId } = await setUp();
    const numbers = Array.from({ length: 150 }, (_, i) => 150 - i);
    const source = await exported(await Promise.all(numbers.map((n) => right(n, 'b'))));
    const report = await verify.verify(projectId, source);
    expect(report.items.map(({ decodedSec }) => decodedSec)).toEqual(numbers.map(secOf));
    expect(report.counts['same-picture']).toBe(numbers.length);
  });

  it('says of each frame why it could not be compared, and goes on', async () => {
    const { verify, projectId } = await setUp({ missing: [60] });
    const foreign = await exported(
      [await right(5)],
      clipVideo({ id: 'video:gone', name: 'gone.mp4', fingerprint: 'x' }),
    );
    const gone = await verify.verify(projectId, foreign);
    expect(gone.items).toMatchObject([{ verdict: 'same' }]);
    const frame = { ...(await frameOf(5)), videoId: 'video:gone' as const };
    const missing = await verify.verify(
      projectId,
      await exported(
        [{ frame, jpeg: pictureOf(5) }],
        clipVideo({ id: 'video:gone', name: 'gone.mp4', fingerprint: 'x' }),
      ),
    );
    expect(missing.items).toMatchObject([{ verdict: 'no-video', error: 'video/file-missing' }]);
    const undecodable = await verify.verify(
      projectId,
      await exported([await right(60), await right(61)]),
    );
    expect(undecodable.items).toMatchObject([{ verdict: 'not-decoded' }, { verdict: 'same' }]);
    const changed = clipVideo({ fingerprint: 'another' });
    const other = await verify.verify(projectId, await exported([await right(7)], changed));
    expect(other.items).toMatchObject([{ verdict: 'video-changed', error: null }]);
    const bare = await exported([{ ...(await right(8)), jpeg: new Uint8Array() }]);
    expect((await verify.verify(projectId, bare)).items).toMatchObject([{ verdict: 'no-picture' }]);
  });

  it('can be stopped', async () => {
    const { verify, projectId } = await setUp();
    const abort = new AbortController();
    const source = await exported([await right(1), await right(2), await right(3)]);
    await expect(
      verify.verify(projectId, source, {
        signal: abort.signal,
        onProgress: (done) => done === 1 && abort.abort(),
      }),
    ).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});

describe('verifying the project and its archive', () => {
  it('holds the cited frames of the drafts against the video', async () => {
    const { verify, projectId, store, files, datasets } = await setUp();
    const frames = await Promise.all([12, 13].map((n) => frameOf(n)));
    await store.frames.put(
      projectId,
      frames.map((frame, i) => ({ frame, jpeg: pictureOf(12 + i), asked: null })),
    );
    const [one, two] = frames.map(({ imageSha256 }) => imageSha256);
    const cite = (ptsSec: number, imageSha256 = ''): DraftBody['evidence'] => [
      { frame: { ptsSec, imageSha256 } },
    ];
    const bodies = [
      { evidence: cite(secOf(12), one), steps: [] },
      // The second picture under the time of the first.
      {
        evidence: cite(secOf(12), two),
        steps: [{ text: 'As seen.', evidence: cite(secOf(12), one) }],
      },
    ];
    await store.drafts.insert(
      projectId,
      bodies.map((body, n) => buildDraft(n + 1, { ...body, videoId: 'video:1' })),
    );
    const [draft] = await store.drafts.page(projectId, {}, { limit: 1, afterSeq: 0 });
    await store.decisions.record(
      projectId,
      draft?.id ?? 'draft:',
      { verdict: 'accept' },
      buildContext(),
    );
    const curated = await verify.verify(projectId, 'videoespresso-train');
    expect(curated.items).toMatchObject([{ verdict: 'same', citedBy: 1 }]);
    const whole = await verify.verify(projectId, 'ristretto-archive');
    const expected = [
      { verdict: 'same', citedBy: 2 },
      { verdict: 'other-frame', fits: { offset: 1 } },
    ];
    expect(whole.items).toMatchObject(expected);
    const saved: BlobPart[] = [];
    for await (const entry of datasets.entries(projectId, 'ristretto-archive'))
      for await (const chunk of entry.bytes) saved.push(chunk.slice());
    const archive = await verify.verify(null, asFile('a.ristretto.zip', saved));
    expect(archive.items).toMatchObject(expected);
    await files.forget('video:1');
    const without = await verify.verify(null, asFile('a.ristretto.zip', saved));
    expect(without.counts['no-video']).toBe(2);
  });
});

describe('frames whose names are numbers', () => {
  const clip = {
    timesSec: Array.from({ length: FRAMES }, (_, i) => secOf(i)),
    endSec: START_SEC + FRAMES / FPS,
  };
  const dump = async (rule: RateRule, { clipName = 'clip-1.mp4', shift = 0 } = {}) => {
    const paths: string[] = [];
    const pictures: Record<string, Uint8Array> = {};
    for (let n: number = rule.base; ; n++) {
      const frame = frameByRule(rule, n, clip);
      if (frame === null) break;
      const path = `dump/clip-1/frame_${String(n).padStart(5, '0')}.jpg`;
      paths.push(path);
      pictures[path] = pictureOf((frame + shift) % FRAMES, 'b', 96);
    }
    const record = { question: 'Why?', answer: 'So.', task: '', evidence: '' };
    const records = [{ ...record, video_path: `all_video/x/${clipName}`, keyframes_path: paths }];
    return {
      records: asFile('train.json', [JSON.stringify(records)]),
      pictures: await zipOf(pictures),
      paths,
    };
  };

  it('get their times from their pictures, and the import cites them', async () => {
    const { verify, projectId, store } = await setUp();
    const rule = { rate: 2, base: 1, place: 'middle' } as const;
    const { records, pictures, paths } = await dump(rule);
    const report = await verify.verify(projectId, records, { pictures: [pictures] });
    expect(report.rates).toMatchObject([
      { verdict: 'fits', videoId: 'video:1', frames: paths.length, share: 1, rules: [rule] },
    ]);
    expect(report.rates[0]?.confidence).toBeGreaterThan(0.5);
    expect(report.counts['same-picture']).toBe(paths.length);
    const imported = await verify.importWithTimes(projectId, { file: records, report });
    expect(imported).toMatchObject({ records: 1, drafts: 1 });
    const [draft] = await store.drafts.page(projectId, {}, { limit: 5, afterSeq: 0 });
    expect(draft?.evidence.map(({ frame }) => frame?.ptsSec)).toEqual(
      paths.map((_, i) => expect.closeTo(secOf(frameByRule(rule, i + 1, clip) ?? -1), 6)),
    );
  });

  it('are not given times when the pictures are of something else, or missing', async () => {
    const { verify, projectId } = await setUp();
    const rule = { rate: 2, base: 0, place: 'start' } as const;
    const foreign = await dump(rule, { shift: 77 });
    const none = await verify.verify(projectId, foreign.records, { pictures: [foreign.pictures] });
    expect(none.rates).toMatchObject([{ verdict: 'none' }]);
    expect(none.counts['no-time']).toBe(foreign.paths.length);
    const bare = await verify.verify(projectId, foreign.records);
    expect(bare.rates).toMatchObject([{ verdict: 'length-only', rules: [], confidence: 0 }]);
    expect(bare.rates[0]?.possible).toBeGreaterThan(5);
    expect(bare.counts['no-time']).toBe(foreign.paths.length);
    const lost = await dump(rule, { clipName: 'nowhere.mp4' });
    const report = await verify.verify(projectId, lost.records, { pictures: [lost.pictures] });
    expect(report.counts['no-video']).toBe(lost.paths.length);
  });

  it('of films are times of the film: outside of a clip where they do not belong', async () => {
    const { verify, projectId } = await setUp();
    const record = {
      question: 'Why?',
      video_path: 'clip-1.mp4',
      keyframes_path: ['a/000027_keyframe_1-38-11-958.jpg', 'a/000027_keyframe_0-0-2-500.jpg'],
    };
    const report = await verify.verify(projectId, asFile('t.json', [JSON.stringify([record])]));
    expect(report.items).toMatchObject([
      { verdict: 'outside-clip', statedSec: 5891.958 },
      { verdict: 'in-clip', statedSec: 2.5, decodedSec: secOf(50) },
    ]);
  });
});
