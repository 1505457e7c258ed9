import type { InferenceSession } from 'onnxruntime-web';
import { StudioError } from '../../../core/errors.ts';
import type { ModelCardFile } from '../../../core/model-card.ts';
import type { TensorLayout } from './resample.ts';

type Metadata = Pick<InferenceSession, 'inputMetadata' | 'outputMetadata'>;
type Shape = readonly (number | string)[];

/** How to feed a picture graph and what to read from it. */
export interface PictureFit {
  inputName: string;
  layout: TensorLayout;
  type: 'float32' | 'float16';
  /** Fixed number of pictures in a run, or `null` where any number may come. */
  fixedBatch: number | null;
  outputName: string;
}

/** How to feed a text graph and what to read from it. */
export interface TextFit {
  inputs: { name: string; holds: 'ids' | 'mask' | 'zeros'; type: 'int64' | 'int32' }[];
  fixedBatch: number | null;
  /** Length that every text must be filled up to, or `null`. */
  fixedTokens: number | null;
  outputName: string;
}

/**
 * Reads from a graph how the card's pictures go in and where its embedding comes out: one float input `[n, 3, H, W]` or
 * `[n, H, W, 3]`, and an output of `dim` numbers a picture, or `[n, tokens, dim]` to be pooled. Sizes that the graph leaves open
 * are taken from the card.
 *
 * @throws `model/bad-card` when graph and card contradict each other
 */
export function fitPictures(graph: Metadata, card: ModelCardFile): PictureFit {
  const { name } = card.input;
  const input = name ? find(graph.inputMetadata, name) : graph.inputMetadata[0];
  if (!input) throw mismatch(card, `the graph has no input "${name ?? ''}"; ${inputsOf(graph)}`);
  if (!input.isTensor || input.shape.length !== 4 || graph.inputMetadata.length > 1) {
    throw mismatch(card, `a picture graph has one input of four dimensions; ${inputsOf(graph)}`);
  }
  if (input.type !== 'float32' && input.type !== 'float16') {
    throw mismatch(card, `the graph takes ${input.type}, not floating-point numbers`);
  }
  const layout = layoutOf(input.shape, card);
  if (!layout) {
    const { widthPx, heightPx } = card.input;
    throw mismatch(
      card,
      `the graph takes [${input.shape.join(', ')}], the card says ${widthPx} × ${heightPx} px in three channels`,
    );
  }
  return {
    inputName: input.name,
    layout,
    type: input.type,
    fixedBatch: fixedSize(input.shape[0]),
    outputName: outputOf(graph, card, card.input.output),
  };
}

/**
 * Reads from a graph how tokens go in: ids, and the mask and segment numbers where it asks for them.
 *
 * @throws `model/bad-card`
 */
export function fitTexts(graph: Metadata, card: ModelCardFile): TextFit {
  const inputs = graph.inputMetadata.map((input): TextFit['inputs'][number] => {
    const isWhole = input.isTensor && (input.type === 'int64' || input.type === 'int32');
    if (!isWhole || input.shape.length !== 2) {
      throw mismatch(
        card,
        `a text graph has inputs [n, tokens] of whole numbers; ${inputsOf(graph)}`,
      );
    }
    const holds = holdsOf(input.name, graph.inputMetadata.length);
    if (!holds) throw mismatch(card, `nothing is known to put into "${input.name}"`);
    return { name: input.name, holds, type: input.type as 'int64' | 'int32' };
  });
  if (!inputs.some(({ holds }) => holds === 'ids')) {
    throw mismatch(card, `the graph has no input for tokens; ${inputsOf(graph)}`);
  }
  const [first] = graph.inputMetadata;
  const shape = first?.isTensor ? first.shape : [];
  return {
    inputs,
    fixedBatch: fixedSize(shape[0]),
    fixedTokens: fixedSize(shape[1]),
    outputName: outputOf(graph, card, card.text?.output),
  };
}

