/** How the three components of a sample are made from red, green and blue (ITU-T H.273, MatrixCoefficients). */
export type ColourMatrix =
  | 'identity'
  | 'bt601'
  | 'bt709'
  | 'bt2020'
  | 'smpte240m'
  | 'fcc'
  | 'ycgco';

/** How numbers stand for light: `sdr` = any curve made for standard displays, shown as it is; the others are tone mapped. */
export type Transfer = 'sdr' | 'pq' | 'hlg';

/** The colours that red, green and blue stand for. Only looked at where the picture is tone mapped. */
export type Primaries = 'bt709' | 'bt2020' | 'p3';

/** What a stream says about its colours; `null` = it does not. */
export interface StatedColour {
  matrix: ColourMatrix | null;
  isFullRange: boolean | null;
  transfer: Transfer | null;
  primaries: Primaries | null;
}

export interface Colour {
  matrix: ColourMatrix;
  isFullRange: boolean;
  transfer: Transfer;
  primaries: Primaries;
}

export const NOTHING_STATED: StatedColour = {
  matrix: null,
  isFullRange: null,
  transfer: null,
  primaries: null,
};

/** Below this many lines a picture without a stated matrix is taken for standard definition. */
const HD_LINES = 720;

/** One word after the other: what `first` leaves open is taken from `second`. */
export function firstStated(first: StatedColour, second: StatedColour): StatedColour {
  return {
    matrix: first.matrix ?? second.matrix,
    isFullRange: first.isFullRange ?? second.isFullRange,
    transfer: first.transfer ?? second.transfer,
    primaries: first.primaries ?? second.primaries,
  };
}

/**
 * Fills in what a stream leaves open: BT.709 from 720 lines on, BT.601 below; limited range; no tone mapping. High dynamic
 * range without stated primaries is BT.2020.
 */
export function resolveColour(stated: StatedColour, heightPx: number): Colour {
  const transfer = stated.transfer ?? 'sdr';
  return {
    matrix: stated.matrix ?? (heightPx >= HD_LINES ? 'bt709' : 'bt601'),
    isFullRange: stated.isFullRange ?? false,
    transfer,
    primaries: stated.primaries ?? (transfer === 'sdr' ? 'bt709' : 'bt2020'),
  };
}

/** Whether pictures have to be tone mapped. */
export function isHighRange({ transfer }: StatedColour): boolean {
  return transfer === 'pq' || transfer === 'hlg';
}

/** By the names of FFmpeg and WebCodecs, which differ in places. BT.2020 with constant luminance is read as without. */
const MATRIX_NAMES: Readonly<Record<string, ColourMatrix>> = {
  gbr: 'identity',
  rgb: 'identity',
  bt709: 'bt709',
  bt470bg: 'bt601',
  smpte170m: 'bt601',
  smpte240m: 'smpte240m',
  fcc: 'fcc',
  ycgco: 'ycgco',
  bt2020nc: 'bt2020',
  'bt2020-ncl': 'bt2020',
  bt2020c: 'bt2020',
};

/** `null` for unspecified and for matrices that are not known here. */
export function matrixFromName(name: string | null | undefined): ColourMatrix | null {
  return MATRIX_NAMES[name ?? ''] ?? null;
}

/** `null` for unspecified; every curve that is not of high dynamic range is `sdr`. */
export function transferFromName(name: string | null | undefined): Transfer | null {
  if (!name || name === 'unknown' || name === 'reserved') return null;
  if (name === 'pq' || name === 'smpte2084') return 'pq';
  return name === 'hlg' || name === 'arib-std-b67' ? 'hlg' : 'sdr';
}

/** `null` for unspecified and for primaries that are not told apart here. */
export function primariesFromName(name: string | null | undefined): Primaries | null {
  if (name === 'bt709' || name === 'bt2020') return name;
  return name === 'smpte432' || name === 'smpte431' ? 'p3' : null;
}

/** Luma weights of red and blue (ITU-T H.273, table 4). */
const WEIGHTS = {
  bt601: { red: 0.299, blue: 0.114 },
  bt709: { red: 0.2126, blue: 0.0722 },
  bt2020: { red: 0.2627, blue: 0.0593 },
  smpte240m: { red: 0.212, blue: 0.087 },
  fcc: { red: 0.3, blue: 0.11 },
} as const;

/**
 * `R = y·Y' + ru·U' + rv·V'`, `G = y·Y' + gu·U' + gv·V'`, `B = y·Y' + bu·U' + bv·V'` with `Y' = Y − black`, `U' = U − middle`;
 * results 0–255.
 */
export interface YuvToRgb {
  black: number;
  middle: number;
  y: number;
  ru: number;
  rv: number;
  gu: number;
  gv: number;
  bu: number;
  bv: number;
}

/**
 * Factors for samples of `depth` bits. Limited range: luma 16–235, chroma 16–240, times `2 ** (depth − 8)`. Of `identity` only
 * `black` and `y` apply: its components are green, blue and red.
 */
export function yuvToRgb(colour: Pick<Colour, 'matrix' | 'isFullRange'>, depth: number): YuvToRgb {
  const unit = 2 ** (depth - 8);
  const full = 2 ** depth - 1;
  const lumaSpan = colour.isFullRange ? full : 219 * unit;
  const chroma = 255 / (colour.isFullRange ? full : 224 * unit);
  const base = {
    black: colour.isFullRange ? 0 : 16 * unit,
    middle: 128 * unit,
    y: 255 / lumaSpan,
    ru: 0,
    bv: 0,
  };
  const { matrix } = colour;
  if (matrix === 'identity') return { ...base, rv: 0, gu: 0, gv: 0, bu: 0 };
  if (matrix === 'ycgco') {
    return { ...base, ru: -chroma, rv: chroma, gu: chroma, gv: 0, bu: -chroma, bv: -chroma };
  }
  const { red, blue } = WEIGHTS[matrix];
  const green = 1 - red - blue;
  return {
    ...base,
    rv: 2 * (1 - red) * chroma,
    gu: (-2 * blue * (1 - blue) * chroma) / green,
    gv: (-2 * red * (1 - red) * chroma) / green,
    bu: 2 * (1 - blue) * chroma,
  };
}
