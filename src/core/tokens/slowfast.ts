/**
 * How many visual tokens a video costs LLaVA-Video with its SlowFast representation (arXiv 2410.02713 §4): every `stride`-th frame
 * is slow and pooled `pool × pool`, the others are fast and pooled `2·pool × 2·pool`. What the paper's formula says and what the
 * released code counts are not the same, so both are here.
 */

export interface SlowFastParams {
  /** T: frames that go into the model. */
  frames: number;
  /** s: 1 = every frame is slow. */
  stride: number;
  /** p: side of the pooling window of slow frames. */
  pool: number;
}

/** SigLIP-so400m at 384 px with patches of 14 gives 27 × 27. The paper prints M = 679, which no square grid gives. */
export const GRID_SIDE = 27;
export const TOKENS_PER_FRAME = GRID_SIDE ** 2;
/** T, s and p of the released models as the paper states them. */
export const SLOWFAST_PRESETS = {
  '7B': { frames: 64, stride: 1, pool: 2 },
  '72B': { frames: 64, stride: 3, pool: 2 },
} as const satisfies Record<string, SlowFastParams>;

/**
 * ⌊T/s⌋·⌊M/p²⌋ + (T − ⌊T/s⌋)·⌊M/(4p²)⌋.
 * @param perFrame M: tokens of one frame before pooling
 */
export function tokensByPaper(
  { frames, stride, pool }: SlowFastParams,
  perFrame: number = TOKENS_PER_FRAME,
): number {
  const slow = Math.floor(frames / stride);
  return (
    slow * Math.floor(perFrame / pool ** 2) +
    (frames - slow) * Math.floor(perFrame / (4 * pool ** 2))
  );
}

/** How the code shrinks the grid: average and max pooling round down, bilinear resizing rounds up. */
export type PoolMode = 'average' | 'bilinear';

export interface CodeCount {
  slowFrames: number;
  fastFrames: number;
  /** Of one slow frame, with a newline token for each row and, where frames are told apart, one more. */
  perSlowFrame: number;
  perFastFrame: number;
  total: number;
}

/**
 * As `llava_arch.py` counts: slow frames are those with index mod s = 0 (⌈T/s⌉, one more than the formula where s does not divide
 * T), each row of the pooled grid ends with a newline token, and with fast frames among them every frame gets one extra token.
 */
export function tokensByCode({ frames, stride, pool }: SlowFastParams, mode: PoolMode): CodeCount {
  const slowFrames = Math.ceil(frames / stride);
  const fastFrames = frames - slowFrames;
  const extra = stride > 1 ? 1 : 0;
  const perSlowFrame = gridTokens(pool, mode) + extra;
  const perFastFrame = gridTokens(2 * pool, mode) + extra;
  const total = slowFrames * perSlowFrame + fastFrames * perFastFrame;
  return { slowFrames, fastFrames, perSlowFrame, perFastFrame, total };
}

function gridTokens(pool: number, mode: PoolMode): number {
  const side = mode === 'average' ? Math.floor(GRID_SIDE / pool) : Math.ceil(GRID_SIDE / pool);
  return side * (side + 1);
}
