export interface CurveBox {
  startSec: number;
  endSec: number;
  /** Of the drawing; cosine 1 is at the top, 0 and below at the bottom. The width is 1000. */
  height: number;
}

/** The similarity curve as SVG paths: the line, and the area below it. Frames without a stand-in count as 0. */
export function curvePath(
  timesSec: readonly number[],
  similarity: readonly (number | null)[],
  { startSec, endSec, height }: CurveBox,
): { line: string; area: string } {
  const lengthSec = Math.max(1e-9, endSec - startSec);
  const points = timesSec.map((timeSec, i) => {
    const x = ((timeSec - startSec) / lengthSec) * 1000;
    const y = height * (1 - Math.min(1, Math.max(0, similarity[i] ?? 0)));
    return [x.toFixed(2), y.toFixed(2)] as const;
  });
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return { line: '', area: '' };
  const line = `M${points.map(([x, y]) => `${x} ${y}`).join(' L')}`;
  return { line, area: `${line} L${last[0]} ${height} L${first[0]} ${height} Z` };
}
