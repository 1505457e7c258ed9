import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftEdit, ProjectId } from '../core/flow.ts';
import type { RecordFormatId } from '../formats/sniff.ts';
import { buildContext } from '../testing/builders.ts';
import { createFakeFiles } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createDatasets } from './datasets.ts';

/* Row 36: what was read and not changed is written as it was, keys that nobody here knows included. */

const DERIVED = '../shared/data/annotations/derived';
const REAL = [
  `${DERIVED}/videoespresso_test_schema_from_nextqa_test.json`,
  `${DERIVED}/llava_video_178k_schema_from_activitynetqa_train.jsonl`,
];

type Json = Record<string, unknown>;

async function setUp() {
  const store = createMemoryStore();
  const datasets = createDatasets({
    store,
    files: createFakeFiles(),
    clock: { nowMs: () => 42 },
  });
  const { id } = await store.projects.create('Round trip');
  const importText = (text: string) =>
    datasets.import(id, Object.assign(new Blob([text]), { name: 'set.json' }));
  const exported = (format: string) => recordsOf(datasets, id, format);
  return { store, id, importText, exported };
}

/** All records of an export of what nobody reviewed, in the order of the files. */
async function recordsOf(
  datasets: ReturnType<typeof createDatasets>,
  id: ProjectId,
  format: string,
): Promise<Json[]> {
  const records: Json[] = [];
  for await (const { path, bytes } of datasets.entries(id, format, {
    filter: { status: 'pending' },
  })) {
    const parts: BlobPart[] = [];
    for await (const chunk of bytes) parts.push(chunk.slice());
    if (!/^(?:videoespresso|llava_video|sharegpt4video|stgr)[\w.]*\.jsonl?$/.test(path)) continue;
    const text = await new Blob(parts).text();
    records.push(
      ...(path.endsWith('l')
        ? text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : JSON.parse(text)),
    );
  }
  return records;
}

const parseAll = (text: string): Json[] =>
  text.startsWith('[')
    ? JSON.parse(text)
    : text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));

const byText = (records: readonly Json[]): string[] =>
  records.map((record) => JSON.stringify(record)).sort();

describe('row 36: real files', () => {
  for (const path of REAL) {
    it.skipIf(!existsSync(path))(
      `${path} is read and written again as it was`,
      async () => {
        const { importText, exported } = await setUp();
        const lines = readFileSync(path, 'utf8');
        const text = process.env.RISTRETTO_EXHAUSTIVE ? lines : shortened(lines);
        const { format, records, drafts } = await importText(text);
        const originals = parseAll(text);
        expect({ records, drafts }).toEqual({
          records: originals.length,
          drafts: originals.length,
        });
        // Letter by letter: the order of keys too. Which file a record is in follows from its kind.
        expect(byText(await exported(format))).toEqual(byText(originals));
      },
      60_000,
    );
  }
});

/** The first 600 records, for every run; the whole file with `RISTRETTO_EXHAUSTIVE=1`. */
const shortened = (text: string): string =>
  text.startsWith('[')
    ? JSON.stringify(JSON.parse(text).slice(0, 600))
    : text.split('\n').slice(0, 600).join('\n');

const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
const sentence = word.filter((text) => text.trim() === text && !/<|\n|\r/.test(text));
/** Keys that no format knows, with anything in them. */
const extra = fc.dictionary(
  word.map((key) => `x_${key}`),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 3 },
);
const box = fc.constantFrom(
  '[]',
  '[20,30,20,20]',
  '[[20, 30, 20, 20], [1.5,2,3,4]]',
  '[[[5,5,5,5]]]',
);
const evidence = fc
  .tuple(sentence, sentence, box)
  .map(([text, label, list]) => `${text} <obj_start>${label}<obj_end><box_start>${list}<box_end>`);

const espresso = fc.record(
  {
    question: sentence,
    answer: sentence,
    video_path: word,
    core_frame_path: fc.array(word, { maxLength: 3 }),
    evidence,
    task: sentence,
    key_items: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ['question', 'answer', 'video_path'] },
);

const turns = (image: boolean, texts: readonly string[]) =>
  texts.map((value, i) => ({
    from: i % 2 === 0 ? 'human' : 'gpt',
    value: image && i === 0 ? `<image>\n${value}` : value,
  }));

