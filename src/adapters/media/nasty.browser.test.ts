import { afterAll, describe, expect, test } from 'vitest';
import type { DecodedFrame } from '../../core/ports.ts';
import { createMediaAdapter } from './client.ts';
import { CLIPS, nameOf, openClip } from './real-clips.fixture.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

async function open(name: string): Promise<File> {
  const clip = CLIPS.find((one) => nameOf(one) === name);
  if (!clip) throw new Error(`${name} is not in the data.`);
  return openClip(clip);
}

describe('files that are no video', () => {
  test.each([
    ['video/empty-file', new Uint8Array()],
    ['video/not-a-video', new TextEncoder().encode('Dear diary, this is no film. '.repeat(50))],
    ['video/not-a-video', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70)],
    [
      'video/not-a-video',
      Uint8Array.of(...ascii('RIFF'), 4, 0, 0, 0, ...ascii('WEBPVP8X'), 0, 1, 2),
    ],
    ['video/not-a-video', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)],
    [
      'video/truncated',
      Uint8Array.of(
        0,
        0,
        0,
        16,
        ...ascii('ftypisom'),
        0,
        0,
        2,
        0,
        0,
        0,
        255,
        255,
        ...ascii('mdat'),
        1,
        2,
        3,
      ),
    ],
  ])('%s', async (code, bytes) => {
    await expect(media.probe(new File([bytes], 'film.mp4'))).rejects.toMatchObject({ code });
  });
});

describe.skipIf(CLIPS.length === 0)('real broken clips (data in ../shared/data)', () => {
  test.concurrent.each([
    ['nasty_zero_bytes.mp4', 'video/empty-file'],
    ['nasty_text.mp4', 'video/not-a-video'],
    ['nasty_jpeg_named.mp4', 'video/not-a-video'],
    ['nasty_garbled.webm', 'video/not-a-video'],
    ['nasty_truncated_no_moov.mp4', 'video/truncated'],
    ['nasty_gizmo_frag_undecodable.mp4', 'video/encrypted'],
    ['nasty_zero_size_video.mp4', 'video/zero-size'],
    ['nasty_small_avi_0frames.avi', 'video/no-frames'],
    ['audio_only_bbb_frag.mp4', 'video/no-video-track'],
    ['audio_with_cover_art.mp4', 'video/no-video-track'],
  ])('%s is refused: %s', async (name, code) => {
    await expect(media.probe(await open(name))).rejects.toMatchObject({ code });
  });

  test.concurrent.each([
    ['nasty_truncated_faststart.mp4', 'truncated'],
    ['nasty_annexb_truncated.mp4', 'truncated'],
    ['nasty_header_duration_47721s.mp4', 'header-duration-wrong'],
    ['h264_rot90_meta.mp4', 'rotated'],
    ['mediabunny_sar2x1.mp4', 'non-square-pixels'],
    ['h264_vfr_random.mp4', 'variable-frame-rate'],
    ['zoo_mpeg2_interlaced_tff.ts', 'interlaced'],
    ['openh264_ls_sva_1700f.264', 'no-timestamps'],
    ['psd_delayed_start.mp4', 'start-not-zero'],
    ['imageio_cockatoo_444.mp4', 'slow-seeking'],
  ])('%s is accepted with the remark "%s"', async (name, remark) => {
    const facts = await media.probe(await open(name));
    expect(facts.remarks).toContain(remark);
    expect(facts.durationSec).toBeLessThan(100);
  });

  test('a picture that does not decode is answered by the one before it, under its own time', async () => {
    const file = await open('nasty_bitflips.mp4');
    const facts = await media.probe(file);
    const run = media.sample(file, facts, {
      timesSec: [0.4, 0.48, 1.85],
      longSidePx: 128,
      decoder: 'auto',
    });
    const frames: DecodedFrame[] = [];
    for await (const frame of run.frames) frames.push(frame);
    // 14014 and 55055 of 30000 do not decode; the pictures before them do.
    expect(frames.map(({ frame }) => frame.ptsTicks)).toEqual([11011, 13013, 53053]);
    expect(run.stats).toMatchObject({
      decoder: 'ffmpeg',
      fellBackBecause: 'video/decode-failed',
      missingSec: [],
    });
  });
});

describe.skipIf(CLIPS.length === 0)('a decoder that was asked for by name', () => {
  test('says that it gave up, and leaves nothing open', async () => {
    const file = await open('nasty_bitflips.mp4');
    const facts = await media.probe(file);
    const query = { timesSec: [0.1, 1.85], longSidePx: 128, decoder: 'webcodecs' } as const;
    const run = media.sample(file, facts, query);
    const reading = (async () => {
      for await (const _ of run.frames);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'video/decode-failed' });
    await expect.poll(async () => (await media.resources()).openVideoFrames).toBe(0);
  });
});

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
