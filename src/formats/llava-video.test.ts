import { describe, expect, it } from 'vitest';
import type { DraftView } from '../core/flow.ts';
import { buildVideo } from '../testing/builders.ts';
import {
  acceptedCaption,
  acceptedDraft,
  exportedFiles,
  exportSourceOf as source,
} from '../testing/exports.ts';
import { datasetPreview } from './dataset-export.ts';
import { formatSettings } from './format-settings.ts';
import { parseChoice, parseChoiceAnswer } from './llava-text.ts';
import { loaderFrames, timeSentence, withTimeSentence } from './llava-time.ts';
import { llavaVideo } from './llava-video.ts';
import { readLlavaYaml } from './llava-yaml.ts';
import { readRecords } from './record-reader.ts';
import { collect, streamOf } from './stream.fixture.ts';

interface Row {
  id: unknown;
  video: string;
  conversations: { from: string; value: string }[];
}

/** The rules of LLaVA's loader, as `docs/formats/llava-video.md` tells them. */
function loaderFaults(row: Row, folder: ReadonlySet<string>): string[] {
  const { conversations: turns } = row;
  const faults = turns.flatMap(({ from, value }, i) => [
    ...(from === (i % 2 === 0 ? 'human' : 'gpt') ? [] : [`turn ${i} is from ${from}`]),
    ...(value.trim() === '' ? [`turn ${i} is empty`] : []),
    ...(value.includes('<image>') === (i === 0) ? [] : [`image in turn ${i}`]),
  ]);
  if (turns.length === 0 || turns.length % 2 !== 0) faults.push('turns are not in pairs');
  if (turns[0]?.value.split('<image>').length !== 2) faults.push('not one <image>');
  if (!folder.has(row.video)) faults.push(`${row.video} is missing`);
  return faults;
}

const open = (n: number, changes: Partial<DraftView> = {}) =>
  acceptedDraft(n, { kind: 'qa-open', options: null, correctOption: null, ...changes });

const drafts = [
  acceptedCaption(1, { task: 'caption-l3', caption: 'Eggplants are pressed.' }),
  open(2, { question: 'What is pressed?', answer: 'An eggplant.' }),
  acceptedDraft(3),
  open(4, { question: 'What follows?', answer: 'Frying.' }),
];

const rowsOf = (files: Map<string, string>, part: string): Row[] =>
  JSON.parse(files.get(`llava_video_${part}.json`) ?? '[]');

describe('row 33: LLaVA-Video export', () => {
  it('passes the rules of the loader, with counts that match', async () => {
    const files = await exportedFiles(llavaVideo, source(drafts));
    const folder = new Set(['videos/pan cake.mp4']);
    for (const part of ['cap', 'oe', 'mc']) {
      const rows = rowsOf(files, part);
      expect(rows).toHaveLength(1);
      expect(rows.flatMap((row) => loaderFaults(row, folder))).toEqual([]);
    }
    expect(rowsOf(files, 'oe')[0]?.conversations).toEqual([
      { from: 'human', value: '<image>\nWhat is pressed?' },
      { from: 'gpt', value: 'An eggplant.' },
      { from: 'human', value: 'What follows?' },
      { from: 'gpt', value: 'Frying.' },
    ]);
    const manifest = JSON.parse(files.get('manifest.json') ?? '');
    expect(manifest.files.map(({ records }: { records: number }) => records)).toEqual([1, 1, 1]);
    expect(manifest.missing_files.map(({ path }: { path: string }) => path)).toEqual([...folder]);
  });

  it('writes options a line each, and the answer as asked for', async () => {
    const letter = await exportedFiles(llavaVideo, source([acceptedDraft(1)]));
    expect(rowsOf(letter, 'mc')[0]?.conversations).toEqual([
      {
        from: 'human',
        value:
          '<image>\nWhy press?\nA. To cool it.\nB. To dry it.\nC. To salt it.\nD. To cut it.\nPlease respond with only the letter of the correct answer.',
      },
      { from: 'gpt', value: 'B.' },
    ]);
    const settings = formatSettings({ llava: { choiceAnswer: 'letter-and-option' } });
    const full = await exportedFiles(llavaVideo, source([acceptedDraft(1)], { settings }));
    const [human, gpt] = rowsOf(full, 'mc')[0]?.conversations ?? [];
    expect(gpt?.value).toBe('B. To dry it.');
    expect(human?.value).toMatch(/stating the letter followed by the full option\.$/);
  });

  it('names its files in a YAML with their sampling strategies', async () => {
    const settings = formatSettings({
      llava: { jsonFolder: 'data', sampling: { oe: 'random:25%', mc: 'first:100' } },
    });
    const files = await exportedFiles(llavaVideo, source(drafts.slice(1), { settings }));
    expect(files.get('llava_video.yaml')).toBe(
      'datasets:\n' +
        '  - json_path: data/llava_video_oe.json\n    sampling_strategy: random:25%\n' +
        '  - json_path: data/llava_video_mc.json\n    sampling_strategy: first:100\n',
    );
    expect(readLlavaYaml(files.get('llava_video.yaml') ?? '')).toEqual({
      datasets: [
        { jsonPath: 'data/llava_video_oe.json', strategy: 'random:25%' },
        { jsonPath: 'data/llava_video_mc.json', strategy: 'first:100' },
      ],
      problems: [],
    });
  });

  it('leaves out captions of parts and words that hold the place of the video', async () => {
    const preview = await datasetPreview(
      llavaVideo,
      source([
        acceptedCaption(1, { task: 'caption-l1' }),
        open(2, { question: 'What is <image>?' }),
        acceptedDraft(3),
      ]),
    );
    expect(preview).toMatchObject({ records: 1, leftOut: 2 });
    expect(preview.problems.map(({ code }) => code)).toEqual(['partial-caption', 'image-token']);
  });

  it('keeps the drafts of a video in one split', async () => {
    const videos = [buildVideo(1), buildVideo(2)];
    const mine = [open(1), open(2, { videoId: 'video:2' })];
    const split = { train: 0.5, val: 0.5, test: 0, seed: 3 };
    const files = await exportedFiles(llavaVideo, source(mine, { videos, split }));
    const names = [...files.keys()].filter((path) => path.endsWith('.yaml'));
    expect(names).toEqual(['train', 'val', 'test'].map((name) => `llava_video.${name}.yaml`));
  });
});

