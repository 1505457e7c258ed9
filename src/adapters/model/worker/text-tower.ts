import { StudioError } from '../../../core/errors.ts';
import type { ModelCardFile, ModelFile } from '../../../core/model-card.ts';
import { fileWithRole } from '../../../core/model-files.ts';
import type { ModelSource, ProviderName } from '../protocol.ts';
import { fitTexts, type TextFit } from './graph-fit.ts';
import type { OpenSession, Tensor } from './ort.ts';
import { embeddingRows } from './rows.ts';
import { runGraph } from './run.ts';
import { keepLoaded, readFile } from './sessions.ts';
import { TextTokens, type TokenBatch } from './text-tokens.ts';

/** Texts in one run, where the graph takes any number. */
const BATCH = 16;

/** A text graph with its tokenizer that fits its card and has run once. */
export interface TextTower {
  readonly card: ModelCardFile;
  readonly batchSize: number;
  /** Rows of length 1, `[texts, dim]`. @throws `model/gpu-lost`, `model/run-failed`, `model/bad-card` */
  run(texts: readonly string[]): Promise<Float32Array>;
}

/** @throws `model/no-text-tower`, `model/bad-card`, and what loading a graph throws */
export function loadTexts(source: ModelSource, provider: ProviderName): Promise<TextTower> {
  const { card } = source;
  return keepLoaded({ source, provider, kind: 'texts' }, async (open) => {
    const file = fileWithRole(card, 'text');
    const tokenizer = fileWithRole(card, 'tokenizer');
    if (!file && card.task === 'image-text-embedding') {
      throw new StudioError(
        'model/bad-card',
        `The card of "${card.id}" promises texts but names no text graph: an .onnx file with "text" in its name, or the role "text".`,
        { details: { modelId: card.id, field: 'files', problem: 'no text graph' } },
      );
    }
    if (!file || card.task === 'image-embedding' || card.task === 'shot-boundary') {
      throw new StudioError('model/no-text-tower', `"${card.id}" embeds pictures only.`, {
        details: { modelId: card.id },
      });
    }
    if (!tokenizer) {
      throw new StudioError('model/bad-card', `The card of "${card.id}" names no tokenizer.json.`, {
        details: { modelId: card.id, field: 'files' },
      });
    }
    const json = await readJson(source, tokenizer);
    const settings = fileWithRole(card, 'tokenizer-config');
    const config = settings ? await readJson(source, settings) : {};
    const opened = await open(file);
    const tower = new OnnxTexts(card, { opened, provider, files: { json, config } });
    await tower.run(['a']);
    return tower;
  });
}

async function readJson(source: ModelSource, file: ModelFile): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await readFile(source, file));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw noJson(source, file, cause);
  }
}

function noJson({ card }: ModelSource, { path }: ModelFile, cause: unknown): StudioError {
  return new StudioError('model/load-failed', `"${path}" is not JSON.`, {
    details: { modelId: card.id, path },
    cause,
  });
}

class OnnxTexts implements TextTower {
  readonly card: ModelCardFile;
  readonly batchSize: number;
  readonly #opened: OpenSession;
  readonly #provider: ProviderName;
  readonly #fit: TextFit;
  readonly #tokens: TextTokens;

  constructor(
    card: ModelCardFile,
    {
      opened,
      provider,
      files,
    }: {
      opened: OpenSession;
      provider: ProviderName;
      files: ConstructorParameters<typeof TextTokens>[0];
    },
  ) {
    this.card = card;
    this.#opened = opened;
    this.#provider = provider;
    this.#fit = fitTexts(opened.session, card);
    this.#tokens = new TextTokens(files, card.text ?? {}, this.#fit.fixedTokens);
    this.batchSize = this.#fit.fixedBatch ?? BATCH;
  }

  async run(texts: readonly string[]): Promise<Float32Array> {
    const { fixedBatch, fixedTokens, outputName } = this.#fit;
    const filling = Array.from({ length: Math.max(0, (fixedBatch ?? 0) - texts.length) }, () => '');
    const isFull = fixedTokens !== null || this.card.text?.padding === 'max';
    const batch = this.#tokens.batch([...texts, ...filling], isFull);
    const output = await runGraph({
      session: this.#opened.session,
      provider: this.#provider,
      modelId: this.card.id,
      outputName,
      feeds: () => this.#feeds(batch),
    });
    return embeddingRows(output, this.card, {
      inputs: batch.texts,
      count: texts.length,
      pooling: { kind: this.card.text?.pooling ?? 'mean', mask: batch.mask },
    });
  }

  #feeds({ texts, tokens, ids, mask }: TokenBatch): Record<string, Tensor> {
    const { makeTensor: Make } = this.#opened;
    const values = { ids, mask, zeros: new Int32Array(ids.length) };
    return Object.fromEntries(
      this.#fit.inputs.map(({ name, holds, type }) => {
        const numbers = values[holds];
        const dims = [texts, tokens];
        const tensor: Tensor =
          type === 'int32'
            ? new Make('int32', numbers, dims)
            : new Make('int64', BigInt64Array.from(numbers, BigInt), dims);
        return [name, tensor];
      }),
    );
  }
}
