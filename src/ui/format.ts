/**
 * Numbers as people read them. Times are seconds; `locale` is a BCP 47 tag such as `en` or `zh-CN`.
 */

/** `m:ss.mmm` (or `h:mm:ss.mmm`), with 0, 1 or 3 decimals. Rounds once, so 59.9996 s is 1:00.000 and never 0:60.000. */
export function formatTime(timeSec: number, decimals: 0 | 1 | 3 = 1): string {
  if (!Number.isFinite(timeSec)) return '–';
  const scale = 10 ** decimals;
  const units = Math.round(Math.abs(timeSec) * scale);
  const seconds = Math.floor(units / scale);
  const fraction = decimals === 0 ? '' : `.${String(units % scale).padStart(decimals, '0')}`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const two = (value: number) => String(value).padStart(2, '0');
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  const sign = timeSec < 0 && units > 0 ? '−' : '';
  return `${sign}${head}:${two(seconds % 60)}${fraction}`;
}

/**
 * Reads `ss`, `ss.mmm`, `m:ss(.mmm)` or `h:mm:ss(.mmm)` as seconds.
 * @returns `null` for anything else
 */
export function parseTime(text: string): number | null {
  const match = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)$/.exec(text.trim());
  if (!match) return null;
  const [, hours = '0', minutes, seconds = '0'] = match;
  const value = Number(seconds);
  if (minutes !== undefined && value >= 60) return null;
  return Number(hours) * 3600 + Number(minutes ?? 0) * 60 + value;
}

/** A length of time in two units at most: `450 ms`, `12 s`, `3 min 5 s`, `2 h 4 min`. */
export function formatDuration(durationSec: number, locale: string): string {
  if (!Number.isFinite(durationSec) || durationSec < 0) return '–';
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(
      value,
    );
  if (durationSec < 1) return unit(Math.round(durationSec * 1000), 'millisecond');
  const seconds = Math.round(durationSec);
  if (seconds < 60) return unit(seconds, 'second');
  const [big, bigName, small, smallName] =
    seconds < 3600
      ? ([Math.floor(seconds / 60), 'minute', seconds % 60, 'second'] as const)
      : ([
          Math.floor(seconds / 3600),
          'hour',
          Math.floor((seconds % 3600) / 60),
          'minute',
        ] as const);
  return small === 0 ? unit(big, bigName) : `${unit(big, bigName)} ${unit(small, smallName)}`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units with three significant digits at most: `982 B`, `1.44 MB`, `10.7 GB`. */
export function formatBytes(bytes: number, locale: string): string {
  if (!Number.isFinite(bytes)) return '–';
  let value = Math.abs(bytes);
  let index = 0;
  // 999.5 would print as 1,000 of the smaller unit.
  while (value >= 999.5 && index < BYTE_UNITS.length - 1) {
    value /= 1000;
    index += 1;
  }
  const digits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(
    Math.sign(bytes) * value,
  );
  return `${digits} ${BYTE_UNITS[index]}`;
}

/** US dollars: cents for a dollar and more, four decimals below, `< $0.0001` below that. `null` = the price is not known: `–`. */
export function formatUsd(usd: number | null, locale: string): string {
  if (usd === null || !Number.isFinite(usd)) return '–';
  const digits = usd !== 0 && Math.abs(usd) < 1 ? 4 : 2;
  const money = (value: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  return usd > 0 && usd < 0.0001 ? `< ${money(0.0001)}` : money(usd);
}

/** Whole numbers with the language's separators: `12,480`. */
export function formatCount(count: number, locale: string): string {
  return Number.isFinite(count)
    ? new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(count)
    : '–';
}

/** A share 0–1 as a percentage; below one percent with a decimal. */
export function formatPercent(share: number, locale: string): string {
  if (!Number.isFinite(share)) return '–';
  const maximumFractionDigits = share > 0 && share < 0.01 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits }).format(share);
}

/** Frames or items per second: `212/s`, `0.8/s`. */
export function formatRate(perSec: number, locale: string): string {
  if (!Number.isFinite(perSec)) return '–';
  const text = new Intl.NumberFormat(locale, { maximumFractionDigits: perSec < 10 ? 1 : 0 }).format(
    perSec,
  );
  return `${text}/s`;
}

/** Date and time of day, short. */
export function formatDateTime(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
}
