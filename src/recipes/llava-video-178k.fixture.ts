import { StudioError } from '../core/errors.ts';
import type { DraftId } from '../core/flow.ts';
import type { RecipeReply, RecipeRequest, RunRequest, StandingDraft } from '../core/requests.ts';
import { replyWith } from './evidence-qa.fixture.ts';
import { LlavaVideoParams } from './llava-video-params.ts';
import type { AskJson, Proposal, RecipeInput, RecipeOutput } from './recipe.ts';

export const VIDEO = {
  id: 'video:walk' as const,
  startSec: 0,
  endSec: 75,
  widthPx: 640,
  heightPx: 360,
};

export const inputWith = (
  params: Record<string, unknown> = {},
  video: Partial<typeof VIDEO> = {},
): RecipeInput<LlavaVideoParams> => ({
  video: { ...VIDEO, ...video },
  frames: [],
  params: LlavaVideoParams.parse(params),
  prompts: [],
});

/** The frame on screen at each asked second: its hash says which. */
const sampled = (
  timesSec: readonly number[],
  ptsOf = (askedSec: number) => askedSec + 0.04,
): RecipeReply['sampleFrames'] =>
  timesSec.map((askedSec) => ({
    askedSec,
    frame: {
      videoId: VIDEO.id,
      ptsSec: ptsOf(askedSec),
      ptsTicks: Math.round(ptsOf(askedSec) * 90_000),
      timescale: 90_000,
      decodeIndex: null,
      widthPx: 448,
      heightPx: 252,
      imageSha256: `frame-${askedSec}`,
      perceptualHash: '0'.repeat(16),
      lumaSpread: null,
      decoder: 'webcodecs',
    },
  }));

export interface Script {
  /** What the model says to one request; an Error is thrown. */
  answer(request: AskJson): string | object | Error;
  /** What people made of a draft. */
  standing?: (draftId: DraftId) => StandingDraft | null;
  /** When the picture at an asked time came up; left out = 40 ms after it. */
  ptsOf?: (askedSec: number) => number;
  /** Times at which nothing can be decoded. */
  missing?: (askedSec: number) => boolean;
  /** `null` = no embedder is bound. */
  embed?: ((text: string) => number[]) | null;
}

/** Answers everything that the recipe asks for, and keeps the model calls. A repeated request gets the same key. */
export function scripted(script: Script): { send: RunRequest; asked: AskJson[] } {
  const asked: AskJson[] = [];
  const answer = async (request: RecipeRequest) => {
    switch (request.kind) {
      case 'sampleFrames':
        return sampled(
          request.timesSec.filter((sec) => !script.missing?.(sec)),
          script.ptsOf,
        );
      case 'reviewed':
        return request.draftIds.map((id) => script.standing?.(id) ?? null);
      case 'embedTexts': {
        const embed = script.embed;
        if (!embed) throw new StudioError('llm/no-endpoint', 'no embedder');
        const vectors = request.texts.map((text) => Float32Array.from(embed(text)));
        return { vectors, embedder: 'test' };
      }
      case 'askJson': {
        asked.push(request);
        const said = script.answer(request);
        if (said instanceof Error) throw said;
        const reply = replyWith(
          typeof said === 'string' ? null : said,
          `key of ${request.label} ${asked.length}`,
        );
        return typeof said === 'string' ? { ...reply, raw: said } : reply;
      }
      default:
        throw new Error(`not expected: ${request.kind}`);
    }
  };
  return { send: answer as RunRequest, asked };
}

/** The words of the user message, without pictures. */
export const wordsOf = (request: AskJson | undefined): string =>
  (request?.chat.messages[1]?.parts ?? [])
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n');

export const picturesOf = (request: AskJson | undefined): string[] =>
  (request?.chat.messages[1]?.parts ?? []).flatMap((part) =>
    part.type === 'image' ? [part.imageSha256] : [],
  );

/** Captions that name the step and the count of calls of that step. */
export function narrator(more: Partial<Script> = {}): Script {
  const counts = new Map<string, number>();
  return {
    embed: () => [1, 0],
    ...more,
    answer(request) {
      const step = request.step ?? '';
      const n = (counts.get(step) ?? 0) + 1;
      counts.set(step, n);
      const said = more.answer?.(request);
      if (said !== undefined && said !== '') return said;
      return step.startsWith('l') ? `${step} text ${n}` : { items: [] };
    },
  };
}

export async function all(outputs: AsyncIterable<RecipeOutput>): Promise<RecipeOutput[]> {
  const list: RecipeOutput[] = [];
  for await (const output of outputs) list.push(output);
  return list;
}
export const drafts = (outputs: RecipeOutput[]): Proposal[] =>
  outputs.flatMap((one) => (one.type === 'draft' ? [one.draft] : []));

/** The words of the system message. */
export const instructionsOf = (request: AskJson): string =>
  (request.chat.messages[0]?.parts ?? [])
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n');
