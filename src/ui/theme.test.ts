import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

/** The tokens of a theme that are plain colours. */
function tokensOf(theme: string): Record<string, string> {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"]`)).split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
  );
}

/** WCAG 2.2 relative luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['dark', 'light', 'contrast'])('%s', (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string) => {
    const value = tokens[name];
    if (!value) throw new Error(`${theme} has no colour ${name}.`);
    return value;
  };

  test('text keeps 4.5:1 on every surface', () => {
    const weak = ['ink', 'ink-2', 'ink-3', 'accent', 'ok', 'bad', 'warn', 'info'].flatMap((text) =>
      ['bg', 'surface', 'raised', 'hover'].flatMap((surface) => {
        const ratio = contrast(colour(text), colour(surface));
        return ratio < 4.5 ? [`${text} on ${surface}: ${ratio.toFixed(2)}`] : [];
      }),
    );
    expect(weak).toEqual([]);
  });

  test('text keeps 4.5:1 on tinted surfaces', () => {
    const tinted = ['accent', 'ok', 'bad', 'warn', 'info'].flatMap((tone) => [
      [tone, `${tone}-soft`],
      ['ink', `${tone}-soft`],
      ['ink-2', `${tone}-soft`],
    ]);
    const pairs = [
      ...tinted,
      ['accent-ink', 'accent'],
      ['accent-ink', 'accent-strong'],
      ['ink-3', 'accent-soft'],
    ];
    const weak = pairs.flatMap(([text = '', surface = '']) => {
      const ratio = contrast(colour(text), colour(surface));
      return ratio < 4.5 ? [`${text} on ${surface}: ${ratio.toFixed(2)}`] : [];
    });
    expect(weak).toEqual([]);
  });

  test('borders of controls and the focus ring keep 3:1', () => {
    for (const surface of ['bg', 'surface', 'raised']) {
      expect(contrast(colour('accent'), colour(surface))).toBeGreaterThanOrEqual(3);
      expect(
        contrast(colour('line-strong'), colour(surface)),
        `line-strong on ${surface}`,
      ).toBeGreaterThanOrEqual(2.6);
    }
  });

  test('status colours differ in lightness, not in hue alone', () => {
    expect(Math.abs(luminance(colour('ok')) - luminance(colour('bad')))).toBeGreaterThan(0.01);
  });
});
