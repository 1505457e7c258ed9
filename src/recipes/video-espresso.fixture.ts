import { bodyOf } from '../core/draft-body.ts';
import type { Frame, SampledFrame } from '../core/flow.ts';
import type {
  ListedDraft,
  RecipeReply,
  RecipeRequest,
  RunRequest,
  StandingDraft,
} from '../core/requests.ts';
import { sha256Hex } from '../core/sha256.ts';
import { replyWith } from './evidence-qa.fixture.ts';
import { type AskJson, type Proposal, parseParams, type RecipeOutput } from './recipe.ts';
import { videoEspresso } from './video-espresso.ts';
import type { VideoEspressoParams } from './video-espresso-params.ts';

/** An invented clip of 6 s: nothing moves for 3 s, then a lot does. */
export const VIDEO = {
  id: 'video:egg' as const,
  startSec: 0,
  endSec: 6,
  widthPx: 640,
  heightPx: 360,
};

const HASHES = [
  '0000000000000000',
  '0000000000000001',
  '0000000000000003',
  '0000000000000007',
  '00000000ffffffff',
  'ffffffff00000000',
];

/** The frame that is shown at a time; one for each quarter of a second. */
export function frameAt(askedSec: number): SampledFrame {
  const ptsSec = Math.round(askedSec * 4) / 4;
  const perceptualHash = HASHES[Math.floor(ptsSec)] ?? '0000000000000000';
  const frame: Frame = {
    videoId: VIDEO.id,
    ptsSec,
    ptsTicks: ptsSec * 90_000,
    timescale: 90_000,
    decodeIndex: null,
    widthPx: 448,
    heightPx: 252,
    imageSha256: sha256Hex(`frame ${ptsSec}`),
    perceptualHash,
    lumaSpread: 0.2,
    decoder: 'webcodecs',
  };
  return { askedSec, frame };
}

/** What a captioner wrote of the frame at a time. Neighbours of the first seconds say nearly the same. */
export function captionAt(ptsSec: number): string {
  if (ptsSec < 2) return 'An empty pan stands on a gas flame beside a white bowl.';
  if (ptsSec < 3) return 'An empty pan stands on a small gas flame beside a white bowl.';
  if (ptsSec < 4) return 'A hand tips the bowl and yellow egg covers the left half of the pan.';
  if (ptsSec < 5) return 'The pan is held at a steep angle, liquid egg runs to the bare side.';
  return 'A thin round omelette slides onto a plate, steam rises.';
}

/** Recorded replies of the steps after the captions; the first pair of a group is good, the second fails the filter. */
export const RECORDED = {
  pairs: [
    {
      question: 'Why is the pan tilted after the egg was poured in?',
      answer: 'So that the liquid egg runs to the bare side and sets in one thin layer.',
      task: 'Cooking Steps',
    },
    {
      question: 'What does the cook feel when the omelette is done?',
      answer: 'Pride in a difficult dish.',
      task: 'Emotional Recognition',
    },
  ],
  holds: {
    observed: { holds: true, reason: 'both are in the descriptions' },
    objective: { holds: true, reason: 'one answer fits' },
    continuous: { holds: true, reason: 'the order is kept' },
  },
  fails: {
    observed: { holds: false, reason: 'no feelings are described' },
    objective: { holds: false, reason: 'a matter of opinion' },
    continuous: { holds: true, reason: 'the order is kept' },
  },
  evidence: {
    coreCaptions: [
      { text: 'yellow egg covers only the left half of the pan', keyItems: ['egg', 'pan'] },
      { text: 'the pan is held at a steep angle, egg runs to the bare side', keyItems: ['pan'] },
    ],
    steps: [
      { text: 'Egg covers only one half of the pan.', captions: [1], items: ['egg'] },
      {
        text: 'The pan is then held at an angle, and the egg runs on.',
        captions: [2],
        items: ['pan'],
      },
    ],
  },
  boxes: {
    boxes: [
      { label: 'Egg', frame: 'f1', x1: 0.1, y1: 0.2, x2: 0.5, y2: 0.8 },
      { label: 'pan', frame: 'f2', x1: 0, y1: 0, x2: 1, y2: 0.95 },
    ],
  },
  frames: { frames: ['f2', 'f3'] },
  options: {
    options: [
      'So that the liquid egg runs off the pan and lands in the white bowl again.',
      'So that the liquid egg runs to the bare side and sets in one thin layer!',
      'Because the handle is too hot to hold, so that it has to be set down at once.',
      'To let the burnt crumbs slide out before the second portion is poured in.',
      'No.',
      'To show the colour of the flame under the pan to somebody who stands behind.',
    ],
  },
};

/** Sentences to vectors: words as axes, so that sentences that share words are alike. */
export function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(64);
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const axis = Number.parseInt(sha256Hex(word).slice(0, 4), 16) % 64;
    vector[axis] = (vector[axis] ?? 0) + 1;
  }
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

