/** Where a key leads from a place in a grid; `null` = the key is not one of the grid's. */
export function targetOf(
  key: string,
  { from, columns, count }: { from: number; columns: number; count: number },
): number | null {
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * 4,
    PageUp: -columns * 4,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  return Math.min(count - 1, Math.max(0, from + step));
}
