import type { ThumbnailReply, ThumbnailRequest } from './thumbnail.worker.ts';

/** As wide as the widest place for a thumbnail, on a screen with two pixels to one. */
const WIDTH_PX = 320;

/** JPEG bytes to small bitmaps, in a worker that begins with the first one. */
export class ThumbnailDecoder {
  readonly #waiting = new Map<number, (bitmap: ImageBitmap | null) => void>();
  #worker: Worker | null = null;
  #last = 0;

  /** `null` where the bytes are no picture, and after `close`. The caller closes the bitmap. */
  decode(jpeg: Uint8Array): Promise<ImageBitmap | null> {
    this.#last += 1;
    const request: ThumbnailRequest = { id: this.#last, jpeg: jpeg.slice(), widthPx: WIDTH_PX };
    return new Promise((resolve) => {
      this.#waiting.set(request.id, resolve);
      this.#start().postMessage(request, [request.jpeg.buffer]);
    });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./thumbnail.worker.ts', import.meta.url), {
      type: 'module',
      name: 'thumbnails',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<ThumbnailReply>) => {
      this.#waiting.get(data.id)?.(data.bitmap);
      this.#waiting.delete(data.id);
    });
    this.#worker = worker;
    return worker;
  }
}
