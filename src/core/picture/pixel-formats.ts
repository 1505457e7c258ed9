import type { PixelLayout } from './raw-picture.ts';

/**
 * Layouts by the names that decoders use: FFmpeg's (`yuv420p10le`, `nv12`, `gbrp` …) and WebCodecs' (`I420P10`, `NV12`, `BGRX` …).
 * `null` = not known here; such a picture has to be converted by its decoder first.
 */
export function pixelLayout(name: string): PixelLayout | null {
  const plain = name.toLowerCase();
  return (
    webCodecsPlanar(name) ??
    ffmpegPlanar(plain) ??
    grey(plain) ??
    semiPlanar(plain) ??
    packedRgb(plain) ??
    planarRgb(plain)
  );
}

/** Log2 of how much smaller chroma is, by the digits of the name: 4:2:0 → 420. */
const SUBSAMPLING: Record<string, readonly [width: number, height: number]> = {
  '410': [2, 2],
  '411': [2, 0],
  '420': [1, 1],
  '422': [1, 0],
  '440': [0, 1],
  '444': [0, 0],
};

function webCodecsPlanar(name: string): PixelLayout | null {
  const match = /^I(420|422|444)(A?)(?:P(10|12))?$/.exec(name);
  return match
    ? planarYuv(match[1] as string, Number(match[3] ?? 8), {
        hasAlpha: match[2] === 'A',
        isFullRange: false,
      })
    : null;
}

function ffmpegPlanar(name: string): PixelLayout | null {
  const match = /^yuv([aj]?)(4\d\d)p(?:(9|10|12|14|16)le)?$/.exec(name);
  if (!match) return null;
  return planarYuv(match[2] as string, Number(match[3] ?? 8), {
    hasAlpha: match[1] === 'a',
    isFullRange: match[1] === 'j',
  });
}

function planarYuv(
  digits: string,
  depth: number,
  { hasAlpha, isFullRange }: { hasAlpha: boolean; isFullRange: boolean },
): PixelLayout | null {
  const sampling = SUBSAMPLING[digits];
  if (!sampling) return null;
  const planes = [false, true, true].map((isChroma) => ({ step: 1, isChroma }));
  if (hasAlpha) planes.push({ step: 1, isChroma: false });
  return {
    family: 'yuv',
    depth,
    log2ChromaWidth: sampling[0],
    log2ChromaHeight: sampling[1],
    components: [0, 1, 2].map((plane) => ({ plane, offset: 0, step: 1 })),
    planes,
    isFullRange,
  };
}

function grey(name: string): PixelLayout | null {
  const match = /^gray(?:(9|10|12|14|16)le)?$/.exec(name);
  if (!match) return null;
  return {
    family: 'grey',
    depth: Number(match[1] ?? 8),
    log2ChromaWidth: 0,
    log2ChromaHeight: 0,
    components: [{ plane: 0, offset: 0, step: 1 }],
    planes: [{ step: 1, isChroma: false }],
    isFullRange: false,
  };
}

function semiPlanar(name: string): PixelLayout | null {
  if (name !== 'nv12' && name !== 'nv21') return null;
  const uAt = name === 'nv12' ? 0 : 1;
  return {
    family: 'yuv',
    depth: 8,
    log2ChromaWidth: 1,
    log2ChromaHeight: 1,
    components: [
      { plane: 0, offset: 0, step: 1 },
      { plane: 1, offset: uAt, step: 2 },
      { plane: 1, offset: 1 - uAt, step: 2 },
    ],
    planes: [
      { step: 1, isChroma: false },
      { step: 2, isChroma: true },
    ],
    isFullRange: false,
  };
}

/** `rgb24`, `bgr0`, `argb`, `BGRX` …: the letters say the order of the bytes. */
function packedRgb(name: string): PixelLayout | null {
  const match = /^([rgbax0]{3,4})(?:24)?$/.exec(name);
  const letters = match?.[1];
  if (!letters || !['r', 'g', 'b'].every((letter) => letters.includes(letter))) return null;
  const step = letters.length;
  return rgb(
    8,
    ['r', 'g', 'b'].map((letter) => ({ plane: 0, offset: letters.indexOf(letter), step })),
    [{ step, isChroma: false }],
  );
}

/** `gbrp`, `gbrap10le` …: green, blue and red planes in this order. */
function planarRgb(name: string): PixelLayout | null {
  const match = /^gbr(a?)p(?:(9|10|12|14|16)le)?$/.exec(name);
  if (!match) return null;
  const planes = Array.from({ length: match[1] ? 4 : 3 }, () => ({ step: 1, isChroma: false }));
  return rgb(
    Number(match[2] ?? 8),
    [2, 0, 1].map((plane) => ({ plane, offset: 0, step: 1 })),
    planes,
  );
}

function rgb(
  depth: number,
  components: PixelLayout['components'],
  planes: PixelLayout['planes'],
): PixelLayout {
  return {
    family: 'rgb',
    depth,
    log2ChromaWidth: 0,
    log2ChromaHeight: 0,
    components,
    planes,
    isFullRange: true,
  };
}