const arbitraryOf: Record<string, fc.Arbitrary<object>> = {
  'video-espresso-train-video': espresso.map(({ core_frame_path: paths = [], ...rest }) => ({
    ...rest,
    keyframes_path: paths,
  })),
  'video-espresso-train-images': espresso.map(({ core_frame_path: paths = [], ...rest }) => ({
    ...rest,
    keyframes_path: paths,
    keyframes_captions: paths.map((path) => `A ${path}.`),
  })),
  'video-espresso-test': fc
    .tuple(espresso, fc.array(sentence, { minLength: 4, maxLength: 4 }))
    .map(([record, options]) => ({
      ...record,
      options: options.map((option, i) => `(${'ABCD'[i]}): ${option}`),
      correct_answer: '(B)',
    })),
  'llava-video': fc
    .tuple(word, fc.array(fc.tuple(sentence, sentence), { minLength: 1, maxLength: 4 }))
    .map(([video, pairs]) => ({ id: 1, video, conversations: turns(true, pairs.flat()) })),
  sharegpt4video: fc
    .tuple(word, fc.array(sentence, { minLength: 1, maxLength: 4 }))
    .map(([video_path, contents]) => ({
      video_path,
      timestamp: contents.map((_, i) => i * 2),
      captions: [
        ...contents.map((content, i) => ({ idx: String(i), content })),
        { idx: '-1', content: 'All.' },
      ],
    })),
  stgr: fc.tuple(sentence, sentence, word).map(([question, answer, video_path]) => ({
    question,
    answer,
    video_path,
    key_frames: [{ idx: 4, time: 2.5, path: 'k/4.jpg' }],
    key_items: { 4: { cup: [[0, 0, 0.5, 0.5]] } },
    reasoning_process: `The <obj>cup</obj><box>[0,0,0.5,0.5]</box>at<t>2.5</t>s ${answer}.`,
  })),
};

describe('row 36: any record', () => {
  it.each(Object.entries(arbitraryOf))('of %s is equal after reading and writing', (format, any) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(any, extra), { minLength: 1, maxLength: 4 }),
        async (all) => {
          const records = all.map(([record, more]): Json => ({ ...record, ...more }));
          const { importText, exported } = await setUp();
          const report = await importText(JSON.stringify(records));
          expect(report.format).toBe(format);
          expect(byText(await exported(format))).toEqual(byText(records));
        },
      ),
      { numRuns: 25 },
    ),
  );
});

describe('row 36: an edit', () => {
  async function edited(record: Json, changes: DraftEdit) {
    const { store, id, importText, exported } = await setUp();
    const { format } = await importText(JSON.stringify([record]));
    const [draft] = await store.drafts.page(id, {}, { limit: 1, afterSeq: -1 });
    if (!draft) throw new Error('nothing was imported');
    await store.decisions.record(id, draft.id, { verdict: 'edit', edit: changes }, buildContext());
    const others = await store.drafts.page(id, { status: 'pending' }, { limit: 9, afterSeq: -1 });
    for (const { id: other } of others)
      await store.decisions.record(id, other, { verdict: 'accept' }, buildContext());
    return { format: format as RecordFormatId, store, id, exported };
  }

  it('changes what it touches in a VideoEspresso record, and nothing else', async () => {
    const record = {
      model_output: 'B',
      core_frame_path: ['XD/3_image/a/480.jpg'],
      question: 'Who falls?',
      answer: 'A cat.',
      evidence: 'The <obj_start>cat<obj_end><box_start>[20,30,20,20]<box_end>',
      video_path: 'all_video/XD/a.mp4',
      correct_answer: 'B',
      options: ['(A): A man.', '(B): A cat.', '(C): A dog.', '(D): No one.'],
    };
    const { store, id, format } = await edited(record, { question: 'Who fell?' });
    const datasets = createDatasets({ store, files: createFakeFiles(), clock: { nowMs: () => 1 } });
    const preview = await datasets.preview(id, format, { filter: { status: 'edited' } });
    // The box that the file placed on no frame keeps an edited record back until somebody pins it.
    expect(preview?.problems.map(({ code }) => code)).toContain('box-without-frame');
    const clean = { ...record, evidence: 'The cat falls.' };
    const again = await edited(clean, { question: 'Who fell?' });
    const [written] = await editedRecords(again);
    expect(written).toEqual({ ...clean, question: 'Who fell?' });
    expect(Object.keys(written ?? {})).toEqual(Object.keys(clean));
  });

  it('changes one turn of a conversation', async () => {
    const record = {
      id: 7,
      weight: 2,
      video: 'a/v.mp4',
      conversations: [
        { from: 'human', value: '<image>\nWho falls?' },
        { from: 'gpt', value: 'a cat', score: 1 },
        { from: 'human', value: 'How?\n(A) Fast\n(B) Slowly\nOne letter!' },
        { from: 'gpt', value: 'B' },
      ],
    };
    const again = await edited(record, { answer: 'A dog.' });
    const [written] = await editedRecords(again);
    const turn = { from: 'gpt', value: 'A dog.', score: 1 };
    expect(written).toEqual({ ...record, conversations: record.conversations.with(1, turn) });
  });

  async function editedRecords({
    store,
    id,
    format,
  }: Awaited<ReturnType<typeof edited>>): Promise<Json[]> {
    const datasets = createDatasets({ store, files: createFakeFiles(), clock: { nowMs: () => 1 } });
    const preview = await datasets.preview(id, format);
    return (preview?.samples ?? []).map((sample) => JSON.parse(sample));
  }
});
