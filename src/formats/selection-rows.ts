import type { KeyScene } from '../core/selection/metrics.ts';

/** Frames of one video, by time or by place. */
export interface ReadSelection {
  /** Name, id or fingerprint of the video; `null` = the file does not say. */
  video: string | null;
  /** What to call the choice; `null` = the file does not say. */
  name: string | null;
  frames: { timesSec: number[] } | { indices: number[]; fps: number };
}

export interface ReadTruth {
  video: string | null;
  /** Ascending. */
  cutsSec: number[];
  scenes: KeyScene[];
}

export type SelectionFile =
  | { kind: 'selections'; rows: ReadSelection[] }
  | { kind: 'truth'; rows: ReadTruth[] };
