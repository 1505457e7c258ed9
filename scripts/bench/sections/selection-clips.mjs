import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const DATA = new URL('../../../../shared/data/', import.meta.url).pathname;

/** Clips whose cuts are known: every `gt/cuts/**.cuts.json` of the shared data with the video that it names. */
export function realClips() {
  const folder = join(DATA, 'gt/cuts');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.cuts.json'))
    .sort()
    .map((path) => {
      const { file, cut_pts: cutsSec } = JSON.parse(readFileSync(join(folder, path), 'utf8'));
      return { name: basename(file), path: join(DATA, file), cutsSec };
    })
    .filter(({ path, cutsSec }) => existsSync(path) && cutsSec.length > 0);
}

/**
 * What the generated set is made of. `shots` are seconds between which a shot's length is drawn, `scenes` how many different scenes a clip
 * shows (they come back), `blank` the share of shots that are black, of one colour, or a lone logo, and `drift` how fast scenes move.
 */
export const GENERATED = [
  { name: 'gen-fast-cuts', seed: 11, seconds: 40, shots: [1, 3], scenes: 24, blank: 0, drift: 1 },
  { name: 'gen-long-takes', seed: 12, seconds: 90, shots: [8, 20], scenes: 12, blank: 0, drift: 2 },
  { name: 'gen-dialogue', seed: 13, seconds: 60, shots: [2, 6], scenes: 3, blank: 0, drift: 0.4 },
  { name: 'gen-trailer', seed: 14, seconds: 60, shots: [1, 6], scenes: 20, blank: 0.35, drift: 1 },
  { name: 'gen-slides', seed: 15, seconds: 80, shots: [5, 16], scenes: 10, blank: 0.1, drift: 0 },
  { name: 'gen-mixed', seed: 16, seconds: 120, shots: [1, 25], scenes: 30, blank: 0.1, drift: 1 },
];

const FPS = 10;
const SIZE = { width: 320, height: 180 };

/** Numbers 0–1 that follow from the seed alone. */
function randomFrom(seed) {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) >>> 0;
    return ((state ^ (state >>> 14)) >>> 0) / 4294967296;
  };
}

/** What one clip shows and when: shots of scenes that may come back, and blank ones between them. */
function timelineOf({ seed, seconds, shots, scenes, blank, drift }) {
  const random = randomFrom(seed);
  const between = (low, high) => low + random() * (high - low);
  const colour = (light) => `hsl(${between(0, 360)} ${between(20, 90)}% ${light}%)`;
  const makeScene = () => ({
    ground: [colour(between(15, 80)), colour(between(10, 60))],
    things: Array.from({ length: 4 + Math.floor(random() * 10) }, () => ({
      at: [random() * SIZE.width, random() * SIZE.height],
      move: [between(-14, 14) * drift, between(-7, 7) * drift],
      size: [between(10, 90), between(10, 70)],
      round: random() < 0.5,
      colour: colour(between(10, 90)),
    })),
  });
  const makeBlank = () => {
    const kind = Math.floor(random() * 3);
    return { fill: kind === 1 ? colour(50) : '#000', logo: kind === 2 ? colour(85) : null };
  };
  const library = Array.from({ length: scenes }, makeScene);
  const timeline = [];
  for (let from = 0, last = -1; from < seconds; ) {
    const isBlank = random() < blank;
    let number = Math.floor(random() * scenes);
    if (number === last) number = (number + 1) % scenes;
    if (!isBlank) last = number;
    timeline.push({
      from,
      scene: isBlank ? null : library[number],
      blank: isBlank ? makeBlank() : null,
    });
    from = Math.round((from + between(...shots)) * FPS) / FPS;
  }
  return timeline;
}

/** What `drawClip` is called with. */
export const drawingOf = (spec) => ({
  timeline: timelineOf(spec),
  seconds: spec.seconds,
  fps: FPS,
  ...SIZE,
});

/** Times of the cuts of a clip, seconds. */
export const cutsOf = (spec) =>
  timelineOf(spec)
    .slice(1)
    .map(({ from }) => from);

/**
 * Runs in a page that has the encoder's library as `Mediabunny`: draws one clip and encodes it.
 * @returns its bytes in base64
 */
export async function drawClip({ timeline, seconds, fps, width, height }) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const paintBlank = ({ fill, logo }) => {
    context.fillStyle = fill;
    context.fillRect(0, 0, width, height);
    context.font = '700 22px sans-serif';
    context.fillStyle = logo ?? fill;
    context.fillText('LOGO', width / 2 - 34, height / 2 + 8);
  };
  const paintScene = ({ ground, things }, sec) => {
    const gradient = context.createLinearGradient(0, 0, width, height);
    for (const [k, stop] of ground.entries()) gradient.addColorStop(k, stop);
    context.fillStyle = gradient;
    context.fillRect(0, 0, width, height);
    for (const { at, move, size, round, colour: fill } of things) {
      const [x, y] = [at[0] + move[0] * sec, at[1] + move[1] * sec];
      context.fillStyle = fill;
      context.beginPath();
      if (round) context.ellipse(x, y, size[0] / 2, size[1] / 2, 0, 0, 2 * Math.PI);
      else context.rect(x - size[0] / 2, y - size[1] / 2, ...size);
      context.fill();
    }
  };
  const { BufferTarget, CanvasSource, Output, WebMOutputFormat } = globalThis.Mediabunny;
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const quality = { codec: 'vp8', bitrate: 1_500_000, keyFrameInterval: 2 };
  const source = new CanvasSource(canvas, quality);
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  for (let frame = 0; frame < seconds * fps; frame += 1) {
    const timeSec = frame / fps;
    const shot = timeline.findLast(({ from }) => from <= timeSec + 1e-6);
    if (shot.blank) paintBlank(shot.blank);
    else paintScene(shot.scene, timeSec - shot.from);
    await source.add(timeSec, 1 / fps);
  }
  await output.finalize();
  const bytes = new Uint8Array(output.target.buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