/** What the recorded models say to a request, by its step. */
export function recordedReply({ step, chat }: AskJson): unknown {
  const text = chat.messages.flatMap(({ parts }) =>
    parts.map((part) => (part.type === 'text' ? part.text : '')),
  );
  const question = /Question: (.*)/.exec(text.join('\n'))?.[1] ?? '';
  if (step === 'captions') return captionAt(Number(/\(([\d.]+) s\)/.exec(text.join('\n'))?.[1]));
  if (step === 'questions') return { pairs: RECORDED.pairs };
  if (step === 'filter') return question.includes('feel') ? RECORDED.fails : RECORDED.holds;
  if (step === 'evidence') return RECORDED.evidence;
  if (step === 'boxes') return RECORDED.boxes;
  if (step === 'selector') return RECORDED.frames;
  return RECORDED.options;
}

/** Answers every request of a run, and keeps what was asked. */
export function recordedRun(
  options: {
    reply?: (request: AskJson, n: number) => unknown;
    standing?: (draftId: string) => StandingDraft | null;
    /** What is in the project so far. */
    listed?: () => ListedDraft[];
  } = {},
): { run: RunRequest; asked: RecipeRequest[] } {
  const asked: RecipeRequest[] = [];
  const answer = (request: RecipeRequest): RecipeReply[RecipeRequest['kind']] => {
    switch (request.kind) {
      case 'sampleFrames':
        return request.timesSec.map(frameAt);
      case 'embedTexts':
        return { vectors: request.texts.map(vectorOf), embedder: 'words' };
      case 'embedRegions':
        return { vectors: request.regions.map(() => vectorOf('a photo of pan')), modelSha256: 'x' };
      case 'drafts':
        return (options.listed?.() ?? []).filter(({ body }) => body.kind === request.draftKind);
      case 'reviewed':
        return request.draftIds.map((id) => options.standing?.(id) ?? null);
      case 'askJson': {
        const given = (options.reply ?? recordedReply)(request, asked.length);
        if (given instanceof Error) throw given;
        const key = sha256Hex(JSON.stringify(request.chat)).slice(0, 16);
        const reply = replyWith(typeof given === 'string' ? null : given, key);
        return typeof given === 'string' ? { ...reply, raw: given, jsonFrom: null } : reply;
      }
      default:
        throw new Error(`Nobody answers a request for ${request.kind} here.`);
    }
  };
  const run = (async (request: RecipeRequest) => {
    asked.push(request);
    return answer(request);
  }) as RunRequest;
  return { run, asked };
}

/** A run over the whole clip. */
export const input = (params: Partial<VideoEspressoParams> = {}) => ({
  video: VIDEO,
  frames: [],
  params: parseParams(videoEspresso, params),
  prompts: [],
});

export async function all(
  outputs: AsyncIterable<RecipeOutput>,
  list: RecipeOutput[] = [],
): Promise<RecipeOutput[]> {
  for await (const output of outputs) list.push(output);
  return list;
}

/** Drafts of a run as the project lists them. */
const listedOf = (outputs: readonly RecipeOutput[]): ListedDraft[] =>
  outputs.flatMap((one) => {
    if (one.type !== 'draft') return [];
    const { id: draftId, videoId } = one.draft;
    const body = bodyOf(one.draft);
    return [{ draftId, videoId, status: 'pending', isEdited: false, body }];
  });

/** A run with the recorded replies: what was asked, and what came of it. */
export async function runWith(
  params: Partial<VideoEspressoParams> = {},
  options: Parameters<typeof recordedRun>[0] = {},
) {
  const outputs: RecipeOutput[] = [];
  const { run, asked } = recordedRun({ listed: () => listedOf(outputs), ...options });
  await all(videoEspresso.run(input(params), run), outputs);
  const drafts = outputs.flatMap((one) => (one.type === 'draft' ? [one.draft] : []));
  const captions = drafts.filter(({ kind }) => kind === 'caption');
  const questions = drafts.filter(({ kind }) => kind !== 'caption');
  return { outputs, asked, drafts, captions, questions };
}

/** The model calls, of one step or of all. */
export const asks = (asked: readonly RecipeRequest[], step?: string): AskJson[] =>
  asked.flatMap((one) => (one.kind === 'askJson' && (!step || one.step === step) ? [one] : []));

/** A request as its model reads it. */
export const textOf = (request: AskJson | undefined): string =>
  (request?.chat.messages ?? [])
    .flatMap(({ parts }) =>
      parts.map((part) =>
        part.type === 'text' ? part.text : `[picture ${part.imageSha256.slice(0, 8)}]`,
      ),
    )
    .join('\n');

export const checkOf = (draft: Proposal | undefined, code: string) =>
  draft?.checks.find((check) => check.code === code);
