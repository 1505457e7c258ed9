import { basename } from 'node:path';
import { giveFiles, open } from '../browser.mjs';
import { median } from '../stats.mjs';
import { clipOf, hasNative, pictureSource, realClips, SPECS } from './media-clips.mjs';
import { byMediabunny, byNative, byStudio, giveMediabunny } from './media-contenders.mjs';

const CONTENDERS = [
  { id: 'native', label: 'native `ffmpeg`', run: (_page, clip, folder) => byNative(clip, folder) },
  { id: 'webcodecs', label: 'WebCodecs', run: (page) => byStudio(page, 'webcodecs') },
  { id: 'ffmpeg', label: 'ffmpeg.wasm', run: (page) => byStudio(page, 'ffmpeg') },
  { id: 'mediabunny', label: 'mediabunny', run: (page) => byMediabunny(page) },
];

/** The bounds that the project has set itself, as multiples of native FFmpeg's time. */
const TARGETS = [
  { label: 'WebCodecs, H.264, GOP 50', id: 'webcodecs', gop: 50, least: 0.8, aim: 0.5 },
  { label: 'WebCodecs, H.264, GOP 250', id: 'webcodecs', gop: 250, least: 1.1, aim: 0.7 },
  { label: 'ffmpeg.wasm, H.264', id: 'ffmpeg', least: 2, aim: 1.5 },
];

/** All contenders on one clip, in turns; who does not take the clip has no times. */
async function race(page, clip, { folder, rounds }) {
  await giveFiles(page, [clip]);
  const times = { native: [], webcodecs: [], ffmpeg: [], mediabunny: [] };
  let frames = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const { id, run } of CONTENDERS) {
      const done = await run(page, clip, folder);
      if (!done) continue;
      times[id].push(done.wallMs);
      if (id === 'webcodecs' || id === 'ffmpeg') frames = done.frames;
    }
  }
  console.log(
    `  ${basename(clip)}: ${CONTENDERS.map(({ id }) => `${id} ${times[id].map((ms) => ms.toFixed(0)).join(' ') || 'no'}`).join(', ')}`,
  );
  return { name: basename(clip), frames, times };
}

/** Of rounds, not of medians: both of a round met the same machine. `null` = one of the two is missing. */
function ratioOf({ times }, id) {
  const pairs = times[id].flatMap((ms, round) => {
    const native = times.native[round];
    return native === undefined ? [] : [ms / native];
  });
  return pairs.length > 0 ? median(pairs) : null;
}

function cell(result, id) {
  const times = result.times[id];
  if (times.length === 0) return 'no';
  const sec = (median(times) / 1000).toFixed(2);
  const ratio = id === 'native' ? null : ratioOf(result, id);
  return ratio === null ? sec : `${sec} (${ratio.toFixed(2)}×)`;
}

function tableOf(title, results, { notes, firstColumn = ({ name }) => `\`${name}\`` }) {
  const shown = CONTENDERS.filter(({ id }) => id !== 'native' || hasNative());
  return {
    title,
    head: ['s, median (× native)', 'frames', ...shown.map(({ label }) => label)],
    rows: results.map((result) => [
      firstColumn(result),
      result.frames,
      ...shown.map(({ id }) => cell(result, id)),
    ]),
    notes: [
      ...notes,
      ...(hasNative() ? [] : ['`ffmpeg` is not installed here: its column is left out.']),
    ],
  };
}

function targetTable(results) {
  const range = (values) => {
    const [low, high] = [Math.min(...values).toFixed(2), Math.max(...values).toFixed(2)];
    return low === high ? `${low}×` : `${low}–${high}×`;
  };
  const rows = TARGETS.flatMap(({ label, id, gop, least, aim }) => {
    const ratios = results
      .filter(({ spec }) => spec.codec === 'h264' && (!gop || spec.gop === gop))
      .map((result) => ratioOf(result, id))
      .filter((ratio) => ratio !== null);
    if (ratios.length === 0) return [];
    const worst = Math.max(...ratios);
    const verdict = worst <= aim ? 'met, aim too' : worst <= least ? 'met' : 'not met';
    return [[label, range(ratios), `${least}×`, `${aim}×`, verdict]];
  });
  return {
    title: 'Against the targets',
    head: ['case', 'lowest–highest of the clips', 'at least', 'aim', 'verdict'],
    rows,
  };
}

/** The clips with stated key distances, `minutes` long, and the verdicts. */
export async function raceGenerated({ page, folder, drawPage, minutes, rounds, isWanted }) {
  await open(page, '/');
  await giveMediabunny(page);
  const results = [];
  for (const spec of SPECS) {
    if (!isWanted(`${spec.codec}-${spec.height}p-gop${spec.gop}`)) continue;
    const clip = await clipOf(spec, minutes, drawPage);
    if (clip) results.push({ spec, ...(await race(page, clip, { folder, rounds })) });
  }
  const turns = rounds === 1 ? 'Once each' : `${rounds} times each in turns`;
  const notes = [
    `One frame a second, 448 px. ${turns}. Pictures: ${pictureSource()}, at 24 fps. A ratio is the median of the ratios within a round.`,
    ...(results.length < SPECS.length
      ? [`${SPECS.length - results.length} of ${SPECS.length} clips were left out of this run.`]
      : []),
  ];
  const length = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const sections = [tableOf(`Clips of ${length}`, results, { notes })];
  return hasNative() && results.length > 0 ? [...sections, targetTable(results)] : sections;
}

/** One real clip of each codec. */
export async function raceReal({ page, folder, rounds, isWanted }) {
  await open(page, '/');
  await giveMediabunny(page);
  const results = [];
  for (const { codec, path } of realClips().filter(({ codec }) => isWanted(codec)))
    results.push({ codec, ...(await race(page, path, { folder, rounds })) });
  const notes = [
    `Of each codec of the linked test data the clip with most pixels; ${rounds} times each in turns. "no": does not take the clip.`,
    'In clips of few seconds it is the start that is measured, that of the process for native `ffmpeg`.',
  ];
  const firstColumn = ({ codec, name }) => `${codec}: \`${name}\``;
  return [tableOf('One real clip of every codec', results, { notes, firstColumn })];
}
