import { StudioError } from '../../../core/errors.ts';

const HEAD_BYTES = 4096;

/** First bytes of what is certainly no video, whatever its name says. */
const OTHER_KINDS: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['JPEG picture', [0xff, 0xd8, 0xff]],
  ['PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip archive', [0x1f, 0x8b]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
];

const WEBP = [0x57, 0x45, 0x42, 0x50];

/** Turns away at once what cannot be a video. @throws `video/empty-file`, `video/not-a-video` */
export async function rejectNonVideo(file: Blob): Promise<void> {
  if (file.size === 0) throw new StudioError('video/empty-file', 'The file is empty.');
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const other = OTHER_KINDS.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));
  if (other) throw notAVideo(other[0]);
  // RIFF is also the beginning of AVI; what it holds is said eight bytes later.
  if (WEBP.every((byte, i) => head[i + 8] === byte)) throw notAVideo('WebP picture');
  if (isText(head, file.size > head.length)) throw notAVideo('text file');
}

export function notAVideo(kind: string): StudioError {
  return new StudioError('video/not-a-video', `The file is no video but a ${kind}.`, {
    details: { kind },
  });
}

/** Whether every byte is printable text in UTF-8. */
function isText(head: Uint8Array, isCut: boolean): boolean {
  if (head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: isCut });
    return true;
  } catch {
    return false;
  }
}
