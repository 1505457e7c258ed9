import { pictureSize } from '../core/picture/geometry.ts';
import type { RecipeInput, StepForecast } from './recipe.ts';
import type { ShareGpt4VideoParams } from './sharegpt4video-params.ts';

const INSTRUCTION = 260;
const WINDOW = { low: 40, high: 600 };
const WHOLE = { low: 150, high: 1600 };

interface Range {
  low: number;
  high: number;
}

/**
 * Every request of a run. How many key frames there are is not known before the vectors are, so the low end takes the first
 * and the last, the high end every candidate.
 */
export function shareGpt4VideoForecast({
  video,
  params,
}: RecipeInput<ShareGpt4VideoParams>): StepForecast[] {
  const durationSec = video.endSec - video.startSec;
  const readSec =
    params.stopAfterSec > 0 ? Math.min(durationSec, params.stopAfterSec) : durationSec;
  const isTooShort = durationSec <= params.minDurationSec;
  const most = isTooShort ? 0 : Math.ceil(readSec / params.everySec);
  const windows: Range = { low: Math.min(2, most), high: most };
  const imageSize = pictureSize(video, params.longSidePx);
  const step = (
    id: string,
    requests: Range,
    one: { images: Range; textIn: Range; out: Range },
  ): StepForecast => ({
    step: id,
    role: 'captioner',
    requests,
    images: one.images,
    imageSize,
    imageDetail: params.imageDetail,
    textTokensIn: {
      low: requests.low * (INSTRUCTION + one.textIn.low),
      high: requests.high * (INSTRUCTION + one.textIn.high),
    },
    tokensOut: { low: requests.low * one.out.low, high: requests.high * one.out.high },
  });
  const once = { low: 1, high: 1 };
  const none = { low: 0, high: 0 };
  const ofPair = params.pair === 'pictures' ? 2 : 1;
  const pictures = (n: number) => (n === 0 ? 0 : 1 + ofPair * (n - 1));
  const summary = step('summary', most > 0 ? once : none, {
    images: none,
    textIn: { low: windows.low * WINDOW.low, high: windows.high * WINDOW.high },
    out: WHOLE,
  });
  switch (params.mode) {
    case 'sliding':
      return [
        step('windows', windows, {
          images: { low: pictures(windows.low), high: pictures(windows.high) },
          textIn: WINDOW,
          out: WINDOW,
        }),
        summary,
      ];
    case 'clip':
      return [summary];
    case 'fast':
      return [step('fast', once, { images: once, textIn: { low: 60, high: 400 }, out: WHOLE })];
    case 'recaption':
      return [
        step('recaption', once, { images: none, textIn: { low: 5, high: 1200 }, out: WHOLE }),
      ];
  }
}
