import { StudioError } from '../errors.ts';
import type { EmbeddingMatrix } from '../flow.ts';
import type { Candidates, SelectionMethod, SelectionNeed } from './method.ts';
import type { SelectionInput } from './selection-input.ts';

/** What a method sees of an input. @throws `input/invalid` when lengths do not fit, or where a number is none */
export function candidatesOf(input: SelectionInput, budget: number | null): Candidates {
  const n = input.times.length;
  const { embeddings, hashes, relevance = null, captions = null } = input;
  const blankness = input.blankness ?? new Float32Array(n);
  checkLengths(n, {
    hashes: hashes.length,
    rows: rowsOf(embeddings),
    blankness: blankness.length,
    relevance: relevance?.length ?? n,
    captions: captions ? rowsOf(captions) : n,
  });
  checkNumbers({
    times: input.times,
    blankness,
    relevance: relevance ?? [],
  });
  checkMatrix('embeddings', embeddings);
  if (captions) checkMatrix('captions', captions);
  return {
    n,
    times: input.times,
    embeddings,
    relevance,
    captions,
    picked: input.picked ? placesWithin(input.picked, n) : null,
    blankness,
    ...overrules(input),
    budget,
  };
}

/** -1 where the numbers are not as many as rows and columns say. */
const rowsOf = ({ rows, dim, data }: EmbeddingMatrix): number =>
  data.length === rows * dim ? rows : -1;

const placesWithin = (places: readonly number[], n: number): number[] => [
  ...new Set(places.filter((place) => Number.isInteger(place) && place >= 0 && place < n)),
];

function checkLengths(times: number, lengths: Record<string, number>): void {
  if (Object.values(lengths).every((length) => length === times)) return;
  throw new StudioError(
    'input/invalid',
    'Times, hashes, embeddings, blankness, relevance and captions must be of equal length.',
    { details: { times, ...lengths } },
  );
}

/** One that is no number makes the sum none: what compares false with everything would be chosen, or not, by accident. */
function checkNumbers(lists: Record<string, ArrayLike<number>>): void {
  for (const [name, list] of Object.entries(lists)) {
    let sum = 0;
    for (let i = 0; i < list.length; i += 1) sum += list[i] as number;
    if (!Number.isFinite(sum)) throw noNumber(name);
  }
}

/** Vectors that were looked through: while a slider moves, the same ones are selected from again and again. */
const lookedThrough = new WeakSet<Float32Array>();

function checkMatrix(name: string, { data }: EmbeddingMatrix): void {
  if (lookedThrough.has(data)) return;
  let sum = 0;
  for (let i = 0; i < data.length; i += 1) sum += data[i] as number;
  if (!Number.isFinite(sum)) throw noNumber(name);
  lookedThrough.add(data);
}

const noNumber = (list: string): StudioError =>
  new StudioError('input/invalid', `There is a value among the ${list} that is no number.`, {
    details: { list },
  });

function overrules({
  hashes,
  pinned: pinnedHashes,
  dropped: droppedHashes,
}: SelectionInput): Pick<Candidates, 'pinned' | 'dropped'> {
  const pinned = new Uint8Array(hashes.length);
  const dropped = new Uint8Array(hashes.length);
  const out = new Set(droppedHashes);
  for (const [i, hash] of hashes.entries()) dropped[i] = out.has(hash) ? 1 : 0;
  for (const hash of pinnedHashes) {
    const index = hashes.indexOf(hash);
    if (index < 0) continue;
    pinned[index] = 1;
    dropped[index] = 0;
  }
  return { pinned, dropped };
}

const MISSING: Record<SelectionNeed, string> = {
  question: 'needs a question: how relevant each frame is to it decides',
  captions: 'needs the embedding of a caption of every frame',
  picked: 'needs the frames that a model picked from captions',
};

/** @throws `input/invalid` naming what the method needs and was not given */
export function demand({ id, needs }: SelectionMethod, candidates: Candidates): void {
  const given = {
    question: candidates.relevance,
    captions: candidates.captions,
    picked: candidates.picked,
  };
  if (!needs || given[needs]) return;
  throw new StudioError('input/invalid', `"${id}" ${MISSING[needs]}.`, {
    details: { method: id, needs },
  });
}
