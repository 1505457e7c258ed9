/** 64-bit difference hash of a picture: near pictures differ in few bits. */

const COLUMNS = 9;
const ROWS = 8;

/**
 * Scales the picture to 9 × 8 grey cells by averaging the area under each (luma by BT.601 weights) and compares neighbours
 * row by row: a bit is 1 where the left cell is brighter than the right one. First comparison = highest bit.
 * @param rgba `widthPx × heightPx × 4` bytes, row-major; alpha is ignored
 * @returns 16 lower-case hex digits
 */
export function dHash(rgba: ArrayLike<number>, widthPx: number, heightPx: number): string {
  const cells = greyCells(rgba, widthPx, heightPx);
  let hex = '';
  for (let row = 0; row < ROWS; row++) {
    let byte = 0;
    for (let column = 0; column < COLUMNS - 1; column++) {
      const at = row * COLUMNS + column;
      const isBrighter = Math.round(cells[at] as number) > Math.round(cells[at + 1] as number);
      byte = (byte << 1) | (isBrighter ? 1 : 0);
    }
    hex += byte.toString(16).padStart(2, '0');
  }
  return hex;
}

/** Number of differing bits of two hashes, 0–64. */
export function hashDistance(a: string, b: string): number {
  let distance = 0;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    let bits = Number.parseInt(a[i] ?? '0', 16) ^ Number.parseInt(b[i] ?? '0', 16);
    for (; bits > 0; bits &= bits - 1) distance += 1;
  }
  return distance;
}

function greyCells(rgba: ArrayLike<number>, widthPx: number, heightPx: number): Float64Array {
  const across = coverage(widthPx, COLUMNS);
  const down = coverage(heightPx, ROWS);
  const cells = new Float64Array(COLUMNS * ROWS);
  const line = new Float64Array(widthPx);
  for (let row = 0; row < ROWS; row++) {
    line.fill(0);
    for (const { index, weight } of down[row] as Share[]) {
      for (let x = 0, at = index * widthPx * 4; x < widthPx; x++, at += 4) {
        const luma =
          0.299 * (rgba[at] as number) +
          0.587 * (rgba[at + 1] as number) +
          0.114 * (rgba[at + 2] as number);
        line[x] = (line[x] as number) + weight * luma;
      }
    }
    for (let column = 0; column < COLUMNS; column++) {
      let sum = 0;
      for (const { index, weight } of across[column] as Share[])
        sum += weight * (line[index] as number);
      cells[row * COLUMNS + column] = sum;
    }
  }
  return cells;
}

interface Share {
  index: number;
  weight: number;
}

/** For every cell, the pixels under it and the share of the cell that each covers. */
function coverage(pixels: number, cells: number): Share[][] {
  const size = pixels / cells;
  return Array.from({ length: cells }, (_, cell) => {
    const start = cell * size;
    const end = start + size;
    const shares: Share[] = [];
    for (let index = Math.floor(start); index < Math.min(pixels, Math.ceil(end)); index++) {
      const weight = (Math.min(end, index + 1) - Math.max(start, index)) / size;
      if (weight > 0) shares.push({ index, weight });
    }
    return shares;
  });
}
