import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBenchmarkVideos } from './benchmark-videos.ts';

describe('a list of videos', () => {
  test('is one a line, with comments, Windows line ends and a byte order mark', () => {
    const text = '\uFEFF# MVBench\r\nv_1.mp4\r\n\r\n  v_2 \r\nv_1.mp4\r\n';
    expect(readBenchmarkVideos(text)).toEqual(['v_1.mp4', 'v_2']);
  });

  test.each([
    ['video,question\n"a, b.mp4",why\nc.mp4,how\n', ['a, b.mp4', 'c.mp4']],
    ['qid,Video_ID,video path\n1,x,p/x.mp4\n', ['x']],
    ['video\tquestion\na, b.mp4\twhy; how\n"c\td.mp4"\thow\n', ['a, b.mp4', 'c\td.mp4']],
    ['video\tid\nv.mp4\t1\n', ['v.mp4']],
    ['\n\tvideo\n0\tv.mp4\n', ['v.mp4']],
    ['id\tVideo ID\n1\tv\n', ['v']],
    ['qid;video name\r\n1;"a;b.mp4"\r\n2;c.mp4\r\n', ['a;b.mp4', 'c.mp4']],
    ['"abc"\n"d\\"ef"\r\n', ['abc', 'd"ef']],
    ['"video"\n"abc"\n', ['abc']],
    ['["a", 7, {"no": 1}]', ['a', '7']],
    ['[{"qid": 1, "video_name": "n"}, {"vid": 3}]', ['n', '3']],
    ['{"videos": [{"video": "v.mp4"}]}', ['v.mp4']],
    ['{"database": {"-abc": {"subset": "t"}, "d": {}}}', ['-abc', 'd']],
    ['{"100": "0101/100", "200": "0016/200"}', ['100', '200']],
    ['{"vid": "a"}\n\n{"vid": "b"}\r\n', ['a', 'b']],
  ])('is found in %j', (text, videos) => {
    expect(readBenchmarkVideos(text)).toEqual(videos);
  });

  test('that names nothing, or is cut off, is refused', () => {
    for (const text of ['', '# only words', '[]', 'video\n'])
      expect(() => readBenchmarkVideos(text)).toThrow('names no video');
    expect(() => readBenchmarkVideos('{"vid": "a"}\n{"vid": ')).toThrow('no JSON');
  });
});

const REAL = new URL('../../../shared/data/annotations/', import.meta.url);

describe.skipIf(!existsSync(REAL))('files that benchmarks publish', () => {
  test.each([
    ['nextqa_test.csv', 1000, '2574374895'],
    ['nextqa_map_vid_vidorID.json', 10000, '2909445186'],
    ['tempcompass_multichoice.json', 410, '1034419625'],
    ['activitynetqa_train_q.json', 3200, 'okC18bPTils'],
    ['qvhighlights_train.jsonl', 7100, 'j7rJstUseKg_360.0_510.0'],
  ])('%s', (file, count, first) => {
    const videos = readBenchmarkVideos(readFileSync(new URL(file, REAL), 'utf8'));
    expect(videos).toContain(first);
    expect(videos).toHaveLength(count);
  });
});
