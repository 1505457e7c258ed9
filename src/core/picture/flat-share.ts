/** Cells across and down, and the averaged blocks in each cell both ways. Averaging takes the grain of compression out. */
const CELLS = { across: 16, down: 9 };
const BLOCKS = 8;
/** Standard deviation of luma, 0–1, below which a cell is flat: three steps of 255. */
const FLAT_SPREAD = 0.012;

/**
 * Share of the picture that is flat, 0–1: of 16 × 9 cells, those whose luma (BT.601 weights, averaged over 8 × 8 blocks) hardly differs. A logo or a
 * line of text on an even ground leaves most cells flat, though the whole picture is not of one colour.
 * @param rgba `widthPx × heightPx × 4` bytes, row-major; alpha is ignored
 */
export function flatShare(rgba: ArrayLike<number>, widthPx: number, heightPx: number): number {
  const columns = CELLS.across * BLOCKS;
  const means = blockMeans(rgba, { widthPx, heightPx, columns, rows: CELLS.down * BLOCKS });
  let flat = 0;
  for (let cell = 0; cell < CELLS.across * CELLS.down; cell += 1) {
    const left = (cell % CELLS.across) * BLOCKS;
    const top = Math.floor(cell / CELLS.across) * BLOCKS;
    if (spreadOf(means, top * columns + left, columns) < FLAT_SPREAD * 255) flat += 1;
  }
  return flat / (CELLS.across * CELLS.down);
}

/** Mean luma of every block, 0–255. A block of a tiny picture may hold no pixel of its own: it takes the one under its corner. */
function blockMeans(
  rgba: ArrayLike<number>,
  size: { widthPx: number; heightPx: number; columns: number; rows: number },
): Float64Array {
  const { widthPx, heightPx, columns, rows } = size;
  const means = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    const fromY = Math.floor((row * heightPx) / rows);
    const toY = Math.max(fromY + 1, Math.floor(((row + 1) * heightPx) / rows));
    for (let column = 0; column < columns; column += 1) {
      const fromX = Math.floor((column * widthPx) / columns);
      const toX = Math.max(fromX + 1, Math.floor(((column + 1) * widthPx) / columns));
      let sum = 0;
      for (let y = fromY; y < toY; y += 1)
        for (let x = fromX, at = (y * widthPx + fromX) * 4; x < toX; x += 1, at += 4)
          sum +=
            0.299 * (rgba[at] as number) +
            0.587 * (rgba[at + 1] as number) +
            0.114 * (rgba[at + 2] as number);
      means[row * columns + column] = sum / ((toY - fromY) * (toX - fromX));
    }
  }
  return means;
}

/** Standard deviation over the blocks of one cell. */
function spreadOf(means: Float64Array, start: number, columns: number): number {
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < BLOCKS; row += 1) {
    for (let column = 0; column < BLOCKS; column += 1) {
      const value = means[start + row * columns + column] as number;
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / (BLOCKS * BLOCKS);
  return Math.sqrt(Math.max(0, squares / (BLOCKS * BLOCKS) - mean * mean));
}