describe('a YAML for the loader', () => {
  it('is read with line and column for what is wrong', () => {
    const text =
      'datasets:\n  - json_path: a.json\n  - sampling_strategy: all\n  - json_path: b.jsonl\n    sampling_strategy: some:3\n';
    const { datasets, problems } = readLlavaYaml(text);
    expect(datasets).toEqual([{ jsonPath: 'a.json', strategy: 'all' }]);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 5],
      [5, 24],
    ]);
    expect(readLlavaYaml('a: [').problems.length).toBeGreaterThan(0);
    expect(readLlavaYaml('').problems).toHaveLength(1);
  });
});

describe('row 30: the time sentence', () => {
  it('has duration, number of frames and true times, as the loader words it', () => {
    expect(timeSentence(10.5, [0, 3.337, 10.01])).toBe(
      'The video lasts for 10.50 seconds, and 3 frames are uniformly sampled from it. These frames are located at 0.00s,3.34s,10.01s.Please answer the following questions related to this video.',
    );
  });

  it('goes between the video and the question, once', () => {
    const sentence = timeSentence(2, [0, 1]);
    const once = withTimeSentence('<image>\nWhat falls?', sentence);
    expect(once).toBe(`<image>\n${sentence}\n\nWhat falls?`);
    expect(withTimeSentence(once, sentence)).toBe(once);
  });

  it('names the frames that the loader takes', () => {
    const regular = { fps: 1, limit: 64, isForced: false };
    expect(loaderFrames({ frames: 90, nativeFps: 29.97 }, regular)).toEqual([0, 30, 60]);
    const forced = loaderFrames({ frames: 90, nativeFps: 29.97 }, { ...regular, isForced: true });
    expect(forced).toHaveLength(64);
    expect([forced[0], forced[1], forced.at(-1)]).toEqual([0, 1, 89]);
  });
});

describe('LLaVA-Video import', () => {
  const read = (text: string) =>
    collect(
      readRecords(streamOf(text), (json, report) => llavaVideo.read(json, report, () => null)),
    );
  const row = (...turns: [string, string][]) =>
    JSON.stringify({
      id: 0,
      video: 'a/v.mp4',
      conversations: turns.map(([from, value]) => ({ from, value })),
    });

  it('row 22: reads options and the letter of the right one', () => {
    const choice = parseChoice('Who falls?\nA. A man\nB. A cat\nC. Both\nAnswer with the letter.');
    expect(choice).toEqual({ question: 'Who falls?', options: ['A man', 'A cat', 'Both'] });
    expect(parseChoice('What is A. Smith doing?')).toBeNull();
    expect(
      ['B.', 'B. A cat.', 'a cat', 'Answer: C', 'Both'].map((text) =>
        parseChoiceAnswer(text, ['A man', 'A cat', 'Both']),
      ),
    ).toEqual([1, 1, 1, 2, 2]);
  });

  it('makes captions, open questions and choices of the turns', async () => {
    const [caption, talk] = await read(
      `${row(['human', '<image>\nPlease describe this video in detail.'], ['gpt', 'A cat.'])}\n${row(
        ['human', '<image>\nWho falls?'],
        ['gpt', 'A cat.'],
        ['human', 'How?\nA. Fast\nB. Slowly\nLetter only.'],
        ['gpt', 'B.'],
      )}\n`,
    );
    expect(caption?.record?.drafts[0]?.body).toMatchObject({
      kind: 'caption',
      task: 'video-caption',
      caption: 'A cat.',
    });
    expect(talk?.record?.drafts.map(({ body }) => [body.kind, body.question, body.answer])).toEqual(
      [
        ['qa-open', 'Who falls?', 'A cat.'],
        ['qa-choice', 'How?', 'Slowly'],
      ],
    );
    expect(talk?.problems).toEqual([]);
  });

  it('reports swapped roles, misplaced images and questions without an answer, and keeps the rest', async () => {
    const items = await read(
      [
        row(['gpt', 'Hello.'], ['human', '<image>\nWho?'], ['gpt', 'A cat.']),
        row(['human', 'Who?'], ['gpt', 'A cat.']),
        row(['human', '<image>\nWho?'], ['human', 'And who else?']),
        row(['human', '<image>\nWho?'], ['gpt', 'A cat.']),
      ].join('\n'),
    );
    expect(items.map(({ record }) => record?.drafts.length ?? 0)).toEqual([1, 1, 0, 1]);
    expect(items[0]?.problems.map(({ path }) => path)).toContain('conversations[0].from');
    expect(items[1]?.problems.map(({ path }) => path)).toEqual(['conversations[0].value']);
    expect(items[2]?.problems.some(({ isFatal }) => isFatal)).toBe(true);
    expect(items[3]?.problems).toEqual([]);
  });
});
