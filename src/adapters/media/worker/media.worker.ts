import { canDecodeVideo, Logging, LogLevel } from 'mediabunny';
import { serve } from '../../../rpc/serve.ts';
import type { MediaOps } from '../protocol.ts';
import { decodeSamples } from './codec-matrix.ts';
import { cutSquares } from './cut-squares.ts';
import { drawGrid } from './draw-grid.ts';
import { ffmpegInstances } from './ffmpeg-host.ts';
import { frameTimes } from './frame-times.ts';
import { probeFile } from './probe.ts';
import { makeProxy } from './proxy.ts';
import { sampleFile } from './sample.ts';
import { scanFrames } from './scan.ts';
import { openVideoFrames } from './screen-decoder.ts';

// Its warnings about tracks that it cannot read are reported by the probe, in the words of the studio.
Logging.level = LogLevel.Silent;

serve<MediaOps>({
  probe: ({ file }, { signal }) => probeFile(file, signal),
  sample: sampleFile,
  frameTimes: ({ file, range }, { signal }) => frameTimes(file, range, signal),
  capabilities: async () => {
    const [h264, hevc, vp8, vp9, av1] = await Promise.all(
      (['avc', 'hevc', 'vp8', 'vp9', 'av1'] as const).map((codec) => canDecodeVideo(codec)),
    );
    return {
      h264: h264 === true,
      hevc: hevc === true,
      vp8: vp8 === true,
      vp9: vp9 === true,
      av1: av1 === true,
    };
  },
  makeProxy,
  scanFrames,
  decodeSamples: ({ samples }, { signal }) => decodeSamples(samples, signal),
  drawGrid,
  cutSquares,
  resources: () => ({ openVideoFrames: openVideoFrames(), ffmpegInstances: ffmpegInstances() }),
});
