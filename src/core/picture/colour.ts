export type ColourMatrix = 'bt601' | 'bt709' | 'bt2020';

/** What a stream says about its colours; `null` = it does not. */
export interface StatedColour {
  matrix: ColourMatrix | null;
  isFullRange: boolean | null;
}

export interface Colour {
  matrix: ColourMatrix;
  isFullRange: boolean;
}

/** Below this many lines a picture without a stated matrix is taken for standard definition. */
const HD_LINES = 720;

/** Fills in what a stream leaves open: BT.709 from 720 lines on, BT.601 below; limited range. */
export function resolveColour(stated: StatedColour, heightPx: number): Colour {
  return {
    matrix: stated.matrix ?? (heightPx >= HD_LINES ? 'bt709' : 'bt601'),
    isFullRange: stated.isFullRange ?? false,
  };
}

/** A matrix by the names of FFmpeg and WebCodecs; `null` for unspecified, `rgb` and matrices that are not used here. */
export function matrixFromName(name: string | null | undefined): ColourMatrix | null {
  switch (name) {
    case 'bt709':
      return 'bt709';
    case 'bt470bg':
    case 'smpte170m':
    case 'bt470m':
    case 'fcc':
      return 'bt601';
    case 'bt2020nc':
    case 'bt2020-ncl':
    case 'bt2020c':
      return 'bt2020';
    default:
      return null;
  }
}

/** Luma weights of red and blue (ITU-R BT.601-7, BT.709-6, BT.2020-2). */
const WEIGHTS: Record<ColourMatrix, { red: number; blue: number }> = {
  bt601: { red: 0.299, blue: 0.114 },
  bt709: { red: 0.2126, blue: 0.0722 },
  bt2020: { red: 0.2627, blue: 0.0593 },
};

/** `R = y·Y' + rv·V'`, `G = y·Y' + gu·U' + gv·V'`, `B = y·Y' + bu·U'` with `Y' = Y − black`, `U' = U − middle`; results 0–255. */
export interface YuvToRgb {
  black: number;
  middle: number;
  y: number;
  rv: number;
  gu: number;
  gv: number;
  bu: number;
}

/** Factors for samples of `depth` bits. Limited range: luma 16–235, chroma 16–240, times `2 ** (depth − 8)`. */
export function yuvToRgb(colour: Colour, depth: number): YuvToRgb {
  const { red, blue } = WEIGHTS[colour.matrix];
  const green = 1 - red - blue;
  const unit = 2 ** (depth - 8);
  const full = 2 ** depth - 1;
  const lumaSpan = colour.isFullRange ? full : 219 * unit;
  const chromaSpan = colour.isFullRange ? full : 224 * unit;
  const chroma = 255 / chromaSpan;
  return {
    black: colour.isFullRange ? 0 : 16 * unit,
    middle: 128 * unit,
    y: 255 / lumaSpan,
    rv: 2 * (1 - red) * chroma,
    gu: (-2 * blue * (1 - blue) * chroma) / green,
    gv: (-2 * red * (1 - red) * chroma) / green,
    bu: 2 * (1 - blue) * chroma,
  };
}
