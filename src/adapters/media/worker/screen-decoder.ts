import type { EncodedPacket } from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';
import { type Deferred, deferred } from '../../../rpc/deferred.ts';

/** Packets inside the decoder at once; more would only hold memory. */
const QUEUE_LIMIT = 16;
/** Answered pictures that wait to be converted; each is a whole picture. */
const ANSWER_LIMIT = 4;

export interface Want {
  tick: number;
  /** Decoding order of its packet. */
  sequence: number;
}

/** A wanted time and the frame on screen at it. Whoever takes it closes the frame. */
export interface Answer<W extends Want> {
  want: W;
  frame: VideoFrame;
}

let openFrames = 0;

/** VideoFrames that this worker has not closed yet; 0 when nothing runs. */
export function openVideoFrames(): number {
  return openFrames;
}

export function closeFrame(frame: VideoFrame): void {
  frame.close();
  openFrames -= 1;
}

/**
 * A VideoDecoder that keeps only the frames that are on screen at wanted times. Timestamps inside are the container's ticks,
 * so nothing is rounded. Wants are registered in ascending order before their packets are decoded.
 */
export class ScreenDecoder<W extends Want> {
  readonly #decoder: VideoDecoder;
  readonly #wants: W[] = [];
  readonly #answers: Answer<W>[] = [];
  #held: VideoFrame | null = null;
  #fedSequence = Number.NEGATIVE_INFINITY;
  #error: StudioError | null = null;
  #wake: Deferred<void> | null = null;
  readonly #counts: { framesDecoded: number };

  /** @param counts its `framesDecoded` grows with every picture that comes out */
  constructor(config: VideoDecoderConfig, counts: { framesDecoded: number }) {
    this.#counts = counts;
    this.#decoder = new VideoDecoder({
      output: (frame) => this.#receive(frame),
      error: (cause) => this.#fail(cause),
    });
    this.#decoder.ondequeue = () => this.#wakeUp();
    this.#decoder.configure(config);
  }

  want(want: W): void {
    this.#wants.push(want);
  }

  /** @throws `video/decode-failed` */
  decode(packet: EncodedPacket, tick: number): void {
    this.#throwIfFailed();
    this.#fedSequence = packet.sequenceNumber;
    const { type, data } = packet;
    try {
      this.#decoder.decode(new EncodedVideoChunk({ type, data, timestamp: tick }));
    } catch (cause) {
      throw decodeFailed(cause);
    }
  }

  /** An answer that is ready, in the order of the wants. */
  take(): Answer<W> | undefined {
    return this.#answers.shift();
  }

  /** Resolves when another packet may go in, or answers wait to be taken. */
  async room(): Promise<void> {
    while (
      this.#decoder.decodeQueueSize >= QUEUE_LIMIT &&
      this.#answers.length === 0 &&
      !this.#error
    ) {
      await this.#nextEvent();
    }
    this.#throwIfFailed();
  }

  /** Everything that went in comes out. Yields whenever answers wait, so that they do not pile up. */
  async *flush(): AsyncGenerator<void, void, void> {
    if (this.#decoder.state !== 'configured') return;
    let isDone = false;
    const end = () => {
      isDone = true;
      this.#wakeUp();
    };
    this.#decoder.flush().then(end, (cause: unknown) => {
      this.#error ??= decodeFailed(cause);
      end();
    });
    while (!isDone) {
      await this.#nextEvent();
      if (this.#answers.length >= ANSWER_LIMIT) yield;
    }
    this.#throwIfFailed();
    while (this.#wants[0] && this.#wants[0].sequence <= this.#fedSequence) this.#answerWithHeld();
    this.#dropHeld();
    this.#throwIfFailed();
  }

  close(): void {
    if (this.#decoder.state !== 'closed') this.#decoder.close();
    this.#dropHeld();
    for (const { frame } of this.#answers.splice(0)) closeFrame(frame);
  }

  #receive(frame: VideoFrame): void {
    openFrames += 1;
    this.#counts.framesDecoded += 1;
    while (this.#isDue(frame.timestamp - 1)) this.#answerWithHeld();
    this.#dropHeld();
    this.#held = frame;
    while (this.#isDue(frame.timestamp)) this.#answerWithHeld();
    this.#wakeUp();
  }

  /** Whether the first want is not later than `tick` and its packet has gone in. */
  #isDue(tick: number): boolean {
    const want = this.#wants[0];
    return want !== undefined && want.tick <= tick && want.sequence <= this.#fedSequence;
  }

  #answerWithHeld(): void {
    const want = this.#wants.shift();
    if (!want) return;
    if (!this.#held) {
      this.#fail(new Error('The decoder left out a picture and has none before it.'));
      return;
    }
    openFrames += 1;
    this.#answers.push({ want, frame: this.#held.clone() });
  }

  #dropHeld(): void {
    if (this.#held) closeFrame(this.#held);
    this.#held = null;
  }

  #fail(cause: unknown): void {
    this.#error ??= decodeFailed(cause);
    this.#wakeUp();
  }

  #throwIfFailed(): void {
    if (this.#error) throw this.#error;
  }

  #wakeUp(): void {
    this.#wake?.resolve();
    this.#wake = null;
  }

  #nextEvent(): Promise<void> {
    this.#wake ??= deferred<void>();
    return this.#wake.promise;
  }
}

function decodeFailed(cause: unknown): StudioError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new StudioError('video/decode-failed', `The browser's decoder gave up: ${message}`, {
    cause,
  });
}
