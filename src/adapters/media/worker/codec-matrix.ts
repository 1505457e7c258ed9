import { StudioError } from '../../../core/errors.ts';
import type { DecoderName, VideoFacts } from '../../../core/flow.ts';
import type { CodecSample, SampleVerdict } from '../protocol.ts';
import { sampleWithFfmpeg } from './ffmpeg-sampler.ts';
import { probeFile } from './probe.ts';
import { renderFrame } from './sample.ts';
import { sampleWithWebCodecs } from './webcodecs-sampler.ts';

/** Of 255; what a codec loses on two plain halves is far less. */
const LIGHT = 170;
const DARK = 85;

/** Sends each sample through both decoders and looks at the picture: its left half is light, its right half dark. */
export async function decodeSamples(
  samples: readonly CodecSample[],
  signal: AbortSignal,
): Promise<SampleVerdict[]> {
  const verdicts: SampleVerdict[] = [];
  for (const { id, file } of samples) {
    if (signal.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
    const facts = await probeFile(file, signal).catch(() => null);
    const isRight = async (decoder: DecoderName) =>
      facts !== null && (await decodesRight({ file, facts, decoder }, signal));
    verdicts.push({ id, webcodecs: await isRight('webcodecs'), ffmpeg: await isRight('ffmpeg') });
  }
  return verdicts;
}

async function decodesRight(
  { file, facts, decoder }: { file: Blob; facts: VideoFacts; decoder: DecoderName },
  signal: AbortSignal,
): Promise<boolean> {
  const counts = { framesDecoded: 0, bytesRead: 0, missingSec: [] };
  const sampler = decoder === 'webcodecs' ? sampleWithWebCodecs : sampleWithFfmpeg;
  try {
    for await (const { data, widthPx, heightPx } of sampler(file, [facts.startSec], {
      counts,
      signal,
      finish: async (raw) => renderFrame(raw, facts, facts),
      ahead: 1,
    })) {
      const middle = widthPx * Math.floor(heightPx / 2);
      const left = data[(middle + Math.floor(widthPx / 4)) * 4] ?? 0;
      const right = data[(middle + Math.floor((widthPx * 3) / 4)) * 4] ?? 255;
      return left > LIGHT && right < DARK;
    }
  } catch {
    // Whatever went wrong, the picture did not come out: that is the answer.
  }
  return false;
}
