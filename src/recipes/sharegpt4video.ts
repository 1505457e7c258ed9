import type { CitableFrame } from '../core/cited-evidence.ts';
import { encodeError, StudioError } from '../core/errors.ts';
import type { RunRequest } from '../core/requests.ts';
import { samplingGrid } from '../core/sampling-grid.ts';
import { type Asker, askAbout, TEXT, textPart, withoutProblems } from './ask-about.ts';
import * as prompts from './prompts/sharegpt4video.ts';
import {
  labelledFrames,
  type Recipe,
  type RecipeInput,
  type RecipeOutput,
  thinEvenly,
} from './recipe.ts';
import {
  arrangementOf,
  captionDraft,
  earlier,
  noteLines,
  seconds,
  standing,
  type Window,
} from './sharegpt4video-captions.ts';
import { shareGpt4VideoForecast } from './sharegpt4video-forecast.ts';
import { keyFrames, readSpan } from './sharegpt4video-key-frames.ts';
import {
  FAST_LAYOUTS,
  SHAREGPT4VIDEO,
  ShareGpt4VideoParams,
  STACKED,
} from './sharegpt4video-params.ts';
import { redraftShareGpt4Video } from './sharegpt4video-redraft.ts';

interface Run {
  input: RecipeInput<ShareGpt4VideoParams>;
  asker: Asker;
  send: RunRequest;
}
/** A stage yields drafts and problems on its way and returns what the next one needs. */
type Stage<T> = AsyncGenerator<RecipeOutput, T, void>;

/** Captions of what changes (arXiv 2406.04325, §3.2–3.4), and the captioner's four modes. */
async function* run(input: Run['input'], send: RunRequest): Stage<void> {
  const builtIn = prompts.SHAREGPT4VIDEO_PROMPTS;
  const it = { input, send, asker: { ...input.params, send, prompts: input.prompts, builtIn } };
  switch (input.params.mode) {
    case 'sliding':
      return yield* sliding(it);
    case 'fast':
      return yield* fast(it);
    case 'clip':
      return yield* clipSummary(it);
    case 'recaption':
      return yield* recaption(it);
  }
}

/** Sliding captioning: key frames, a differential caption for each window, and the whole from the captions and their times. */
async function* sliding(it: Run): Stage<void> {
  const frames = yield* keyFrames(it.input, it.send);
  const windows = yield* captionWindows(it, frames);
  if (windows.length === 0) return;
  yield* summarise(it, { windows, task: 'video-caption', span: readSpan(it.input) });
}

/**
 * §3.2, differential sliding windows: the first key frame is described; then each window is the previous key frame, what was
 * written of it, and the current one, with their true times. What a person made of a caption is what the next window is told.
 * Where a caption failed or was rejected, the next window reaches back to the last key frame that has one.
 */
async function* captionWindows(it: Run, frames: readonly CitableFrame[]): Stage<Window[]> {
  const windows: Window[] = [];
  for (const [number, frame] of frames.entries()) {
    const previous = windows.at(-1);
    const shown = previous ? [previous.frame, frame] : [frame];
    const pictures = await material(it, shown);
    const [answer] = yield* askAbout(it.asker, [frame], {
      step: 'windows',
      role: 'captioner',
      label: () => `${seconds(frame)} s`,
      prompt: previous ? prompts.DIFFERENCE : prompts.FIRST_FRAME,
      values: () => ({ number, time: seconds(frame), ...(previous ? earlier(previous) : {}) }),
      material: () => pictures,
      reply: TEXT,
      maxOutputTokens: 600,
    });
    if (!answer) continue;
    const span = previous && { startSec: previous.frame.ptsSec, endSec: frame.ptsSec };
    const told = previous ? [previous] : [];
    const draft = captionDraft(it.input, answer, {
      task: 'window-caption',
      span: span ?? null,
      shown,
      told,
    });
    yield { type: 'draft', draft };
    const [now] = await it.send({ kind: 'reviewed', step: 'windows', draftIds: [draft.id] });
    const window = standing(draft, now ?? null, { frame, number });
    if (window) windows.push(window);
  }
  return windows;
}

/** A window as the model sees it: its pictures behind their true times, or both in one. */
async function material({ input, send }: Run, shown: readonly CitableFrame[]) {
  if (input.params.pair === 'pictures' || shown.length === 1) return labelledFrames(shown);
  const imageSha256s = shown.map(({ imageSha256 }) => imageSha256);
  const drawn = await send({ kind: 'drawGrid', step: 'windows', imageSha256s, layout: STACKED });
  const times = shown.map((frame) => `${seconds(frame)} s`).join(' above, below ');
  return [
    ...textPart(`One picture, ${times}.`),
    { type: 'image' as const, imageSha256: drawn.imageSha256 },
  ];
}

