import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { giveFiles, open } from '../browser.mjs';
import { ms } from '../stats.mjs';
import { clipOf, hasNative } from './media-clips.mjs';

const CLIP = { codec: 'h264', height: 720, gop: 50 };
const LONG_TASK_MS = 50;

/** Starts to watch the page's main thread: long tasks, long frames with the scripts in them, steps of an animation. */
function watch() {
  const seen = { tasks: [], scripts: [], steps: [] };
  const observers = [
    ['longtask', (entry) => seen.tasks.push(entry.duration)],
    [
      'long-animation-frame',
      ({ scripts }) => {
        for (const { duration, invoker, sourceURL, sourceFunctionName } of scripts)
          seen.scripts.push({ duration, from: `${invoker} ${sourceFunctionName} ${sourceURL}` });
      },
    ],
  ].map(([type, note]) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    observer.observe({ type });
    return observer;
  });
  let last = performance.now();
  let isOver = false;
  const step = () => {
    const now = performance.now();
    seen.steps.push(now - last);
    last = now;
    if (!isOver) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  globalThis.benchStutter = () => {
    isOver = true;
    for (const observer of observers) observer.disconnect();
    return seen;
  };
}

const sampleWith = (page, decoders) =>
  page.evaluate(async (names) => {
    const [file] = document.querySelector('#bench-files').files;
    const { frames } = globalThis.ristretto;
    await Promise.all(
      names.map((decoder) => frames.sample(file, { everySec: 1, longSidePx: 448, decoder })),
    );
  }, decoders);

/** As many runs of native FFmpeg as the decoders would be, outside the browser. */
async function besideNative(clip) {
  const runs = [1, 2].map(() =>
    spawn('ffmpeg', ['-nostdin', '-v', 'error', '-i', clip, '-f', 'null', '-'], {
      stdio: 'ignore',
    }),
  );
  await Promise.all(runs.map((run) => once(run, 'exit')));
}

async function measure(page, work) {
  await page.evaluate(watch);
  const startedAt = performance.now();
  await work();
  const sec = (performance.now() - startedAt) / 1000;
  return { sec, ...(await page.evaluate(() => globalThis.benchStutter())) };
}

function row(label, { sec, tasks, scripts, steps }) {
  const longest = (values) => (values.length > 0 ? ms(Math.max(...values)) : '0');
  return [
    label,
    sec.toFixed(1),
    tasks.length,
    longest(tasks),
    scripts.filter(({ duration }) => duration >= LONG_TASK_MS).length,
    longest(scripts.map(({ duration }) => duration)),
    longest(steps),
  ];
}

/** Whether the page's own thread stays free while two decoders work. */
export async function stutter({ page, drawPage }) {
  const clip = await clipOf(CLIP, 1, drawPage);
  await open(page, '/');
  await giveFiles(page, [clip]);
  // The workers are started and the cores loaded before anything is watched.
  await sampleWith(page, ['webcodecs', 'ffmpeg']);
  const cases = [
    ['two decoders: WebCodecs and ffmpeg.wasm', () => sampleWith(page, ['webcodecs', 'ffmpeg'])],
    ['two videos, both WebCodecs', () => sampleWith(page, ['webcodecs', 'webcodecs'])],
    ['two videos, both ffmpeg.wasm', () => sampleWith(page, ['ffmpeg', 'ffmpeg'])],
    ...(hasNative()
      ? [['for comparison: an idle page beside two native `ffmpeg`', () => besideNative(clip)]]
      : []),
  ];
  const rows = [];
  const scripts = [];
  for (const [label, work] of cases) {
    const seen = await measure(page, work);
    rows.push(row(label, seen));
    scripts.push(...seen.scripts.filter(({ duration }) => duration >= LONG_TASK_MS));
  }
  const blamed = scripts.map(({ duration, from }) => `\`${from}\` ${ms(duration)} ms`);
  return [
    {
      title: 'The main thread while two decoders run',
      head: [
        '',
        's',
        'long tasks',
        'longest task, ms',
        'scripts ≥ 50 ms',
        'longest script, ms',
        'longest step of an animation, ms',
      ],
      rows,
      notes: [
        'A minute of H.264 720p each, one frame a second. Long tasks (`longtask`: more than 50 ms, of whatever kind) and the scripts in long animation frames; an animation runs in the page all the time. Where the cores are full, a task also lasts because it waits for one: the last line shows how much of that there is without us.',
        blamed.length > 0
          ? `Scripts of 50 ms or more: ${blamed.join('; ')}.`
          : 'No script of the page ran for 50 ms or more.',
      ],
    },
  ];
}
