/** A frame that begins a shot. `ptsSec = ptsTicks / timescale`. */
export interface ShotCut {
  ptsSec: number;
  ptsTicks: number;
  timescale: number;
}

/** The shots of a video, as far as they are known. */
export interface ShotFacts {
  /** `frames`: every frame was looked at; `samples`: an estimate from the sampled frames, as good as their distance. */
  from: 'frames' | 'samples';
  /** First frame of every shot after the first, ascending. Of an estimate: the first sampled frame after the change. */
  cuts: ShotCut[];
  /** How many frames were looked at. */
  frames: number;
  /** Mean share of differing bits of the difference hashes of pictures a second apart, 0–1. */
  motion: number;
}