/** Text only: the captions in order, each with its time, become one. */
async function* summarise(
  it: Run,
  what: {
    windows: readonly Window[];
    task: 'video-caption' | 'clip-summary';
    span: { startSec: number; endSec: number };
  },
): Stage<void> {
  const { windows, task, span } = what;
  const [answer] = yield* askAbout(it.asker, [windows], {
    step: 'summary',
    role: 'captioner',
    prompt: prompts.SUMMARY,
    values: () => ({
      what:
        task === 'video-caption'
          ? 'the whole video'
          : `the part from ${span.startSec.toFixed(2)} s to ${span.endSec.toFixed(2)} s`,
    }),
    material: () => textPart(noteLines(windows)),
    reply: TEXT,
    maxOutputTokens: 1600,
  });
  if (!answer) return;
  const shown = thinEvenly(
    windows.map(({ frame }) => frame),
    16,
  );
  yield {
    type: 'draft',
    draft: captionDraft(it.input, answer, { task, span, shown, told: windows }),
  };
}

/** Clip summarising: any stretch, from the window captions that are there already; no picture goes out again. */
async function* clipSummary(it: Run): Stage<void> {
  const { video, params } = it.input;
  const known: Run = { ...it, asker: { ...it.asker, onlyRemembered: true } };
  const frames = yield* keyFrames(it.input, it.send);
  const all = yield* withoutProblems(captionWindows(known, frames));
  const span = {
    startSec: Math.max(video.startSec, params.clipStartSec),
    endSec: params.clipEndSec > 0 ? Math.min(video.endSec, params.clipEndSec) : video.endSec,
  };
  const windows = all.filter(
    ({ frame }) => frame.ptsSec >= span.startSec && frame.ptsSec < span.endSec,
  );
  if (windows.length > 0) {
    yield* summarise(it, { windows, task: 'clip-summary', span });
    return;
  }
  const error = new StudioError('input/invalid', 'No captioned window lies in this stretch.', {
    details: span,
  });
  yield { type: 'problem', label: 'summary', error: encodeError(error) };
}

/** Fast captioning: all frames in one picture, one call. */
async function* fast(it: Run): Stage<void> {
  const { video, params } = it.input;
  const { gridFrames, layout, longSidePx } = params;
  const durationSec = video.endSec - video.startSec;
  const timesSec = samplingGrid(
    { startSec: video.startSec, durationSec },
    durationSec / gridFrames,
  );
  const asked = { kind: 'sampleFrames', step: 'sample', videoId: video.id, longSidePx } as const;
  const sampled = await it.send({ ...asked, timesSec: timesSec.slice(0, gridFrames) });
  const frames = [...new Map(sampled.map(({ frame }) => [frame.ptsSec, frame])).values()];
  const placed = FAST_LAYOUTS[layout](frames.length);
  const imageSha256s = frames.map(({ imageSha256 }) => imageSha256);
  const { imageSha256 } = await it.send({
    kind: 'drawGrid',
    step: 'grid',
    imageSha256s,
    layout: placed,
  });
  const [answer] = yield* askAbout(it.asker, [frames], {
    step: 'fast',
    role: 'captioner',
    prompt: prompts.FAST,
    values: () => ({
      duration: durationSec.toFixed(2),
      frames: frames.length,
      arrangement: arrangementOf(placed),
      times: frames.map(seconds).join(', '),
    }),
    material: () => [{ type: 'image', imageSha256 }],
    reply: TEXT,
    maxOutputTokens: 1600,
  });
  if (!answer) return;
  const shown = frames.map(({ ptsSec, imageSha256: hash }) => ({ ptsSec, imageSha256: hash }));
  const span = { startSec: video.startSec, endSec: video.endSec };
  yield {
    type: 'draft',
    draft: captionDraft(it.input, answer, { task: 'video-caption', span, shown, told: [] }),
  };
}

/** Prompt re-captioning: a short text in, a detailed caption out; no picture. */
async function* recaption(it: Run): Stage<void> {
  const text = it.input.params.shortText.trim();
  if (text === '') throw new StudioError('input/invalid', 'Re-captioning needs a short text.');
  const [answer] = yield* askAbout(it.asker, [text], {
    step: 'recaption',
    role: 'captioner',
    prompt: prompts.RECAPTION,
    material: textPart,
    reply: TEXT,
    maxOutputTokens: 1000,
  });
  if (!answer) return;
  const span = { startSec: it.input.video.startSec, endSec: it.input.video.endSec };
  const about = { task: 'video-caption' as const, span, shown: [], told: [] };
  yield { type: 'draft', draft: captionDraft(it.input, answer, about) };
}

export const shareGpt4Video: Recipe<ShareGpt4VideoParams> = {
  ...SHAREGPT4VIDEO,
  needs: 'video',
  steps: [
    { id: 'sample', role: null },
    { id: 'embed', role: null },
    { id: 'windows', role: 'captioner' },
    { id: 'summary', role: 'captioner' },
    { id: 'grid', role: null },
    { id: 'fast', role: 'captioner' },
    { id: 'recaption', role: 'captioner' },
  ],
  params: ShareGpt4VideoParams,
  prompts: prompts.SHAREGPT4VIDEO_PROMPTS,
  variables: prompts.SHAREGPT4VIDEO_VARIABLES,
  forecast: shareGpt4VideoForecast,
  run,
  redraft: redraftShareGpt4Video,
};
