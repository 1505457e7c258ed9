import { clamp01, lerp, noise } from './motion.js';
import { ellipse, groundShadow, path, roundRect, scoped, stroke } from './paint.js';

const BASE_Y = 636;
const GLASS = 'M-26 0 L-24 -50 Q-24 -62 -19 -78 L27 -82 Q22 -62 24 -50 L26 0 Z';

/** A glass jug; its milk stays level while the glass turns about its right foot. */
export function drawJug(c, { x, tilt, level }) {
  groundShadow(c, [x + 24 * Math.sin(tilt), BASE_Y, 44 + 30 * Math.sin(tilt)]);
  scoped(c, () => {
    c.translate(x + 26, BASE_Y);
    c.rotate(tilt);
    c.translate(-26, 0);
    stroke(c, 'M-22 -66 C-52 -66 -54 -18 -25 -16', { color: '#eef4f2', width: 7 });
    stroke(c, 'M-22 -66 C-52 -66 -54 -18 -25 -16', { color: '#9db8b4', width: 2.4 });
    path(c, GLASS, '#9fc4c459');
    scoped(c, () => {
      c.clip(new Path2D(GLASS));
      c.translate(26, 0);
      c.rotate(-tilt);
      const height = lerp(80, 52, Math.abs(Math.sin(tilt)));
      c.fillStyle = '#ffffff';
      c.fillRect(-160, -height * level, 320, 200);
      c.fillStyle = '#d8cfbd';
      c.fillRect(-160, -height * level, 320, 4);
    });
    stroke(c, 'M-26 0 L-24 -50 Q-24 -62 -19 -78 L27 -82 Q22 -62 24 -50 L26 0 Z', {
      color: '#ffffffb0',
      width: 2.4,
    });
    stroke(c, 'M-17 -8 L-16 -48', { color: '#ffffffc0', width: 4 });
  });
}

/** Where the milk runs: from the mouth of the fallen jug, over the counter, into the strip. */
const RUN = [
  [742, 642],
  [764, 647],
  [790, 644],
  [816, 648],
  [842, 644],
  [866, 640],
  [892, 632],
  [922, 629],
  [946, 628],
];

function runPoint(k) {
  const at = clamp01(k) * (RUN.length - 1);
  const i = Math.min(RUN.length - 2, Math.floor(at));
  const [a, b] = [RUN[i], RUN[i + 1]];
  return [lerp(a[0], b[0], at - i), lerp(a[1], b[1], at - i)];
}

/** `run` is how far the milk has come; what the cloth has passed (`wiped`) is dry again. */
export function drawSpill(c, { run, wiped }) {
  if (run <= 0 || wiped >= 1) return;
  const layers = [
    ['#5a351b66', 2.5, 3],
    ['#f8f2e6', 0, 0],
    ['#ffffff', -1.5, -4],
  ];
  for (const [color, dy, grow] of layers) {
    for (let i = 0; i <= 110; i++) {
      const k = i / 110;
      if (k > run || k < wiped) continue;
      const [x, y] = runPoint(k);
      const body = k < 0.16 ? 26 - k * 70 : 13 + noise(i) * 4 - k * 5;
      const tip = clamp01((run - k) * 14 + 0.35);
      const rx = (body * 1.25 + grow) * tip;
      if (rx > 1)
        ellipse(c, [x, y + dy, rx, Math.max(0.5, (body * 0.52 + grow * 0.6) * tip)], color);
    }
  }
}

/** The stream between the mouth of the jug and the counter. */
export function drawPour(c, { x, pour }, t) {
  if (pour <= 0.02) return;
  const mouth = x + 26 + 78;
  stroke(c, `M${mouth} ${BASE_Y - 14} q${9 + Math.sin(t * 20) * 1.5} 6 ${9} ${18}`, {
    color: '#fdfaf2',
    width: 15 * pour,
  });
  for (let i = 0; i < 5; i++) {
    const k = (t * 2.4 + i / 5) % 1;
    ellipse(
      c,
      [mouth + 8 + k * (14 + i * 5), BASE_Y - 4 - Math.sin(Math.PI * k) * (10 + i * 2), 2.6, 2.6],
      `rgba(255,252,244,${pour})`,
    );
  }
}

export function drawSaucer(c, level) {
  groundShadow(c, [590, 642, 48]);
  ellipse(c, [590, 640, 42, 10], '#d96f4a');
  ellipse(c, [590, 637, 38, 8], '#f6ead6');
  ellipse(c, [590, 637, 31 * level + 3, 6 * level + 0.8], '#ffffff');
}

export function drawCloth(c, { k, swing }) {
  const [x, y] = runPoint(k);
  scoped(c, () => {
    c.translate(x + swing * 7, y - 6);
    path(c, 'M-34 8 Q-30 -10 -6 -9 Q20 -14 34 2 Q38 14 12 14 Q-20 18 -34 8 Z', '#c9d9c4');
    stroke(c, 'M-24 4 Q-4 -4 22 4', { color: '#9fb49a', width: 3 });
    stroke(c, 'M-18 10 Q4 6 26 9', { color: '#d97f63', width: 2.4 });
  });
  return [x + swing * 7, y - 12];
}

export function drawTray(c) {
  groundShadow(c, [592, 642, 62]);
  roundRect(c, [540, 634, 112, 9, 4], '#5b371e');
  roundRect(c, [540, 633, 112, 4, 2], '#8f5c38');
}
