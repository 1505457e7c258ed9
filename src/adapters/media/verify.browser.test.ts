import wasmUrl from '@ffmpeg/core/wasm?url&no-inline';
import coreUrl from '@ffmpeg/core?url&no-inline';
import { FFmpeg } from '@ffmpeg/ffmpeg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frame, VideoFile } from '../../core/flow.ts';
import { createDatasets } from '../../pipeline/datasets.ts';
import { readPixels } from '../../pipeline/read-pixels.ts';
import { createResources } from '../../pipeline/resource.ts';
import { createVerify } from '../../pipeline/verify.ts';
import { buildDraft, buildVideo } from '../../testing/builders.ts';
import { createFakeFiles } from '../../testing/fake-ports.ts';
import { createMemoryStore } from '../../testing/memory-store.ts';
import { createMediaAdapter } from './client.ts';
import { CLIPS, openClip } from './real-clips.fixture.ts';

/* Verification with the real decoders, on pictures that FFmpeg's own filter dumped. */

const ffmpeg = new FFmpeg();
const media = createMediaAdapter();
beforeAll(() => ffmpeg.load({ coreURL: coreUrl, wasmURL: wasmUrl }));
afterAll(() => {
  ffmpeg.terminate();
  media.release();
});

/** What `ffmpeg -i clip -vf fps=… frame_%05d.jpg` writes. */
async function dump(clip: File, rate: number, name: string): Promise<File[]> {
  await ffmpeg.writeFile('clip', new Uint8Array(await clip.arrayBuffer()));
  await ffmpeg.exec([
    '-i',
    'clip',
    '-vf',
    `fps=${rate},scale=320:-2`,
    '-q:v',
    '4',
    '-threads',
    '1',
    name,
  ]);
  const files: File[] = [];
  for (const entry of await ffmpeg.listDir('.')) {
    if (!entry.name.endsWith('.jpg')) continue;
    const bytes = await ffmpeg.readFile(entry.name);
    if (bytes instanceof Uint8Array) files.push(new File([bytes.slice()], entry.name));
    await ffmpeg.deleteFile(entry.name);
  }
  return files;
}

async function setUp(clip: File) {
  const store = createMemoryStore();
  const files = createFakeFiles();
  const facts = await media.probe(clip);
  const video: VideoFile = { ...buildVideo(1), ...facts, name: clip.name, sizeBytes: clip.size };
  const project = await store.projects.create('Real');
  await store.videos.put(project.id, video);
  await files.remember(video.id, clip, null);
  const deps = { store, media, files, resources: createResources(), readPixels };
  const datasets = createDatasets({ store, files, clock: { nowMs: () => 1 } });
  const verify = createVerify({ ...deps, datasets });
  return { store, video, verify, projectId: project.id };
}

const recordsOf = (clip: File, paths: readonly string[]): File =>
  new File(
    [
      JSON.stringify([
        {
          question: 'What?',
          answer: 'That.',
          video_path: `all_video/${clip.name}`,
          keyframes_path: paths,
        },
      ]),
    ],
    'train.json',
  );

describe.skipIf(CLIPS.length === 0)('on a real clip (data in ../shared/data)', () => {
  const CLIP = 'mmaction_demo.mp4';

  test('a dump at 2 frames a second is known as such', async () => {
    const clip = await openClip(CLIP);
    const pictures = await dump(clip, 2, 'frame_%05d.jpg');
    expect(pictures.length).toBeGreaterThan(8);
    const { verify, projectId } = await setUp(clip);
    const records = recordsOf(
      clip,
      pictures.map(({ name }) => `x_image/clip/${name}`),
    );
    const { rates, counts } = await verify.verify(projectId, records, { pictures });
    expect(rates).toMatchObject([{ verdict: 'fits', share: 1 }]);
    expect(rates[0]?.rules).toContainEqual({ rate: 2, base: 1, place: 'middle' });
    expect(counts['same-picture']).toBe(pictures.length);
  });

  test('stored frames are the same bytes again, and a frame moved by one is named', async () => {
    const clip = await openClip(CLIP);
    const { store, video, verify, projectId } = await setUp(clip);
    const times = await media.frameTimes(clip, video, { startSec: 1, endSec: 3 });
    const timesSec = [0, 8, 16].map((at) => times[at]?.ptsSec ?? 0);
    const frames: Frame[] = [];
    const query = { timesSec, longSidePx: 448, decoder: 'auto' } as const;
    for await (const { frame, jpeg } of media.sample(clip, video, query).frames) {
      frames.push({ ...frame, videoId: video.id });
      await store.frames.put(projectId, [
        { frame: { ...frame, videoId: video.id }, jpeg, asked: null },
      ]);
    }
    const evidence = frames.map(({ ptsSec, imageSha256 }, i) => ({
      frame: { ptsSec: i === 2 ? (times[17]?.ptsSec ?? 0) : ptsSec, imageSha256 },
    }));
    await store.drafts.insert(projectId, [
      buildDraft(1, { videoId: video.id, evidence, steps: [] }),
    ]);
    const { items } = await verify.verify(projectId, 'ristretto-archive');
    expect(items).toMatchObject([
      { verdict: 'same' },
      { verdict: 'same' },
      { verdict: 'other-frame', fits: { offset: -1 } },
    ]);
  });
});
