/** Half-open `[startSec, endSec)`. */
export interface TimeRange {
  startSec: number;
  endSec: number;
}

/** Place of a time in a range, 0–1, clamped. A range without length is all at 0. */
export function shareAt(range: TimeRange, timeSec: number): number {
  const length = range.endSec - range.startSec;
  return length > 0 ? Math.min(1, Math.max(0, (timeSec - range.startSec) / length)) : 0;
}

/** The time at a place 0–1, clamped to the range. */
export function timeAt(range: TimeRange, share: number): number {
  return range.startSec + Math.min(1, Math.max(0, share)) * (range.endSec - range.startSec);
}

const STEPS_SEC = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200];

/** Round times inside a range, at most `most` of them. */
export function ticks(range: TimeRange, most: number): number[] {
  const length = range.endSec - range.startSec;
  const step = STEPS_SEC.find((candidate) => length / candidate <= most) ?? length;
  if (!(step > 0) || most < 1) return [];
  const first = Math.ceil(range.startSec / step - 1e-9);
  const last = Math.floor(range.endSec / step - 1e-9);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => (first + index) * step,
  );
}

/**
 * An SVG path of values 0–1 over time in a box of `width` × `height`, value 1 at the top; `null` values break the line.
 * Values beyond 0–1 are clamped.
 */
export function curvePath(
  points: readonly { timeSec: number; value: number | null }[],
  range: TimeRange,
  size: { width: number; height: number },
): string {
  let pen = 'M';
  const parts: string[] = [];
  for (const { timeSec, value } of points) {
    if (value === null) {
      pen = 'M';
      continue;
    }
    const x = shareAt(range, timeSec) * size.width;
    const y = (1 - Math.min(1, Math.max(0, value))) * size.height;
    parts.push(`${pen}${x.toFixed(1)} ${y.toFixed(1)}`);
    pen = 'L';
  }
  return parts.join('');
}

/** The area between a curve of `curvePath` and the bottom of its box, piece by piece. */
export function areaUnder(path: string, height: number): string {
  return path
    .split('M')
    .filter(Boolean)
    .map((piece) => {
      const x = (point: string | undefined) => point?.split(' ')[0] ?? '0';
      const points = piece.split('L');
      return `M${piece}L${x(points.at(-1))} ${height}L${x(points[0])} ${height}Z`;
    })
    .join('');
}
