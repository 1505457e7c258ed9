import { afterAll, expect, test } from 'vitest';
import { createMediaAdapter } from './client.ts';
import {
  readTurnedNumber,
  type SeekClip,
  SeekClipMaker,
  type SeekClipSpec,
} from './seek-clips.fixture.ts';

const media = createMediaAdapter();
const maker = new SeekClipMaker();
afterAll(() => {
  media.release();
  maker.close();
});

const FILLER = new Uint8Array(0xfff0);
/** Larger files than this are not read through. */
const LARGE_BYTES = 80e6;
const FLV_TAG = { header: 11, size: 4, first: 13, script: 18 } as const;

type Part = Uint8Array<ArrayBuffer>;

/** Tags that say nothing between all others, each with the time of the one behind it. */
function padFlv(bytes: Part): Part[] {
  const data = new DataView(bytes.buffer);
  const tags: Part[] = [];
  for (let at: number = FLV_TAG.first; at < bytes.length; ) {
    const end = at + FLV_TAG.header + (data.getUint32(at) & 0xffffff) + FLV_TAG.size;
    tags.push(bytes.slice(at, end));
    at = end;
  }
  const each = Math.ceil(LARGE_BYTES / FILLER.length / tags.length);
  const size = new Uint8Array(FLV_TAG.size);
  new DataView(size.buffer).setUint32(0, FLV_TAG.header + FILLER.length);
  return [
    bytes.slice(0, FLV_TAG.first),
    ...tags.flatMap((tag) => {
      const header = tag.slice(0, FLV_TAG.header);
      header.set([FLV_TAG.script, 0, FILLER.length >> 8, FILLER.length & 255]);
      return [tag, ...Array.from({ length: each }, () => [header, FILLER, size]).flat()];
    }),
  ];
}

/** Padding packets between all packs. */
function padVob(bytes: Part): Part[] {
  const data = new DataView(bytes.buffer);
  const starts: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at++) if (data.getUint32(at) === 0x1ba) starts.push(at);
  const each = Math.ceil(LARGE_BYTES / FILLER.length / starts.length);
  const header = Uint8Array.of(0, 0, 1, 0xbe, FILLER.length >> 8, FILLER.length & 255);
  return starts.flatMap((start, i) => [
    bytes.slice(start, starts[i + 1]),
    ...(i + 1 < starts.length ? Array.from({ length: each }, () => [header, FILLER]).flat() : []),
  ]);
}

const SHAPE = { gop: 50, isVariable: false, rotationDeg: 0 } as const;
const CLIPS: readonly (readonly [string, SeekClipSpec, (bytes: Part) => Part[]])[] = [
  ['FLV1 in FLV', { ...SHAPE, codec: 'flv1', container: 'flv', bFrames: 0, start: 'zero' }, padFlv],
  [
    'H.264 in FLV',
    { ...SHAPE, codec: 'h264', container: 'flv', bFrames: 3, start: 'zero' },
    padFlv,
  ],
  [
    'MPEG-2 in PS',
    { ...SHAPE, gop: 12, codec: 'mpeg2', container: 'vob', bFrames: 2, start: 'offset' },
    padVob,
  ],
];

async function padded({ file }: SeekClip, pad: (bytes: Part) => Part[]): Promise<File> {
  return new File(pad(new Uint8Array(await file.arrayBuffer())), `large-${file.name}`);
}

/** What is shown at some times, each asked for by itself. */
async function ask(file: File, timesSec: readonly number[]) {
  const facts = await media.probe(file);
  const shown: { ptsTicks: number; number: number }[] = [];
  let bytesRead = 0;
  for (const sec of timesSec) {
    const query = { timesSec: [sec], longSidePx: 160, decoder: 'ffmpeg' } as const;
    const run = media.sample(file, facts, query);
    for await (const { frame, jpeg } of run.frames)
      shown.push({ ptsTicks: frame.ptsTicks, number: await readTurnedNumber(jpeg, 0) });
    bytesRead = Math.max(bytesRead, run.stats.bytesRead);
  }
  return { facts, shown, bytesRead };
}

test.each(CLIPS)(
  '%s: a file that is not read through shows what a small one shows',
  async (...clip) => {
    const [, spec, pad] = clip;
    const small = await maker.make(spec);
    const large = await padded(small, pad);
    expect(large.size).toBeGreaterThan(64 * 1024 * 1024);
    const timesSec = [-1, 0.7, 5.01, 6.33, 8, 20];
    const [of, known] = [await ask(large, timesSec), await ask(small.file, timesSec)];
    expect(of.shown).toEqual(known.shown);
    expect(of.facts).toEqual({
      ...known.facts,
      isVariableFrameRate: known.facts.isVariableFrameRate || null,
      averageFps: expect.closeTo(25, 0),
    });
    // A program stream is listed from its second key picture on; of ten seconds that is the greater part.
    if (spec.container === 'flv') expect(of.bytesRead).toBeLessThan(64e6);
    expect(of.bytesRead).toBeGreaterThan(1000);
  },
);
