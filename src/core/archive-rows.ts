import type { PromptTemplate } from './chat.ts';
import { StudioError } from './errors.ts';
import type {
  Draft,
  Finding,
  Frame,
  JournalEvent,
  Project,
  Selection,
  VideoFile,
  VideoId,
} from './flow.ts';
import type { InspectionEvent } from './inspections.ts';
import type { Job } from './job.ts';
import type { ArchiveTable, StoredReply } from './store-port.ts';

/**
 * What `StorePort.archive.rows` gives and `restore` takes: plain JSON without the project's id, so that a project can come
 * back under another one. Each table keeps the order in which its rows were first put; the journal's order is its meaning.
 */
export interface ArchiveRowOf {
  project: Omit<Project, 'id'>;
  videos: VideoFile;
  frames: Frame;
  samples: ArchivedSample;
  embeddings: ArchivedEmbedding;
  selections: Selection;
  prompts: PromptTemplate;
  replies: StoredReply;
  drafts: Draft & { seq: number };
  journal: JournalEvent;
  findings: Finding;
  inspections: InspectionEvent;
  jobs: Omit<Job, 'projectId'>;
}

export type ArchiveRow = ArchiveRowOf[ArchiveTable];

/** Which frame answered which asked time at which size. */
export interface ArchivedSample {
  videoId: VideoId;
  longSidePx: number;
  askedSec: number;
  ptsTicks: number;
  timescale: number;
  imageSha256: string;
}

export interface ArchivedEmbedding {
  modelSha256: string;
  imageSha256: string;
  /** Base64 of little-endian 32-bit floats. */
  vector: string;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_OF = new Map([...DIGITS].map((digit, value) => [digit, value]));

/** Little-endian bytes of the floats, whatever this machine's own order is. */
export function vectorToBytes(vector: Float32Array): Uint8Array {
  const bytes = new Uint8Array(vector.length * 4);
  const view = new DataView(bytes.buffer);
  vector.forEach((value, at) => {
    view.setFloat32(at * 4, value, true);
  });
  return bytes;
}

/** @throws `storage/corrupt` when the bytes are not whole floats */
export function vectorFromBytes(bytes: Uint8Array): Float32Array {
  if (bytes.length % 4 !== 0) {
    throw new StudioError('storage/corrupt', 'A stored vector is cut short.');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => view.getFloat32(at * 4, true));
}

export function bytesToBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((shift) => DIGITS.charAt((bits >> shift) & 63)).join('');
    const missing = Math.max(0, at + 3 - bytes.length);
    parts.push(digits.slice(0, 4 - missing) + '='.repeat(missing));
  }
  return parts.join('');
}

/** @throws `import/bad-record` on text that is not base64 */
export function base64ToBytes(text: string): Uint8Array {
  const digits = text.replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let length = 0;
  for (const digit of digits) {
    const value = VALUE_OF.get(digit);
    if (value === undefined) throw new StudioError('import/bad-record', 'A vector is not base64.');
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[length++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}
