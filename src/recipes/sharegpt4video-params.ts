import type { GridLayout } from '../core/grid-layout.ts';
import { z } from '../core/zod.ts';

export const SHAREGPT4VIDEO = { id: 'sharegpt4video', version: 1 };

/** Where paper and published code differ or are silent there is a setting, with a value to begin with that is ours. */
export const ShareGpt4VideoParams = z.object({
  /** The captioner's four modes. `clip` sums up windows that were captioned before and asks for nothing else. */
  mode: z.enum(['sliding', 'fast', 'clip', 'recaption']).default('sliding'),
  /** Whose vectors decide what is new. The paper's threshold was set for CLIP ViT-L/14-336. */
  modelId: z.string().min(1).max(64).default('ristretto-e1'),
  everySec: z.number().min(0.5).max(10).default(2),
  /** A frame is a key frame below this cosine to the last one. */
  maxCosine: z.number().min(0.3).max(1).default(0.93),
  /** The published script writes nothing for clips up to 10 s and stops reading after 120 s; 0 = no such rule. */
  minDurationSec: z.number().min(0).max(60).default(10),
  stopAfterSec: z.number().min(0).max(3600).default(120),
  longSidePx: z.int().min(64).max(2048).default(768),
  /** How a window is shown: two pictures, or one with both, 50 px apart, as the published captioner does. */
  pair: z.enum(['pictures', 'stacked']).default('pictures'),
  /** `fast`: how the frames become one picture, and how many there are. */
  layout: z.enum(['column', 'grid-5x6', 'square']).default('column'),
  gridFrames: z.int().min(1).max(60).default(16),
  /** `clip`: the stretch that is summed up, presentation seconds; an end of 0 = the end of the video. */
  clipStartSec: z.number().min(0).max(86_400).default(0),
  clipEndSec: z.number().min(0).max(86_400).default(0),
  /** `recaption`: the short text that becomes a detailed caption. */
  shortText: z.string().max(4000).default(''),
  language: z.enum(['en', 'zh']).default('en'),
  imageDetail: z.enum(['low', 'high']).default('high'),
  temperature: z.number().min(0).max(2).default(0.4),
});
export type ShareGpt4VideoParams = z.infer<typeof ShareGpt4VideoParams>;

/** Two frames of a window, one above the other (captioner/app.py). */
export const STACKED: GridLayout = {
  columns: 1,
  gapPx: 50,
  lines: false,
  labels: 'none',
  size: { kind: 'fit', longSidePx: 2048 },
};

/** The layouts of fast captioning, for this many frames. */
export const FAST_LAYOUTS: Record<ShareGpt4VideoParams['layout'], (frames: number) => GridLayout> =
  {
    column: () => ({
      columns: 1,
      gapPx: 20,
      lines: true,
      labels: 'left',
      size: { kind: 'fit', longSidePx: 16_000 },
    }),
    'grid-5x6': () => ({
      columns: 5,
      gapPx: 0,
      lines: false,
      labels: 'none',
      size: { kind: 'exact', widthPx: 800, heightPx: 600 },
    }),
    square: (frames) => ({
      columns: Math.ceil(Math.sqrt(frames)),
      gapPx: 50,
      lines: false,
      labels: 'none',
      size: { kind: 'fit', longSidePx: 1920 },
    }),
  };
