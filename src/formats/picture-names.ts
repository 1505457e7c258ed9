/** A file name as far as it matters for putting pictures in order. */
export interface NamedPicture {
  name: string;
  /** Path of its folder; empty = unknown. */
  folder: string;
}

/** Pictures that are the frames of one clip. */
export interface PictureSequence<T extends NamedPicture> {
  /** Of the folder, else what the file names have in common. */
  name: string;
  /** By time. */
  pictures: readonly T[];
  /** The number in each name; ascending. */
  numbers: readonly number[];
  /** Seconds in the names (`clip_12.5s.jpg`, `0400ms.png`); `null` where they are only numbered. */
  timesSec: readonly number[] | null;
}

const PICTURE = /\.(jpe?g|png)$/i;
const TIMED = /^(.*?)(\d+(?:\.\d+)?)(s|sec|ms)$/i;
const NUMBERED = /^(.*?)(\d+)$/;

interface Read<T> {
  picture: T;
  group: string;
  prefix: string;
  number: number;
  isTimed: boolean;
}

/**
 * Finds the frame dumps among files: at least two pictures of one kind in one folder whose names differ only in a number at
 * the end.
 * @returns those, and all other files in the order given
 */
export function findSequences<T extends NamedPicture>(
  files: readonly T[],
): { sequences: PictureSequence<T>[]; others: T[] } {
  const groups = new Map<string, Read<T>[]>();
  for (const file of files) {
    const read = readName(file);
    if (read) groups.set(read.group, [...(groups.get(read.group) ?? []), read]);
  }
  const sequences = [...groups.values()].flatMap((group) => {
    const sequence = sequenceOf(group);
    return sequence ? [sequence] : [];
  });
  const used = new Set(sequences.flatMap(({ pictures }) => pictures));
  return { sequences, others: files.filter((file) => !used.has(file)) };
}

function readName<T extends NamedPicture>(picture: T): Read<T> | null {
  const extension = PICTURE.exec(picture.name)?.[1]?.toLowerCase();
  if (!extension) return null;
  const stem = picture.name.replace(PICTURE, '');
  const timed = TIMED.exec(stem);
  const [, prefix = '', digits = '', unit = ''] = timed ?? NUMBERED.exec(stem) ?? [];
  if (digits === '') return null;
  const number = Number(digits) / (unit.toLowerCase() === 'ms' ? 1000 : 1);
  const kind = extension === 'jpeg' ? 'jpg' : extension;
  const group = JSON.stringify([picture.folder, prefix, unit.toLowerCase(), kind]);
  return { picture, group, prefix, number, isTimed: timed !== null };
}

/** `null` for a single picture and where two carry the same number. */
function sequenceOf<T extends NamedPicture>(group: readonly Read<T>[]): PictureSequence<T> | null {
  const sorted = [...group].sort((a, b) => a.number - b.number);
  const [first] = sorted;
  if (!first || sorted.length < 2) return null;
  if (sorted.some(({ number }, i) => number === sorted[i + 1]?.number)) return null;
  const numbers = sorted.map(({ number }) => number);
  const folder = first.picture.folder.split('/').filter(Boolean).at(-1);
  const common = first.prefix.replace(/[\s._-]+$/, '');
  return {
    name: [folder, common].filter(Boolean).join(' ') || 'pictures',
    pictures: sorted.map(({ picture }) => picture),
    numbers,
    timesSec: first.isTimed ? numbers : null,
  };
}

/** Ticks of names with seconds in them. */
const NAMED_TIMESCALE = 1_000_000;
/** Ticks from one number to the next; the timescale is the rate times this, so that 29.97 is exact. */
const TICKS_PER_PICTURE = 1000;

/**
 * When each picture is shown: by the seconds in its name, else by its number ÷ rate, the first one at 0. The last one stays as long
 * as the one before it.
 * @param picturesPerSec of numbered names; at least 0.001
 */
export function scheduleOf(
  { numbers, timesSec }: Pick<PictureSequence<NamedPicture>, 'numbers' | 'timesSec'>,
  picturesPerSec: number,
): { timescale: number; startTick: number; durationTicks: number[] } {
  const first = numbers[0] ?? 0;
  const ticks = timesSec
    ? timesSec.map((sec) => Math.round(sec * NAMED_TIMESCALE))
    : numbers.map((number) => (number - first) * TICKS_PER_PICTURE);
  const steps = ticks.slice(1).map((tick, i) => tick - (ticks[i] as number));
  return {
    timescale: timesSec
      ? NAMED_TIMESCALE
      : Math.max(1, Math.round(picturesPerSec * TICKS_PER_PICTURE)),
    startTick: ticks[0] ?? 0,
    durationTicks: [...steps, steps.at(-1) ?? TICKS_PER_PICTURE],
  };
}
