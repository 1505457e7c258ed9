import { baseName } from '../../../core/base-name.ts';
import type { ModelCard } from '../../../core/model-card.ts';

/** What a person says about a graph that came without a card. */
export interface GraphFacts {
  id: string;
  licence: string;
  dim: number | null;
  sidePx: number | null;
  scale: keyof typeof SCALES;
  resize: 'shortest-crop' | 'squash';
}

/** Means and deviations that most picture models were trained with. */
const SCALES = {
  unit: { mean: [0, 0, 0], std: [1, 1, 1] },
  signed: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  imagenet: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  clip: {
    mean: [0.48145466, 0.4578275, 0.40821073],
    std: [0.26862954, 0.26130258, 0.27577711],
  },
};
export const SCALE_NAMES = Object.keys(SCALES) as GraphFacts['scale'][];

/** First guesses for a graph with this name or address. */
export function guessFacts(path: string): GraphFacts {
  const stem = baseName(new URL(path, 'file:///').pathname).replace(/\.onnx$/i, '');
  return {
    id: decodeURIComponent(stem)
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, ''),
    licence: '',
    dim: null,
    sidePx: 224,
    scale: 'imagenet',
    resize: 'shortest-crop',
  };
}

/** The card of a picture graph, or `null` while something is missing. */
export function cardOf(
  { id, licence, dim, sidePx, scale, resize }: GraphFacts,
  { path, url }: { path: string; url?: string },
): ModelCard | null {
  if (!id || !licence.trim() || !dim || !sidePx) return null;
  return {
    id,
    task: 'image-embedding',
    licence: licence.trim(),
    files: [{ path, sha256: '', bytes: 0, ...(url ? { url } : {}) }],
    dim,
    input: { widthPx: sidePx, heightPx: sidePx, ...SCALES[scale], resize },
    installed: false,
  };
}
