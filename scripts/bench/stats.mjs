/** Nearest-rank quantile: always a value that was really measured. `share` in 0–1. */
export function quantile(values, share) {
  if (values.length === 0) throw new Error('There is nothing to take a quantile of.');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values) => quantile(values, 0.5);

/** `median / p95 / max`, in milliseconds with one decimal. */
export const spread = (values) => [
  ms(median(values)),
  ms(quantile(values, 0.95)),
  ms(Math.max(...values)),
];

export const ms = (value) => value.toFixed(1);
export const ratio = (a, b) => `${(a / b).toFixed(2)}×`;
export const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
export const kb = (bytes) => (bytes / 1000).toFixed(1);
export const count = (value) => value.toLocaleString('en-US');
