import type { EmbeddingMatrix, Frame, Selection } from '../../../core/flow.ts';
import type { GroundTruth, OutsideSelection } from '../../../core/inspections.ts';
import {
  type ChoiceMetrics,
  measureChoice,
  nearestPlaces,
} from '../../../core/selection/measure-choice.ts';
import { keySceneScores, shotHitRate } from '../../../core/selection/metrics.ts';
import type { SelectionSignals } from '../../../pipeline/selecting.ts';

/** One of the choices that lie side by side. */
export interface Choice {
  frames: readonly Frame[];
  metrics: ChoiceMetrics;
}

/** What a choice hits. */
export interface Hits {
  /** Shots with a core frame, of all. */
  shots: { hit: number; of: number };
  /** Where key scenes were loaded. */
  scenes: { kfr: number; shr: number; ukss: number } | null;
}

export const choiceOf = ({ core, metrics }: Selection): Choice => ({
  frames: core.map(({ frame }) => frame),
  metrics,
});

/** Frames that somebody else chose, seen through the sampled frames that are nearest to them in time. */
export function outsideChoice(
  { timesSec }: OutsideSelection,
  { sampled, embeddings }: SelectionSignals,
): Choice {
  const times = sampled.map(({ frame }) => frame.ptsSec);
  const places = nearestPlaces(times, timesSec);
  const frames = places.flatMap((place) => sampled[place]?.frame ?? []);
  return { frames, metrics: measureOf(times, embeddings, places) };
}

const measureOf = (
  times: readonly number[],
  embeddings: EmbeddingMatrix,
  places: readonly number[],
) => measureChoice({ times, embeddings }, places).metrics;

/** @param cutsSec of the ground truth where it was loaded, else as far as the studio knows them */
export function hitsOf(
  frames: readonly Frame[],
  { cutsSec, truth }: { cutsSec: readonly number[]; truth: GroundTruth | null },
): Hits {
  const coreSec = frames.map(({ ptsSec }) => ptsSec);
  const of = cutsSec.length + 1;
  const hit = coreSec.length === 0 ? 0 : Math.round(shotHitRate(cutsSec, coreSec) * of);
  const scenes = truth && truth.scenes.length > 0 ? keySceneScores(truth.scenes, coreSec) : null;
  return { shots: { hit, of }, scenes };
}
