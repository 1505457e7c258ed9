/** Presentation time as `m:ss.mmm` (`h:mm:ss.mmm` from an hour on), rounded to the millisecond; negative times carry a minus. */
export function timeLabel(timeSec: number): string {
  const totalMs = Math.round(Math.abs(timeSec) * 1000);
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  const hours = Math.floor(totalMs / 3_600_000);
  const minutes = Math.floor(totalMs / 60_000) % 60;
  const seconds = `${pad(Math.floor(totalMs / 1000) % 60, 2)}.${pad(totalMs % 1000, 3)}`;
  const sign = timeSec < 0 && totalMs > 0 ? '-' : '';
  return hours > 0
    ? `${sign}${hours}:${pad(minutes, 2)}:${seconds}`
    : `${sign}${minutes}:${seconds}`;
}
