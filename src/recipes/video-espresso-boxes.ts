import { frameIndex } from '../core/cited-evidence.ts';
import type { Check } from '../core/flow.ts';
import { timeLabel } from '../core/time-label.ts';
import { isAmong, type TracedPair } from './video-espresso-pair.ts';

const sameWords = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase();

/** The key items of each frame, each once, in the order of `frames`. */
function itemsByFrame({ trace, matches, frames }: TracedPair): string[][] {
  return frames.map((frame) => {
    const items = trace.coreCaptions.flatMap(({ keyItems }, core) =>
      matches[core] && isAmong([frame], matches[core].frame) ? keyItems : [],
    );
    const named = items.map((item) => item.trim()).filter(Boolean);
    return [...new Map(named.map((item) => [item.toLowerCase(), item])).values()];
  });
}

/** What is to be found in which frame, as the prompt says it. */
export const itemList = (pair: TracedPair): string =>
  itemsByFrame(pair)
    .map((items, i) => `f${i + 1}: ${items.join(', ') || '(nothing)'}`)
    .join('\n');

/** Each box at the steps that name its item and cite its frame; `rest` are those that no step speaks of. */
export function placedBoxes(pair: TracedPair) {
  const labelOf = (core: number): string => {
    const match = pair.matches[core - 1]?.frame;
    const index = match
      ? pair.frames.findIndex(({ imageSha256 }) => imageSha256 === match.imageSha256)
      : -1;
    return index < 0 ? `core caption ${core}` : `f${index + 1}`;
  };
  const rest = new Set(pair.boxes ?? []);
  const steps = pair.trace.steps.map(({ text, captions, items }) => {
    const frames = [...new Set(captions.map(labelOf))];
    const boxes = (pair.boxes ?? []).filter(
      ({ frame, label }) =>
        items.some((item) => sameWords(item, label)) &&
        frames.some((cited) => frameIndex(cited) === frameIndex(frame)),
    );
    for (const box of boxes) rest.delete(box);
    return { text, frames, boxes, spans: [] };
  });
  return { steps, rest: [...rest] };
}

/** A model's boxes are to be checked, and items that got none are named. */
export function boxChecks(pair: TracedPair): Check[] {
  const { boxes, frames } = pair;
  if (!boxes) return [];
  const missing = itemsByFrame(pair).flatMap((items, index) =>
    items
      .filter(
        (item) =>
          !boxes.some(({ label, frame }) => frameIndex(frame) === index && sameWords(label, item)),
      )
      .map((item) => `${item} ${timeLabel(frames[index]?.ptsSec ?? 0)}`),
  );
  return [
    { code: 'boxes-drafted', verdict: 'unknown', detail: String(boxes.length) },
    ...(missing.length > 0
      ? [{ code: 'B3', verdict: 'warn' as const, detail: missing.join('; ') }]
      : []),
  ];
}
