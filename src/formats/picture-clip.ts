/** Pictures in files that become the frames of one clip, in order. */
export interface PictureClip {
  kind: 'jpeg' | 'png';
  widthPx: number;
  heightPx: number;
  /** Ticks in a second. */
  timescale: number;
  /** When the first picture is shown, in ticks. */
  startTick: number;
  pictures: readonly { sizeBytes: number; durationTicks: number }[];
}

/** How QuickTime names pictures that are kept as they are. */
const SAMPLE_ENTRY = { jpeg: ['jpeg', 'Photo - JPEG'], png: ['png ', 'PNG'] } as const;
const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/**
 * What goes before and after the bytes of the pictures, put one after the other, to make a QuickTime file of them: nothing is
 * decoded or copied, and every picture has its exact time (QuickTime File Format Specification, Apple 2001).
 */
export function wrapPictures(clip: PictureClip): { head: Uint8Array; tail: Uint8Array } {
  const total = clip.pictures.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const type = box('ftyp', text('qt  '), u32(0x200), text('qt  '));
  // Size 1: the real one follows in 64 bits.
  const data = concat([u32(1), text('mdat'), u64(16 + total)]);
  const head = concat([type, data]);
  return { head, tail: movie(clip, head.byteLength) };
}

function movie(clip: PictureClip, firstOffset: number): Uint8Array {
  const { timescale, startTick } = clip;
  const shown = clip.pictures.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
  const whole = startTick + shown;
  const header = box(
    'mvhd',
    ...[u32(0x01000000), u64(0), u64(0), u32(timescale), u64(whole), u32(0x10000), u16(0x100)],
    ...[zeros(10), ...MATRIX.map(u32), zeros(24), u32(2)],
  );
  const track = box(
    'tkhd',
    ...[u32(0x01000003), u64(0), u64(0), u32(1), u32(0), u64(whole), zeros(16)],
    ...[...MATRIX.map(u32), u32(clip.widthPx * 0x10000), u32(clip.heightPx * 0x10000)],
  );
  const edits = [...(startTick > 0 ? [edit(startTick, -1)] : []), edit(shown, 0)];
  const list = box('elst', u32(0x01000000), u32(edits.length), ...edits);
  return box('moov', header, box('trak', track, box('edts', list), media(clip, firstOffset)));
}

function edit(durationTicks: number, mediaTicks: number): Uint8Array {
  return concat([u64(durationTicks), u64(mediaTicks), u32(0x10000)]);
}

function media(clip: PictureClip, firstOffset: number): Uint8Array {
  const shown = clip.pictures.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
  return box(
    'mdia',
    box('mdhd', u32(0x01000000), u64(0), u64(0), u32(clip.timescale), u64(shown), u32(0)),
    box('hdlr', u32(0), text('mhlr'), text('vide'), zeros(12), zeros(1)),
    box(
      'minf',
      box('vmhd', u32(1), zeros(8)),
      box('dinf', box('dref', u32(0), u32(1), box('url ', u32(1)))),
      box('stbl', description(clip), ...sampleTables(clip, firstOffset)),
    ),
  );
}

function description({ kind, widthPx, heightPx }: PictureClip): Uint8Array {
  const [code, name] = SAMPLE_ENTRY[kind];
  const entry = box(
    code,
    ...[zeros(6), u16(1), zeros(16), u16(widthPx), u16(heightPx), u32(0x480000), u32(0x480000)],
    ...[u32(0), u16(1), Uint8Array.of(name.length), text(name), zeros(31 - name.length)],
    ...[u16(24), u16(0xffff)],
  );
  return box('stsd', u32(0), u32(1), entry);
}

/** Every picture is a chunk of its own, and one to begin with. */
function sampleTables({ pictures }: PictureClip, firstOffset: number): Uint8Array[] {
  const durations: { count: number; ticks: number }[] = [];
  const offsets: number[] = [];
  let offset = firstOffset;
  for (const { durationTicks, sizeBytes } of pictures) {
    offsets.push(offset);
    offset += sizeBytes;
    const last = durations.at(-1);
    if (last?.ticks === durationTicks) last.count += 1;
    else durations.push({ count: 1, ticks: durationTicks });
  }
  const count = u32(pictures.length);
  return [
    box(
      'stts',
      u32(0),
      u32(durations.length),
      ...durations.flatMap((d) => [u32(d.count), u32(d.ticks)]),
    ),
    box('stsc', u32(0), u32(1), u32(1), u32(1), u32(1)),
    box('stsz', u32(0), u32(0), count, ...pictures.map(({ sizeBytes }) => u32(sizeBytes))),
    box('co64', u32(0), count, ...offsets.map(u64)),
  ];
}

function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(parts);
  return concat([u32(8 + content.byteLength), text(type), content]);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

const zeros = (count: number): Uint8Array => new Uint8Array(count);
const text = (letters: string): Uint8Array =>
  Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

function u16(value: number): Uint8Array {
  return Uint8Array.of((value >> 8) & 255, value & 255);
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Also −1, which an empty edit carries. */
function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
  return bytes;
}
