import { StudioError } from '../../core/errors.ts';
import type { VideoFacts } from '../../core/flow.ts';
import type {
  DecodedFrame,
  FileLike,
  MediaPort,
  PlaybackPort,
  SampleQuery,
  SampleStats,
  ScanPort,
} from '../../core/ports.ts';
import { RpcClient } from '../../rpc/client.ts';
import { asBlob } from './as-blob.ts';
import { probeCodecs } from './codec-matrix.ts';
import type { MediaOps, MediaResources } from './protocol.ts';

/** The worker is ended after this long without work; it frees FFmpeg's memory with it. */
const IDLE_MS = 60_000;

/** The media port, and what only tests and diagnostics ask. */
export interface MediaAdapter extends MediaPort, PlaybackPort, ScanPort {
  /** What the worker holds at this moment; all zero when nothing runs. */
  resources(): Promise<MediaResources>;
  /** Ends the worker at once. The next call starts a fresh one. */
  release(): void;
}

/**
 * Decoding in one worker of its own: mediabunny and WebCodecs there, FFmpeg in workers below it, so that the page never
 * waits. Nothing is loaded before the first call.
 */
export function createMediaAdapter(): MediaAdapter {
  const rpc = new RpcClient<MediaOps>({
    start: () =>
      new Worker(new URL('./worker/media.worker.ts', import.meta.url), {
        type: 'module',
        name: 'media',
      }),
    idleMs: IDLE_MS,
  });
  return {
    probe: async (file) => rpc.call('probe', { file: await asBlob(file) }),
    sample: (file, facts, query) => sample(rpc, { file, facts, query }),
    frameTimes: async (file, facts, range) =>
      rpc.call('frameTimes', { file: await asBlob(file), facts, range }),
    capabilities: () => rpc.call('capabilities', null),
    makeProxy: async (file, facts, { longSidePx, signal, onProgress }) => {
      const params = { file: await asBlob(file), facts, longSidePx };
      const copy = await rpc.call('makeProxy', params, {
        signal,
        onProgress: ({ done, total }) => onProgress?.(done, total ?? done),
      });
      return new File([copy], 'proxy.mp4', { type: copy.type });
    },
    scanFrames: async (file, facts, { decoder, signal, onProgress }) =>
      rpc.call(
        'scanFrames',
        { file: await asBlob(file), facts, decoder },
        {
          signal,
          onProgress: ({ done, total }) => onProgress?.(done, total ?? done),
        },
      ),
    codecMatrix: (only) => probeCodecs((samples) => rpc.call('decodeSamples', { samples }), only),
    drawGrid: (jpegs, layout) =>
      rpc.call('drawGrid', { jpegs: jpegs.map((jpeg) => jpeg.slice()), layout }),
    cutSquares: (jpeg, boxes, context) =>
      rpc.call('cutSquares', { jpeg: jpeg.slice(), boxes, context }),
    resources: () => rpc.call('resources', null),
    release: () => rpc.terminate(),
  };
}

function sample(
  rpc: RpcClient<MediaOps>,
  { file, facts, query }: { file: FileLike; facts: VideoFacts; query: SampleQuery },
): { frames: AsyncIterable<DecodedFrame>; stats: SampleStats } {
  const first = query.decoder === 'auto' ? facts.decoders[0] : query.decoder;
  if (!first)
    throw new StudioError('video/unsupported-codec', 'No decoder here can read this video.');
  const stats: SampleStats = {
    decoder: first,
    framesDecoded: 0,
    bytesRead: 0,
    fellBackBecause: null,
    missingSec: [],
  };
  async function* frames(): AsyncGenerator<DecodedFrame, void, void> {
    const { timesSec, longSidePx, decoder, only, signal } = query;
    const params = { file: await asBlob(file), facts, timesSec, longSidePx, decoder, only };
    const stream = rpc.stream('sample', params, { signal });
    try {
      for (;;) {
        const next = await stream.next();
        Object.assign(stats, next.done ? next.value : next.value.stats);
        if (next.done) return;
        yield next.value.decoded;
      }
    } finally {
      // Ends the work when the reader leaves early; a second end is harmless.
      await stream.return(stats);
    }
  }
  return { frames: frames(), stats };
}
