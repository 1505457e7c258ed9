import type { SelectionReason } from '../flow.ts';

/**
 * Why a frame was kept, as code and numbers; words are the screen's business. In all of them `of` that names a frame is its
 * index among the sampled frames (0-based).
 *
 * | code | value | of |
 * |---|---|---|
 * | `first` | – | – |
 * | `novel` | cosine to the core frame before it | that frame |
 * | `shot-start` | cosine to the sampled frame before it | that frame |
 * | `gap` | seconds between the core frames around it, had it not been kept | – |
 * | `last` | seconds since the core frame before it | that frame |
 * | `uniform` | its place among the evenly spread frames, from 0 | how many there are |
 * | `random` | its place among the drawn frames, from 0 | how many were drawn |
 * | `match` | relevance to the question, cosine | its rank, from 1 |
 * | `pinned` | – | – |
 */
export const reason = {
  first: (): SelectionReason => ({ code: 'first' }),
  novel: (cosine: number, against: number): SelectionReason => ({
    code: 'novel',
    value: cosine,
    of: against,
  }),
  gap: (gapSec: number): SelectionReason => ({ code: 'gap', value: gapSec }),
  last: (sinceSec: number, after: number): SelectionReason => ({
    code: 'last',
    value: sinceSec,
    of: after,
  }),
  uniform: (place: number, count: number): SelectionReason => ({
    code: 'uniform',
    value: place,
    of: count,
  }),
  random: (place: number, count: number): SelectionReason => ({
    code: 'random',
    value: place,
    of: count,
  }),
  pinned: (): SelectionReason => ({ code: 'pinned' }),
} as const;
