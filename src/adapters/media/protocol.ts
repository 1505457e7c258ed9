import type { DecoderName, VideoFacts } from '../../core/flow.ts';
import type { DecodedFrame, SampleStats } from '../../core/ports.ts';

export interface FrameTime {
  ptsSec: number;
  ptsTicks: number;
  timescale: number;
}

interface Capabilities {
  h264: boolean;
  hevc: boolean;
  vp8: boolean;
  vp9: boolean;
  av1: boolean;
}

export interface SampleParams {
  file: Blob;
  facts: VideoFacts;
  timesSec: readonly number[];
  longSidePx: number;
  decoder: 'auto' | DecoderName;
}

/** A frame with the counts as they stand when it leaves the worker. */
export interface SampleItem {
  decoded: DecodedFrame;
  stats: SampleStats;
}

/** What is still held when nothing runs; tests read it. */
export interface MediaResources {
  openVideoFrames: number;
  ffmpegInstances: number;
}

/** Operations of `worker/media.worker.ts`. */
export interface MediaOps {
  probe: { params: { file: Blob }; result: VideoFacts };
  sample: { params: SampleParams; result: SampleStats; item: SampleItem };
  frameTimes: {
    params: { file: Blob; facts: VideoFacts; range: { startSec: number; endSec: number } };
    result: FrameTime[];
  };
  capabilities: { params: null; result: Capabilities };
  resources: { params: null; result: MediaResources };
}