/** Frames, height, width and channels of TransNetV2 and its likes: `[n, frames, H, W, 3]`. @throws `model/bad-card` */
export function fitShots(graph: Metadata, card: ModelCardFile): { name: string; shape: number[] } {
  const [input] = graph.inputMetadata;
  const { widthPx, heightPx } = card.input;
  const wanted = [heightPx, widthPx, 3];
  const isFit =
    input?.isTensor &&
    input.type === 'float32' &&
    input.shape.length === 5 &&
    wanted.every((size, at) => isOpen(input.shape[at + 2]) || input.shape[at + 2] === size);
  if (!input?.isTensor || !isFit) {
    throw mismatch(
      card,
      `a shot graph takes [n, frames, ${wanted.join(', ')}]; ${inputsOf(graph)}`,
    );
  }
  const [batch, frames] = input.shape;
  return { name: input.name, shape: [fixedSize(batch) ?? 1, fixedSize(frames) ?? 100, ...wanted] };
}

function holdsOf(name: string, inputs: number): 'ids' | 'mask' | 'zeros' | null {
  if (/mask/i.test(name)) return 'mask';
  if (/type|segment/i.test(name)) return 'zeros';
  if (/id|token|text|input/i.test(name) && !/position/i.test(name)) return 'ids';
  return inputs === 1 ? 'ids' : null;
}

function layoutOf(shape: Shape, { input }: ModelCardFile): TensorLayout | null {
  const fits = (wanted: readonly number[]) =>
    wanted.every((size, at) => isOpen(shape[at + 1]) || shape[at + 1] === size);
  if (fits([3, input.heightPx, input.widthPx])) return 'nchw';
  if (fits([input.heightPx, input.widthPx, 3])) return 'nhwc';
  return null;
}

/** Names that exporters give to finished embeddings, best first. */
const KNOWN_OUTPUTS = [
  'image_embeds',
  'text_embeds',
  'sentence_embedding',
  'embedding',
  'embeddings',
  'pooler_output',
];

function outputOf(graph: Metadata, card: ModelCardFile, named: string | undefined): string {
  const outputs = graph.outputMetadata;
  if (named) {
    const output = find(outputs, named);
    if (!output) {
      const names = outputs.map(({ name }) => name).join(', ');
      throw mismatch(card, `the graph has no output "${named}", but ${names}`);
    }
    if (!output.isTensor || !mayHold(output.shape, card.dim)) {
      throw mismatch(card, `"${named}" does not give ${card.dim} numbers`);
    }
    return named;
  }
  const fitting = outputs.filter((value) => value.isTensor && mayHold(value.shape, card.dim));
  const best = KNOWN_OUTPUTS.find((name) => fitting.some((output) => output.name === name));
  const [first] = fitting;
  if (!first) throw mismatch(card, `no output of the graph has ${card.dim} numbers for each input`);
  return best ?? first.name;
}

/** `[n, …]` with `dim` numbers behind the first dimension, or `[n, tokens, dim]`; open sizes are settled by the first run. */
function mayHold(shape: Shape, dim: number): boolean {
  const [, ...rest] = shape;
  if (rest.length === 0 || rest.some(isOpen)) {
    const last = rest.at(-1);
    return rest.length === 0 || isOpen(last) || last === dim || last === 1;
  }
  const product = rest.reduce<number>((all, size) => all * Number(size), 1);
  return product === dim || (rest.length === 2 && rest[1] === dim);
}

function find<T extends { name: string }>(values: readonly T[], name: string): T | undefined {
  return values.find((value) => value.name === name);
}

function inputsOf({ inputMetadata }: Metadata): string {
  const inputs = inputMetadata.map((input) =>
    input.isTensor ? `${input.name} ${input.type} [${input.shape.join(', ')}]` : input.name,
  );
  return `this one has ${inputs.join('; ') || 'none'}`;
}

/** onnxruntime names open dimensions, or gives them a size that is not above 0. */
function isOpen(size: number | string | undefined): boolean {
  return typeof size !== 'number' || size <= 0;
}

function fixedSize(size: number | string | undefined): number | null {
  return typeof size === 'number' && size > 0 ? size : null;
}

export function mismatch(card: ModelCardFile, what: string): StudioError {
  return new StudioError(
    'model/bad-card',
    `The card of "${card.id}" does not fit its graph: ${what}.`,
    { details: { modelId: card.id, problem: what } },
  );
}
