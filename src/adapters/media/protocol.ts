import type { Box, DecoderName, VideoFacts } from '../../core/flow.ts';
import type { GridLayout } from '../../core/grid-layout.ts';
import type {
  DecodedFrame,
  DrawnGrid,
  FrameScan,
  SampleQuery,
  SampleStats,
} from '../../core/ports.ts';

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
  only: SampleQuery['only'];
}

/** A frame with the counts as they stand when it leaves the worker. */
export interface SampleItem {
  decoded: DecodedFrame;
  stats: SampleStats;
}

export interface DrawGridParams {
  jpegs: readonly Uint8Array<ArrayBuffer>[];
  layout: GridLayout;
}

export interface CutSquaresParams {
  jpeg: Uint8Array<ArrayBuffer>;
  boxes: readonly Box[];
  context: number;
}

export interface ProxyParams {
  file: Blob;
  facts: VideoFacts;
  longSidePx: number;
}

export interface ScanParams {
  file: Blob;
  facts: VideoFacts;
  decoder: 'auto' | DecoderName;
}

/** A file of a few pictures in one codec, of which the first is light on the left and dark on the right. */
export interface CodecSample {
  id: string;
  file: Blob;
}

/** Which decoders gave the right picture of a sample. */
export interface SampleVerdict {
  id: string;
  webcodecs: boolean;
  ffmpeg: boolean;
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
  /** A copy that a `<video>` plays. Progress counts frames. */
  makeProxy: { params: ProxyParams; result: Blob };
  /** Looks at every frame. Progress counts frames. */
  scanFrames: { params: ScanParams; result: FrameScan };
  decodeSamples: { params: { samples: CodecSample[] }; result: SampleVerdict[] };
  drawGrid: { params: DrawGridParams; result: DrawnGrid };
  cutSquares: { params: CutSquaresParams; result: Uint8Array<ArrayBuffer>[] };
  resources: { params: null; result: MediaResources };
}
