import { describe, expect, it } from 'vitest';
import { formatOf, isZip, sniffText, sniffZip } from './sniff.ts';

describe('sniff', () => {
  it.each([
    ['[{"core_frames_paths": [], "question": "q", "video_path": "v"}]', 'video-espresso-test'],
    ['\uFEFF[\n{"video_path":"v","question":"q","options":[]}', 'video-espresso-test'],
    [
      '{"question":"q","answer":"a","keyframes_path":[],"video_path":"v"}\n',
      'video-espresso-train-video',
    ],
    ['[{"id": 0, "conversations": []}]', null],
    ['{"id": 0, "video": "v.mp4", "conversations": []}', 'llava-video'],
    ['{"video_id": "v", "video_path": "v.mp4", "captions": []}', 'sharegpt4video'],
    ['[{"question": "q", "video_path": "v", "key_frames": []}]', 'stgr'],
    [
      '[{"question": "q", "video_path": "v", "keyframes_captions": []}]',
      'video-espresso-train-images',
    ],
    ['question,answer,video_path\n', null],
    ['"question" "video_path" "options"', null],
    ['', null],
  ])('%s is %s', (head, format) => {
    expect(sniffText(head)).toBe(format);
  });

  it('answers to the names that formats had', () => {
    expect(['videoespresso-train', 'archive', 'stgr', 'toString'].map(formatOf)).toEqual([
      'video-espresso-train-video',
      'ristretto-archive',
      'stgr',
      null,
    ]);
  });

  it('knows a zip by its first bytes', () => {
    expect(isZip(Uint8Array.of(0x50, 0x4b, 3, 4))).toBe(true);
    expect(isZip(Uint8Array.of(0x50, 0x4b, 5, 6))).toBe(true);
    expect(isZip(Uint8Array.of(0x50, 0x4b))).toBe(false);
    expect(isZip(new TextEncoder().encode('PK34'))).toBe(false);
  });

  it('tells an archive from a dataset', () => {
    expect(sniffZip(['manifest.json', 'project/000001.ndjson', 'checksums.ndjson'])?.format).toBe(
      'ristretto-archive',
    );
    expect(
      sniffZip(['videoespresso_test.train.json', 'videoespresso_test.val.json', 'manifest.json']),
    ).toEqual({
      format: 'video-espresso-test',
      records: ['videoespresso_test.train.json', 'videoespresso_test.val.json'],
    });
    expect(sniffZip(['photo.jpg'])).toBeNull();
  });
});
