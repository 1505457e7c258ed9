import type {
  DecisionContext,
  Draft,
  DraftBody,
  Frame,
  Project,
  Provenance,
  VideoFile,
  VideoId,
} from '../core/flow.ts';

/** Makers of valid nouns for tests: say what matters, the rest has sensible values. Numbers make distinct ones. */

const hex = (seed: number, digits: number): string =>
  Array.from({ length: digits }, (_, at) =>
    (((seed * 2654435761 + at * 40503 + (seed >> (at % 8)) * 7919) >>> (at % 24)) & 15).toString(
      16,
    ),
  ).join('');

/** 64 hex digits that depend on the number; not a hash of anything. */
export const fakeSha256 = (n: number): string => n.toString(16).padStart(16, '0') + hex(n, 48);

export function buildProject(changes: Partial<Project> = {}): Project {
  return { id: 'project:test', name: 'Test project', createdAtMs: 1_700_000_000_000, ...changes };
}

export function buildVideo(n = 1, changes: Partial<VideoFile> = {}): VideoFile {
  return {
    id: `video:${n}`,
    name: `clip-${n}.mp4`,
    sizeBytes: 1_000_000 + n,
    fingerprint: fakeSha256(n),
    container: 'mp4',
    codec: 'h264',
    hasAudio: false,
    startSec: 0,
    durationSec: 30,
    widthPx: 1280,
    heightPx: 720,
    rotationDeg: 0,
    averageFps: 25,
    isVariableFrameRate: false,
    decoders: ['webcodecs', 'ffmpeg'],
    remarks: [],
    licence: null,
    source: null,
    addedAtMs: 1_700_000_000_000 + n,
    ...changes,
  };
}

/** The frame at `n` seconds on a 90 kHz clock. */
export function buildFrame(n = 1, changes: Partial<Frame> = {}): Frame {
  return {
    videoId: 'video:1',
    ptsSec: n,
    ptsTicks: n * 90_000,
    timescale: 90_000,
    decodeIndex: null,
    widthPx: 448,
    heightPx: 252,
    imageSha256: fakeSha256(n),
    perceptualHash: hex(n, 16),
    decoder: 'webcodecs',
    lumaSpread: 0.2,
    ...changes,
  };
}

/** Bytes that begin and end like a JPEG and depend on the number. */
export function buildJpeg(n = 1, sizeBytes = 64): Uint8Array {
  const bytes = Uint8Array.from({ length: sizeBytes }, (_, at) => (n * 31 + at * 7) & 0xff);
  bytes.set([0xff, 0xd8, 0xff], 0);
  bytes.set([0xff, 0xd9], sizeBytes - 2);
  return bytes;
}

export function buildProvenance(
  changes: Partial<Extract<Provenance, { origin: 'model' }>> = {},
): Provenance {
  return {
    origin: 'model',
    recipe: 'video-espresso',
    recipeVersion: 1,
    role: 'drafter',
    model: 'stub-vlm',
    endpoint: 'http://localhost:9/v1',
    promptId: 'espresso/qa',
    promptVersion: 1,
    promptSha256: fakeSha256(7),
    replyKey: 'reply-1',
    framesSent: [fakeSha256(1)],
    tokensIn: 1200,
    tokensOut: 240,
    usd: 0.0054,
    latencyMs: 900,
    ...changes,
  };
}

export function buildBody(n = 1, changes: Partial<DraftBody> = {}): DraftBody {
  return {
    kind: 'qa-open',
    task: 'causal',
    question: `Why does the cup number ${n} fall?`,
    answer: 'The cat pushes it over the edge.',
    options: null,
    correctOption: null,
    caption: null,
    steps: [
      {
        text: 'The cat touches the cup with its paw.',
        evidence: [{ frame: { ptsSec: n, imageSha256: fakeSha256(n) } }],
      },
    ],
    evidence: [{ frame: { ptsSec: n, imageSha256: fakeSha256(n) } }],
    ...changes,
  };
}

export function buildDraft(n = 1, changes: Partial<Draft> = {}): Draft {
  const videoId: VideoId = 'video:1';
  return {
    id: `draft:${n}`,
    videoId,
    ...buildBody(n),
    checks: [{ code: 'evidence-linked', verdict: 'pass' }],
    provenance: buildProvenance(),
    createdAtMs: 1_700_000_000_000 + n,
    ...changes,
  };
}

export function buildContext(changes: Partial<DecisionContext> = {}): DecisionContext {
  return { annotator: 'ann', atMs: 1_700_000_100_000, dwellMs: 1500, via: 'key', ...changes };
}
