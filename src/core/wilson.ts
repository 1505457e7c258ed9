/** A share with the interval that it lies in; all 0–1. */
export interface ShareInterval {
  share: number;
  low: number;
  high: number;
}

/** Two-sided 95 % quantile of the normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * A share and its Wilson score interval at 95 % confidence (Wilson 1927; no continuity correction). Unlike the textbook interval it
 * stays within 0–1 and says something useful of few trials and of shares near the ends. Without trials nothing is known: 0, 0–1.
 *
 * @param successes 0 ≤ `successes` ≤ `trials`
 */
export function wilson95(successes: number, trials: number): ShareInterval {
  if (trials <= 0) return { share: 0, low: 0, high: 1 };
  const share = successes / trials;
  const z2 = Z_95 ** 2;
  const centre = share + z2 / (2 * trials);
  const spread = Z_95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials ** 2));
  const whole = 1 + z2 / trials;
  return {
    share,
    low: Math.max(0, (centre - spread) / whole),
    high: Math.min(1, (centre + spread) / whole),
  };
}
