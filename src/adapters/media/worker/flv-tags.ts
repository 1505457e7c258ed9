import type { RangedReader } from './ranged-reader.ts';

/** Type, size, time and stream of a tag; the size of all that is repeated behind it. */
const TAG_HEADER_BYTES = 11;
const SIZE_BYTES = 4;
const AUDIO = 8;
const VIDEO = 9;
const SCRIPT = 18;
const KEY_FRAME = 1;
/** Codecs with a packet that configures them, and its type. */
const VIDEO_CONFIGURED = new Set([7, 12]);
const AUDIO_CONFIGURED = 10;
const CONFIGURATION = 0;
const PICTURES = 1;
/** How far the tags that configure the codecs are looked for. */
const FIRST_TAGS = 64;
/** A search by halves ends here; the rest is walked through. */
const WALK_BYTES = 1024 * 1024;
/** No tag begins in so many bytes: there is no order in this file. */
const SYNC_BYTES = 16 * 1024 * 1024;
/** Looked through for the beginning of a tag at once. */
const SCANNED_BYTES = 64 * 1024;
const STEP_BACK_BYTES = 4 * 1024 * 1024;

interface Tag {
  at: number;
  next: number;
  type: number;
  timeMs: number;
  isConfiguration: boolean;
  /** A picture that decoding can begin with. */
  isKey: boolean;
}

/**
 * Finds places in a Flash Video file by its tags' own times, in a search by halves: FFmpeg would read it from its beginning
 * (Adobe Flash Video File Format Specification 10.1, annex E).
 */
export class FlvTags {
  readonly #reader: RangedReader;
  readonly #first: number;
  /** Of each kind of stream the tag that configures its codec. */
  readonly #configurations: readonly Tag[];

  private constructor(reader: RangedReader, first: number, configurations: readonly Tag[]) {
    this.#reader = reader;
    this.#first = first;
    this.#configurations = configurations;
  }

  /** @returns `null` for other formats and files whose tags do not follow one another */
  static async open(reader: RangedReader): Promise<FlvTags | null> {
    const head = await reader.peek(0, 9);
    if (head.byteLength < 9 || head.getUint32(0) >>> 8 !== 0x464c56) return null;
    const first = head.getUint32(5) + SIZE_BYTES;
    const configurations: Tag[] = [];
    let at = first;
    for (let count = 0; count < FIRST_TAGS; count++) {
      const tag = await readTag(reader, at);
      if (!tag) return null;
      if (tag.isConfiguration && !configurations.some(({ type }) => type === tag.type))
        configurations.push(tag);
      at = tag.next;
    }
    return new FlvTags(reader, first, configurations);
  }

