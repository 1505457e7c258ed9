import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildVideo } from '../testing/builders.ts';
import {
  acceptedCaption,
  acceptedDraft,
  exportedFiles,
  exportSourceOf as source,
} from '../testing/exports.ts';
import { formatSettings } from './format-settings.ts';
import { RECORD_FORMATS } from './record-formats.ts';
import { videoEspressoTest } from './video-espresso.ts';

const drafts = [
  acceptedDraft(1),
  acceptedDraft(2, { isEdited: true, status: 'edited' }),
  acceptedDraft(3, { question: '' }),
  acceptedCaption(4),
];

describe('row 37: the manifest', () => {
  it('says versions, hashes, licences, counts in and out, and what is missing', async () => {
    const settings = formatSettings({ version: '2.1.0', licence: 'CC-BY-4.0', changes: 'Better.' });
    const videos = [buildVideo(1, { name: 'a.mp4', licence: 'CC0-1.0' })];
    const files = await exportedFiles(videoEspressoTest, source(drafts, { settings, videos }));
    const manifest = JSON.parse(files.get('manifest.json') ?? '');
    expect(manifest).toMatchObject({
      format: 'video-espresso-test',
      dataset: 'Kitchen',
      dataset_version: '2.1.0',
      licence: 'CC-BY-4.0',
      studio_version: '0.0.0',
      box_format: expect.stringContaining('cx, cy, w, h'),
      image_sizes: { '448x252': 2 },
      tasks: { 'Cooking Process': 2 },
      video_licences: { 'CC0-1.0': 1 },
      changelog: [{ version: '2.1.0', changes: 'Better.', records: 2, edited: 1 }],
      problems: { 'no-question': 1, 'not-a-question': 1 },
    });
    expect(manifest.missing_files).toEqual([
      {
        path: 'videos/a.mp4',
        fingerprint: videos[0]?.fingerprint,
        size_bytes: videos[0]?.sizeBytes,
        duration_sec: 30,
      },
    ]);
    const text = files.get('videoespresso_test.json') ?? '';
    expect(manifest.files).toEqual([
      {
        path: 'videoespresso_test.json',
        records: 2,
        sha256: createHash('sha256').update(text).digest('hex'),
        size_bytes: Buffer.byteLength(text),
      },
    ]);
  });

  it('counts from step to step without a gap', async () => {
    const files = await exportedFiles(videoEspressoTest, source(drafts));
    const { counts } = JSON.parse(files.get('manifest.json') ?? '');
    expect(counts).toEqual([
      { step: 'job: draft evidence-qa', in: null, out: 1, drafts: 10 },
      { step: 'proposed', in: null, out: 10 },
      { step: 'reviewed', in: 10, out: 6, pending: 4 },
      {
        step: 'accepted',
        in: 6,
        out: 4,
        edited: 1,
        rejected: 2,
        skipped: 0,
        flagged: 0,
        reject_codes: { V1: 2 },
      },
      { step: 'chosen', in: 10, out: 4 },
      {
        step: 'exported',
        in: 4,
        out: 2,
        records: 2,
        left_out: 2,
        left_out_codes: { 'no-question': 1, 'not-a-question': 1 },
      },
    ]);
  });

  it.each(Object.values(RECORD_FORMATS).map((format) => [format.id, format] as const))(
    'comes last with a card, and everything is the same twice: %s',
    async (_id, format) => {
      const [once, twice] = [
        await exportedFiles(format, source(drafts)),
        await exportedFiles(format, source(drafts)),
      ];
      expect([...once]).toEqual([...twice]);
      expect([...once.keys()].slice(-2)).toEqual(['manifest.json', 'README.md']);
      expect(once.get('README.md')).toContain('# Kitchen 1.0.0');
      const named = JSON.parse(once.get('manifest.json') ?? '').files;
      expect(named.every(({ path }: { path: string }) => once.has(path))).toBe(true);
    },
  );
});
