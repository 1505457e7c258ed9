import { StudioError } from '../../../core/errors.ts';
import type { ModelCardFile } from '../../../core/model-card.ts';
import { fileWithRole } from '../../../core/model-files.ts';
import type { ModelSource, ProviderName } from '../protocol.ts';
import { BatchSize } from './batch-size.ts';
import { GpuPictures } from './gpu-pictures.ts';
import { fitPictures, type PictureFit } from './graph-fit.ts';
import { toHalf } from './half.ts';
import type { OpenSession, Tensor } from './ort.ts';
import { decodeBitmap, pixelsOf } from './picture.ts';
import { writeTensor } from './resample.ts';
import { embeddingRows } from './rows.ts';
import { runGraph } from './run.ts';
import { keepLoaded } from './sessions.ts';

/** Pictures that were decoded, resized and normalised, where the graph will read them. */
export interface PreparedPictures {
  count: number;
  /** The tensor of the run. Called once. */
  tensor: () => Tensor;
}

/** A picture graph that was verified, fits its card and has run once. */
export interface PictureTower {
  readonly card: ModelCardFile;
  readonly batch: BatchSize;
  /** @throws `input/invalid` (a picture that cannot be decoded) */
  prepare(pictures: readonly Uint8Array[]): Promise<PreparedPictures>;
  /** The same for numbers that are a tensor already: a trial. */
  prepareTrial(count: number): PreparedPictures;
  /**
   * Rows of length 1, `[count, dim]`.
   *
   * @throws `model/gpu-lost`, `model/run-failed`, `model/bad-card`
   */
  run(prepared: PreparedPictures): Promise<Float32Array>;
}

/** @throws `model/no-image-tower`, `model/hash-mismatch`, `model/load-failed`, `model/bad-card`, `model/not-found`, `model/gpu-lost` */
export function loadPictures(source: ModelSource, provider: ProviderName): Promise<PictureTower> {
  const { card } = source;
  return keepLoaded({ source, provider, kind: 'pictures' }, async (open) => {
    const file = fileWithRole(card, 'image');
    if (!file || card.task === 'text-embedding' || card.task === 'shot-boundary') {
      throw new StudioError('model/no-image-tower', `"${card.id}" does not embed pictures.`, {
        details: { modelId: card.id, task: card.task },
      });
    }
    const half = provider === 'webgpu' ? await halfPrecision(card) : null;
    const opened = await open(half ?? file);
    const tower = new OnnxPictures(card, opened, provider);
    await tower.run(tower.prepareTrial(1));
    return tower;
  });
}

/** The graph in half precision, where it was installed and the device computes in it. */
async function halfPrecision(card: ModelCardFile) {
  const adapter = await navigator.gpu?.requestAdapter();
  return adapter?.features.has('shader-f16') ? fileWithRole(card, 'image-fp16') : null;
}

class OnnxPictures implements PictureTower {
  readonly card: ModelCardFile;
  readonly batch: BatchSize;
  readonly #opened: OpenSession;
  readonly #provider: ProviderName;
  readonly #fit: PictureFit;
  readonly #gpu: GpuPictures | null;
  readonly #numbersPerPicture: number;

  constructor(card: ModelCardFile, opened: OpenSession, provider: ProviderName) {
    this.card = card;
    this.#opened = opened;
    this.#provider = provider;
    this.#fit = fitPictures(opened.session, card);
    this.#numbersPerPicture = 3 * card.input.widthPx * card.input.heightPx;
    this.batch = new BatchSize(this.#fit.fixedBatch, this.#numbersPerPicture);
    this.#gpu =
      opened.device && this.#fit.type === 'float32'
        ? new GpuPictures(opened.device, card.input, this.#fit.layout)
        : null;
  }

  async prepare(pictures: readonly Uint8Array[]): Promise<PreparedPictures> {
    const count = pictures.length;
    const size = this.#fit.fixedBatch ?? count;
    if (this.#gpu) {
      const gpu = this.#gpu;
      const buffer = gpu.begin(size);
      for (const [k, bytes] of pictures.entries()) {
        const bitmap = await decodeBitmap(bytes);
        gpu.write(buffer, bitmap, k);
        bitmap.close();
      }
      const options = { dataType: 'float32' as const, dims: this.#shape(size) };
      return { count, tensor: () => this.#opened.makeTensor.fromGpuBuffer(buffer, options) };
    }
    const input = new Float32Array(size * this.#numbersPerPicture);
    for (const [k, bytes] of pictures.entries()) {
      const start = k * this.#numbersPerPicture;
      const target = input.subarray(start, start + this.#numbersPerPicture);
      writeTensor(pixelsOf(await decodeBitmap(bytes)), this.card.input, {
        target,
        layout: this.#fit.layout,
      });
    }
    return this.#fromNumbers(input, count);
  }

  prepareTrial(count: number): PreparedPictures {
    const size = this.#fit.fixedBatch ?? count;
    return this.#fromNumbers(trialNumbers(size * this.#numbersPerPicture), Math.min(count, size));
  }

  async run({ count, tensor }: PreparedPictures): Promise<Float32Array> {
    const { inputName, outputName, fixedBatch } = this.#fit;
    const output = await runGraph({
      session: this.#opened.session,
      provider: this.#provider,
      modelId: this.card.id,
      outputName,
      feeds: () => ({ [inputName]: tensor() }),
    });
    const pooling = { kind: this.card.input.pooling ?? 'cls', mask: null };
    return embeddingRows(output, this.card, { inputs: fixedBatch ?? count, count, pooling });
  }

  #fromNumbers(input: Float32Array, count: number): PreparedPictures {
    const dims = this.#shape(this.#fit.fixedBatch ?? count);
    const { makeTensor: Make } = this.#opened;
    return {
      count,
      tensor: () =>
        this.#fit.type === 'float16'
          ? new Make('float16', toHalf(input), dims)
          : new Make('float32', input, dims),
    };
  }

  #shape(pictures: number): number[] {
    const { widthPx, heightPx } = this.card.input;
    return this.#fit.layout === 'nchw'
      ? [pictures, 3, heightPx, widthPx]
      : [pictures, heightPx, widthPx, 3];
  }
}

/** A smooth pattern: something that every model has an embedding for. The first run also compiles the shaders. */
function trialNumbers(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => 0.5 + 0.5 * Math.sin(i * 0.37 + (i * i) / length));
}
