import type { ChatReply, RoleBinding } from '../core/chat.ts';
import { DEFAULT_BINDING } from '../core/chat.ts';
import { StudioError } from '../core/errors.ts';
import type { ModelCard } from '../core/model-card.ts';
import type {
  ChatPort,
  FileLike,
  FilesPort,
  MediaPort,
  ModelPort,
  SampleStats,
} from '../core/ports.ts';
import { buildFrame, buildJpeg, buildVideo, fakeSha256 } from './builders.ts';

/** Ports that compute nothing and count what they are asked for. Methods that a test does not expect reject. */

const unexpected = (name: string) => (): Promise<never> =>
  Promise.reject(new StudioError('internal/unexpected', `The test did not expect ${name}.`));

export const buildFile = (name: string, size = 100): FileLike => ({
  name,
  size,
  slice: (start = 0, end = size) => ({
    arrayBuffer: async () => new ArrayBuffer(Math.max(0, end - start)),
  }),
});

export interface FakeMedia extends MediaPort {
  /** Every time that was really decoded, in order. */
  decodedSec: number[];
  /** Decoding breaks once this many frames came, as when a tab is killed. */
  breakAfter: number;
}

/** One frame a second on a 90 kHz clock; files whose name begins with `bad` are not videos. */
export function createFakeMedia(): FakeMedia {
  const media: FakeMedia = {
    decodedSec: [],
    breakAfter: Number.POSITIVE_INFINITY,
    async probe(file) {
      if (file.name.startsWith('bad')) throw new StudioError('video/not-a-video', 'no video');
      return buildVideo(1);
    },
    sample(_file, _facts, { timesSec, signal }) {
      const stats: SampleStats = {
        decoder: 'webcodecs',
        framesDecoded: 0,
        bytesRead: 0,
        fellBackBecause: null,
        missingSec: [],
      };
      async function* frames() {
        for (const askedSec of timesSec) {
          if (signal?.aborted) throw new StudioError('job/cancelled', 'stop');
          if (media.decodedSec.length >= media.breakAfter)
            throw new StudioError('worker/crashed', 'gone');
          media.decodedSec.push(askedSec);
          stats.framesDecoded += 1;
          const { videoId: _videoId, ...frame } = buildFrame(Math.floor(askedSec));
          yield { askedSec, frame, jpeg: buildJpeg(Math.floor(askedSec)) };
        }
      }
      return { frames: frames(), stats };
    },
    frameTimes: unexpected('frameTimes'),
    drawGrid: unexpected('drawGrid'),
    cutSquares: unexpected('cutSquares'),
    capabilities: unexpected('capabilities'),
  };
  return media;
}

export interface FakeModels extends ModelPort {
  /** How many pictures were embedded. */
  embedded: number;
}

export const FAKE_CARD: ModelCard = {
  id: 'ristretto-e1',
  task: 'image-embedding',
  licence: 'Apache-2.0',
  files: [{ path: 'model.onnx', sha256: fakeSha256(7), bytes: 1 }],
  dim: 4,
  input: { widthPx: 8, heightPx: 8, mean: [0, 0, 0], std: [1, 1, 1], resize: 'squash' },
  installed: true,
};

/** Unit vectors that depend on the first bytes of a picture. */
export function createFakeModels(): FakeModels {
  const models: FakeModels = {
    embedded: 0,
    list: async () => [FAKE_CARD],
    async embedImages(modelId, jpegs) {
      models.embedded += jpegs.length;
      const data = Float32Array.from(
        jpegs.flatMap((jpeg) => unit([...jpeg.subarray(3, 7)].map((byte) => byte + 1))),
      );
      return {
        modelId,
        modelSha256: fakeSha256(7),
        rows: jpegs.length,
        dim: 4,
        data,
        provider: 'wasm',
        framesPerSec: 100,
        fellBackBecause: null,
      };
    },
    install: unexpected('install'),
    remove: unexpected('remove'),
    embedTexts: unexpected('embedTexts'),
    benchmark: unexpected('benchmark'),
    speeds: unexpected('speeds'),
    chooseProvider: unexpected('chooseProvider'),
    gpu: async () => null,
  };
  return models;
}

function unit(values: number[]): number[] {
  const norm = Math.hypot(...values);
  return values.map((value) => value / norm);
}

/** Files by video id, all at hand; two files of the same name and size have the same fingerprint. */
export function createFakeFiles(): FilesPort {
  const files = new Map<string, FileLike>();
  return {
    fingerprint: async (file) =>
      fakeSha256(
        [...file.name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), file.size) % 1e9,
      ),
    remember: async (videoId, file) => void files.set(videoId, file),
    access: async (videoId) => (files.has(videoId) ? 'ready' : 'missing'),
    async open(videoId) {
      const file = files.get(videoId);
      if (!file) throw new StudioError('video/file-missing', 'not linked');
      return file;
    },
    grant: async (videoIds) => [...videoIds],
    forget: async (videoId) => void files.delete(videoId),
    copyIn: async () => undefined,
    pick: unexpected('pick'),
    fromDrop: unexpected('fromDrop'),
    save: unexpected('save'),
    zip: () => {
      throw new StudioError('internal/unexpected', 'The test did not expect zip.');
    },
    unzip: unexpected('unzip'),
    // Only name and size matter to the other fakes.
    join: (name, parts) =>
      buildFile(
        name,
        parts.reduce(
          (sum, part) => sum + (part instanceof Uint8Array ? part.byteLength : part.size),
          0,
        ),
      ),
  };
}

export interface FakeChat extends ChatPort {
  /** How many calls went out. */
  calls: number;
  /** The call after this many fails, as when the network goes. */
  breakAfter: number;
}

/** Answers every request with the same JSON. */
export function createFakeChat(json: unknown): FakeChat {
  const binding: RoleBinding = {
    ...DEFAULT_BINDING,
    baseUrl: 'http://localhost:9/v1',
    model: 'fake',
  };
  const replyOf = (said: unknown): ChatReply => ({
    raw: JSON.stringify(said),
    json: said,
    jsonFrom: 'direct',
    mode: 'json_schema',
    model: 'fake',
    endpoint: binding.baseUrl,
    finishReason: 'stop',
    tokensIn: 100,
    tokensOut: 10,
    tokensEstimated: false,
    usd: 0.01,
    latencyMs: 1,
    attempts: 1,
  });
  const chat: FakeChat = {
    calls: 0,
    breakAfter: Number.POSITIVE_INFINITY,
    async complete() {
      if (chat.calls >= chat.breakAfter) throw new StudioError('llm/offline', 'no network');
      chat.calls += 1;
      return replyOf(json);
    },
    embed: unexpected('embed'),
    batch: {
      body: async (request) => ({ model: 'fake', asked: request.messages.length }),
      async reply(_request, body) {
        if (body === 'refused') throw new StudioError('llm/refused', 'no');
        return replyOf(body);
      },
    },
    estimate: () => ({
      images: 1,
      tokensIn: { low: 1, high: 2 },
      tokensOut: { low: 1, high: 2 },
      usd: null,
    }),
    bindings: async () => ({ drafter: { ...binding, hasKey: false, keyKept: null } }),
    bind: unexpected('bind'),
    test: unexpected('test'),
  };
  return chat;
}