  /**
   * A file that begins with the last key picture that is decoded not later than `sec`, times unchanged; nothing is copied.
   * It begins with the first one where there is none before.
   */
  async excerptAt(sec: number): Promise<Blob> {
    const { file } = this.#reader;
    const key = await this.#keyBefore(Math.floor(sec * 1000));
    if (!key) return file;
    const latest = new Map(this.#configurations.map((tag) => [tag.type, tag]));
    for (const tag of key.configurations) latest.set(tag.type, tag);
    const configurations = Array.from(latest.values(), ({ at, next }) => file.slice(at, next));
    return new Blob([file.slice(0, this.#first), ...configurations, file.slice(key.at)]);
  }

  /** The time of the first tag from an offset on, in milliseconds; `null` = there is none. */
  async timeFrom(offset: number): Promise<number | null> {
    return (await this.#tagFrom(offset))?.timeMs ?? null;
  }

  async #keyBefore(timeMs: number): Promise<{ at: number; configurations: Tag[] } | null> {
    const near = await this.#halve(timeMs);
    for (let back = 0; ; back = back * 2 || STEP_BACK_BYTES) {
      const start = Math.max(near - back, this.#first);
      const from = back === 0 || start === this.#first ? start : (await this.#tagFrom(start))?.at;
      const key = from === undefined ? null : await this.#lastKey(from, timeMs);
      if (key || start === this.#first) return key;
    }
  }

  /** Where a tag begins that is not later than `timeMs`, not far before the last such one. */
  async #halve(timeMs: number): Promise<number> {
    let low = this.#first;
    for (let high = this.#reader.size; high - low > WALK_BYTES; ) {
      const middle = Math.floor((low + high) / 2);
      const tag = await this.#tagFrom(middle);
      if (tag && tag.at < high && tag.timeMs <= timeMs) low = tag.at;
      else high = middle;
    }
    return low;
  }

  async #lastKey(
    from: number,
    timeMs: number,
  ): Promise<{ at: number; configurations: Tag[] } | null> {
    const configurations: Tag[] = [];
    let key: number | null = null;
    let configured = 0;
    let tag = await readTag(this.#reader, from);
    while (tag && tag.timeMs <= timeMs) {
      if (tag.isConfiguration) configurations.push(tag);
      if (tag.isKey) {
        key = tag.at;
        configured = configurations.length;
      }
      tag = await readTag(this.#reader, tag.next);
    }
    return key === null ? null : { at: key, configurations: configurations.slice(0, configured) };
  }

  /** The first tag from an offset on, wherever that lies: one that is followed by its own size and by another tag. */
  async #tagFrom(offset: number): Promise<Tag | null> {
    const end = Math.min(this.#reader.size, offset + SYNC_BYTES);
    for (let start = offset; start + TAG_HEADER_BYTES <= end; start += SCANNED_BYTES) {
      const data = await this.#reader.peek(start, start + SCANNED_BYTES + TAG_HEADER_BYTES);
      for (let at = 0; at < SCANNED_BYTES && at + TAG_HEADER_BYTES <= data.byteLength; at++) {
        const tag = isTagHeader(data, at) ? await readTag(this.#reader, start + at) : null;
        if (!tag) continue;
        if (tag.next >= this.#reader.size || (await readTag(this.#reader, tag.next))) return tag;
      }
    }
    return null;
  }
}

/** The tag at an offset; `null` where none begins. */
async function readTag(reader: RangedReader, at: number): Promise<Tag | null> {
  const head = await reader.peek(at, at + TAG_HEADER_BYTES + 2);
  if (head.byteLength < TAG_HEADER_BYTES + 2 || !isTagHeader(head, 0)) return null;
  const type = head.getUint8(0);
  const bytes = head.getUint32(0) & 0xffffff;
  const end = at + TAG_HEADER_BYTES + bytes;
  const size = await reader.peek(end, end + SIZE_BYTES);
  if (size.byteLength < SIZE_BYTES || size.getUint32(0) !== TAG_HEADER_BYTES + bytes) return null;
  const [kind, packet] = [head.getUint8(TAG_HEADER_BYTES), head.getUint8(TAG_HEADER_BYTES + 1)];
  const isConfigured =
    type === VIDEO
      ? VIDEO_CONFIGURED.has(kind & 15)
      : type === AUDIO && kind >> 4 === AUDIO_CONFIGURED;
  const isConfiguration = isConfigured && packet === CONFIGURATION;
  return {
    ...{ at, type, isConfiguration, next: end + SIZE_BYTES },
    timeMs: head.getUint8(7) * 2 ** 24 + (head.getUint32(3) & 0xffffff),
    // The packet that ends a stream is marked as a key picture too.
    isKey: type === VIDEO && kind >> 4 === KEY_FRAME && (!isConfigured || packet === PICTURES),
  };
}

/** By its type, and its stream, which is 0 in every file. */
function isTagHeader(data: DataView, at: number): boolean {
  const type = data.getUint8(at);
  if (type !== AUDIO && type !== VIDEO && type !== SCRIPT) return false;
  return (data.getUint32(at + 7) & 0xffffff) === 0 && (data.getUint32(at) & 0xffffff) >= 2;
}
