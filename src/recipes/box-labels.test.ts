import { describe, expect, test } from 'vitest';
import type { Box, DraftBody } from '../core/flow.ts';
import type { ListedDraft, RecipeRequest, RunRequest } from '../core/requests.ts';
import { boxLabels } from './box-labels.ts';
import { parseParams, type RecipeOutput } from './recipe.ts';
import { VIDEO, vectorOf } from './video-espresso.fixture.ts';

const frame = (n: number) => ({ ptsSec: n, imageSha256: String(n).repeat(64) });
const LEFT: Box = [0.1, 0.1, 0.4, 0.9];
const RIGHT: Box = [0.6, 0.1, 0.9, 0.9];

const body = (steps: DraftBody['steps'][number]['evidence'][]): DraftBody => ({
  kind: 'qa-open',
  task: null,
  question: 'How does the egg set?',
  answer: 'It runs.',
  options: null,
  correctOption: null,
  caption: null,
  steps: steps.map((evidence) => ({ text: 'x', evidence })),
  evidence: [{ frame: frame(1) }, { frame: frame(2) }],
});

const listed = (n: number, of: DraftBody): ListedDraft => ({
  draftId: `draft:${n}`,
  videoId: VIDEO.id,
  status: 'pending',
  isEdited: false,
  body: of,
});

/** What is to be seen in which part of which frame. */
const SEEN: Record<string, string> = {
  [`1 ${LEFT.join(' ')}`]: 'a photo of egg',
  [`1 ${RIGHT.join(' ')}`]: 'a photo of spoon',
  [`2 ${LEFT.join(' ')}`]: 'something else entirely here',
  '1 0 0 1 1': 'a photo of egg and spoon',
  '2 0 0 1 1': 'an empty plate',
};

async function check(drafts: readonly ListedDraft[], params: Record<string, unknown> = {}) {
  const asked: RecipeRequest[] = [];
  const send = (async (request: RecipeRequest) => {
    asked.push(request);
    if (request.kind === 'drafts')
      return drafts.filter((one) => one.body.kind === request.draftKind);
    if (request.kind === 'embedTexts')
      return { vectors: request.texts.map(vectorOf), embedder: 'x' };
    if (request.kind !== 'embedRegions') throw new Error(request.kind);
    const seen = request.regions.map(
      ({ imageSha256, xyxy }) => SEEN[`${imageSha256[0]} ${xyxy.join(' ')}`] ?? '',
    );
    return { vectors: seen.map(vectorOf), modelSha256: 'x' };
  }) as RunRequest;
  const input = { video: VIDEO, frames: [], params: parseParams(boxLabels, params), prompts: [] };
  const outputs: RecipeOutput[] = [];
  for await (const output of boxLabels.run(input, send)) outputs.push(output);
  return { asked, outputs };
}

const good = body([[{ frame: frame(1), boxes: [{ label: 'egg', xyxy: LEFT }] }]]);
const bad = body([
  [{ frame: frame(1), boxes: [{ label: 'spoon', xyxy: RIGHT }] }],
  [{ frame: frame(2), boxes: [{ label: 'Egg', xyxy: LEFT }] }],
]);

describe('row 15: score of every crop against its label, for drafts that are there', () => {
  test('golden: what is asked of this device, each part and label once', async () => {
    const { asked } = await check([listed(1, good), listed(2, bad)]);
    const drafts = { kind: 'drafts', step: 'labels', videoId: VIDEO.id };
    expect(asked).toEqual([
      { ...drafts, draftKind: 'qa-open' },
      { ...drafts, draftKind: 'qa-choice' },
      { ...drafts, draftKind: 'caption' },
      {
        kind: 'embedRegions',
        step: 'labels',
        modelId: 'clip-vit-b-32',
        regions: [
          { imageSha256: frame(1).imageSha256, xyxy: LEFT },
          { imageSha256: frame(1).imageSha256, xyxy: [0, 0, 1, 1] },
          { imageSha256: frame(2).imageSha256, xyxy: [0, 0, 1, 1] },
          { imageSha256: frame(1).imageSha256, xyxy: RIGHT },
          { imageSha256: frame(2).imageSha256, xyxy: LEFT },
        ],
        context: 0.1,
      },
      {
        kind: 'embedTexts',
        step: 'labels',
        label: '2 labels',
        texts: ['a photo of egg', 'a photo of spoon'],
        modelId: 'clip-vit-b-32',
      },
    ]);
  });

  test('the weakest box and the frame that it belongs to are named; what fits passes', async () => {
    const { outputs } = await check([listed(1, good), listed(2, bad)]);
    expect(outputs).toMatchObject([
      {
        type: 'checks',
        draftId: 'draft:1',
        checks: [
          { code: 'B1', verdict: 'pass', detail: 'egg 0:01.000 1.00 [clip-vit-b-32]' },
          { code: 'B4', verdict: 'pass' },
        ],
      },
      {
        type: 'checks',
        draftId: 'draft:2',
        checks: [
          {
            code: 'B1',
            verdict: 'warn',
            detail: 'Egg 0:02.000 0.00 < 0.2; spoon 0:01.000 1.00 [clip-vit-b-32]',
            boxes: [
              { label: 'Egg', frame: frame(2), verdict: 'warn' },
              { label: 'spoon', frame: frame(1), verdict: 'pass' },
            ],
          },
          {
            code: 'B4',
            verdict: 'warn',
            detail: 'Egg 0:02.000 0.00 → 0:01.000 0.82 [clip-vit-b-32]',
          },
        ],
      },
    ]);
  });

  test('every bound is a setting', async () => {
    const loose = await check([listed(2, bad)], { minLabelScore: -1, labelMargin: 1 });
    const [found] = loose.outputs;
    expect(found?.type === 'checks' && found.checks.map(({ verdict }) => verdict)).toEqual([
      'pass',
      'pass',
    ]);
    const told = await check([listed(1, good)], { labelPrompt: '{{label}}, close', boxContext: 0 });
    expect(told.asked.slice(-2)).toMatchObject([{ context: 0 }, { texts: ['egg, close'] }]);
    expect(() => parseParams(boxLabels, { labelPrompt: 'a photo' })).toThrow('labelPrompt');
  });

  test('a video without boxes asks nothing', async () => {
    const { asked, outputs } = await check([listed(1, body([[{ frame: frame(1) }]]))]);
    expect(asked.map(({ kind }) => kind)).toEqual(['drafts', 'drafts', 'drafts']);
    expect(outputs).toEqual([]);
  });
});
