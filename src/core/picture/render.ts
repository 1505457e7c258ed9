import type { Colour } from './colour.ts';
import { beforeRotation, type Geometry, type Size } from './geometry.ts';
import { colourMatrix, paintBytes, paintFloats } from './paint.ts';
import { bytesPerSample, planeSize, type RawPicture } from './raw-picture.ts';
import { makeTaps, resample, type SampleGrid } from './resample.ts';
import { orient, type RgbaPicture } from './rotate.ts';
import { toneMap } from './tone-map.ts';

export interface RenderSettings {
  /** Of the finished picture, after rotation. */
  size: Size;
  geometry: Geometry;
  colour: Colour;
  /** Of an interlaced picture only this field is used; `null` = the whole picture. */
  field: 'top' | 'bottom' | null;
}

/**
 * The one way from a decoder's samples to a picture, whatever decoded it: every component is scaled from its own plane
 * straight to the target size, then the colour matrix is applied once per target pixel, then the picture is turned.
 * `docs/media.md` states each step.
 */
export function renderPicture(raw: RawPicture, settings: RenderSettings): RgbaPicture {
  const size = beforeRotation(settings.size, settings.geometry);
  const scaled = raw.layout.components.map((_, index) =>
    scaleComponent(raw, index, { ...settings, size }),
  );
  const [first, second, third] = scaled;
  if (!first) throw new RangeError('A picture without components.');
  const components = [first, second ?? first, third ?? first] as const;
  const { transfer, primaries } = settings.colour;
  const matrix = colourMatrix(raw.layout, settings.colour);
  const data =
    transfer === 'sdr'
      ? paintBytes(components, matrix)
      : toneMap(paintFloats(components, matrix), { transfer, primaries });
  return orient({ ...size, data }, settings.geometry);
}

function scaleComponent(
  raw: RawPicture,
  index: number,
  target: Omit<RenderSettings, 'geometry'>,
): Float32Array {
  const { layout } = raw;
  const component = layout.components[index] as RawPicture['layout']['components'][number];
  const grid = gridOf(raw, component);
  const isChroma = layout.planes[component.plane]?.isChroma ?? false;
  // MPEG streams place chroma on the left of the luma samples that it belongs to, JPEG-like ones (full range) in the middle.
  const isLeft = isChroma && layout.log2ChromaWidth === 1 && !target.colour.isFullRange;
  const span = isChroma ? raw.heightPx / 2 ** layout.log2ChromaHeight : raw.heightPx;
  const used =
    target.field === null ? { grid, shift: 0, span } : fieldGrid(grid, target.field, span);
  return resample(
    used.grid,
    makeTaps(grid.width, target.size.widthPx, {
      shift: isLeft ? 0.25 : 0,
      span: isChroma ? raw.widthPx / 2 ** layout.log2ChromaWidth : raw.widthPx,
    }),
    makeTaps(used.grid.height, target.size.heightPx, used),
  );
}

/** Every second row; the rows of a field lie a quarter of its own row distance off the middle, up or down. One row is both fields. */
function fieldGrid(
  grid: SampleGrid,
  field: 'top' | 'bottom',
  span: number,
): { grid: SampleGrid; shift: number; span: number } {
  if (grid.height < 2) return { grid, shift: 0, span };
  const isTop = field === 'top';
  return {
    grid: {
      ...grid,
      start: isTop ? grid.start : grid.start + grid.rowStep,
      rowStep: grid.rowStep * 2,
      height: isTop ? Math.ceil(grid.height / 2) : Math.floor(grid.height / 2),
    },
    shift: isTop ? 0.25 : -0.25,
    span: span / 2,
  };
}

function gridOf(
  raw: RawPicture,
  component: RawPicture['layout']['components'][number],
): SampleGrid {
  const place = raw.places[component.plane];
  if (!place) throw new RangeError(`A picture without plane ${component.plane}.`);
  const size = bytesPerSample(raw.layout);
  const { width, height } = planeSize(raw.layout, component.plane, raw);
  const grid = {
    start: place.offsetBytes / size + component.offset,
    rowStep: place.strideBytes / size,
    pixelStep: component.step,
    width,
    height,
  };
  if (size === 1) return { ...grid, samples: raw.data };
  const bytes = raw.data.byteOffset % 2 === 0 ? raw.data : raw.data.slice();
  return {
    ...grid,
    samples: new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1),
  };
}
