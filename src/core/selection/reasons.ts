import type { SelectionReason } from '../flow.ts';

/**
 * Why a frame was kept, as code and numbers; words are the screen's business. In all of them `of` that names a frame is its
 * index among the sampled frames (0-based).
 *
 * | code | value | of |
 * |---|---|---|
 * | `first` | – | – |
 * | `novel` | cosine to the kept frame that it was compared with: the one before it, or the most similar one | that frame |
 * | `shot-start` | cosine to the sampled frame before it | that frame |
 * | `gap` | seconds between the core frames around it, had it not been kept | – |
 * | `last` | seconds since the core frame before it | that frame |
 * | `uniform` | its place among the evenly spread frames, from 0 | how many there are |
 * | `random` | its place among the drawn frames, from 0 | how many were drawn |
 * | `match` | relevance to the question, cosine | its rank among all frames, from 1 |
 * | `shot` | the lowest cosine of two neighbouring frames since the core frame before it | the later one of the two |
 * | `spare` | highest cosine to a kept frame: nothing else was left to show, and there was room | that frame |
 * | `caption-novel` | cosine of its caption to that of the frame kept before it | that frame |
 * | `chosen` | its rank among the frames that a model picked, from 1 | how many it picked |
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
  match: (relevance: number, rank: number): SelectionReason => ({
    code: 'match',
    value: relevance,
    of: rank,
  }),
  shot: (cosine: number, at: number): SelectionReason => ({ code: 'shot', value: cosine, of: at }),
  shotStart: (cosine: number, before: number): SelectionReason => ({
    code: 'shot-start',
    value: cosine,
    of: before,
  }),
  spare: (cosine: number, against: number): SelectionReason => ({
    code: 'spare',
    value: cosine,
    of: against,
  }),
  captionNovel: (cosine: number, against: number): SelectionReason => ({
    code: 'caption-novel',
    value: cosine,
    of: against,
  }),
  chosen: (rank: number, count: number): SelectionReason => ({
    code: 'chosen',
    value: rank,
    of: count,
  }),
  pinned: (): SelectionReason => ({ code: 'pinned' }),
} as const;
