import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { giveFiles, open } from '../browser.mjs';

const DATA = new URL('../../../../shared/data/', import.meta.url).pathname;
/** A cut counts as found when it is at most so many frames off. */
const TOLERANCE = 1;
/** Ends of transitions that people marked by eye are this uncertain. */
const MARKED_BY_EYE = 5;

/** PySceneDetect 0.7.1 with its defaults on the same clips and by the same rules, as the data's own README states it. */
const REFERENCE = [
  ['PySceneDetect AdaptiveDetector', 112, 4, 8],
  ['PySceneDetect ContentDetector', 110, 2, 10],
];

/** Exact shots of every clip whose cuts are known, through the studio as a script uses it, decoded as it picks. */
export async function shots({ page }) {
  const folder = join(DATA, 'gt/cuts');
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  const truths = paths
    .filter((path) => path.endsWith('.cuts.json'))
    .sort()
    .map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')))
    .filter(({ file }) => existsSync(join(DATA, file)));
  await open(page, '/');
  const results = [];
  for (const truth of truths) {
    console.log(`  ${truth.file}`);
    const found = await look(page, join(DATA, truth.file));
    results.push({ truth, found, score: scored(truth, found) });
  }
  return results;
}

async function look(page, path) {
  await giveFiles(page, [path]);
  return page.evaluate(async () => {
    const { projects, videos } = globalThis.ristretto;
    const project = await projects.create('Shots benchmark');
    await projects.open(project);
    const [video] = await videos.add([document.querySelector('#bench-files').files[0]]);
    const { cuts, frames, pass } = await videos.shots(video.id, { exact: true });
    const size = `${video.codec} ${video.widthPx}×${video.heightPx}`;
    await projects.remove(project);
    return { size, frames, pass, cutsSec: cuts.map(({ ptsSec }) => ptsSec) };
  });
}

/** Cuts are compared by frame: the true frames are as far apart as their times say. */
function scored({ cuts, cut_pts: cutsSec, gradual, ignore, method }, { cutsSec: foundSec }) {
  const perSec = cuts.at(-1) / cutsSec.at(-1);
  const margin = method.includes('construction') ? 0 : MARKED_BY_EYE;
  const passedOver = [
    ...gradual.map(([first, last]) => [first - margin, last + margin]),
    ...ignore.map(([first, last]) => [first - TOLERANCE, last + TOLERANCE]),
  ];
  const left = new Set(cuts);
  let wrong = 0;
  for (const sec of foundSec) {
    const index = Math.round(sec * perSec);
    const match = [...left].find((cut) => Math.abs(cut - index) <= TOLERANCE);
    if (match !== undefined) left.delete(match);
    else if (!passedOver.some(([first, last]) => index >= first && index <= last)) wrong += 1;
  }
  return { right: cuts.length - left.size, wrong, missed: left.size };
}

const f1 = ({ right, wrong, missed }) =>
  right + wrong + missed === 0 ? 1 : (2 * right) / (2 * right + wrong + missed);

const sum = (results, field) => results.reduce((total, { score }) => total + score[field], 0);
const totals = (results) => ({
  right: sum(results, 'right'),
  wrong: sum(results, 'wrong'),
  missed: sum(results, 'missed'),
});
const row = (name, score, rest) => [
  name,
  String(score.right),
  String(score.wrong),
  String(score.missed),
  f1(score).toFixed(3),
  ...rest,
];
const share = ({ wallMs, detectorMs }) => `${((100 * detectorMs) / wallMs).toFixed(1)} %`;

/** One row a clip, the sums, and the reference. */
export function tables(results) {
  const perClip = results.map(({ truth, found, score }) =>
    row(`\`${basename(truth.file)}\` · ${found.size} · ${found.pass.decoder}`, score, [
      String(found.frames),
      (found.frames / (found.pass.wallMs / 1000)).toFixed(0),
      share(found.pass),
    ]),
  );
  const sums = row('**all clips**', totals(results), ['', '', '']);
  const reference = REFERENCE.map(([name, right, wrong, missed]) =>
    row(name, { right, wrong, missed }, ['', '', '']),
  );
  return [
    {
      title: 'Hard cuts within one frame',
      head: ['clip', 'right', 'false', 'missed', 'F1', 'frames', 'frames/s', 'detector'],
      rows: [...perClip, sums, ...reference],
      notes: [
        'Transitions and ranges that the data says not to score are passed over. `detector`: the share of the pass that shrinks and compares pictures, the rest is decoding.',
      ],
    },
  ];
}
