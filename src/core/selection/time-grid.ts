/**
 * The sampled frames that lie nearest to the instants `times[0] + k × everySec`, k = 0, 1, …, each frame once. Ties go to the
 * earlier frame. This is how a rule that was written for a fixed spacing runs on frames that were sampled more densely, at
 * presentation times that are a little off the grid.
 *
 * @param times seconds, ascending
 * @param usable indices into `times`, ascending
 */
export function nearestToGrid(
  times: ArrayLike<number>,
  usable: readonly number[],
  everySec: number,
): number[] {
  const first = usable[0];
  if (first === undefined) return [];
  const startSec = times[first] as number;
  const chosen: number[] = [];
  for (const [place, index] of usable.entries()) {
    const timeSec = times[index] as number;
    const instantSec = startSec + Math.round((timeSec - startSec) / everySec) * everySec;
    const awaySec = Math.abs(timeSec - instantSec);
    const distanceOf = (other: number | undefined) =>
      other === undefined
        ? Number.POSITIVE_INFINITY
        : Math.abs((times[other] as number) - instantSec);
    const isNearest =
      awaySec < distanceOf(usable[place - 1]) && awaySec <= distanceOf(usable[place + 1]);
    if (isNearest) chosen.push(index);
  }
  return chosen;
}
