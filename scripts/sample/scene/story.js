import { bump, clamp01, easeIn, easeOut, lerp, ramp } from './motion.js';

/**
 * The story, as a function of time: a rainy evening in a small coffee bar. The cat nudges the milk jug, milk runs into the
 * socket strip, the light goes; the barista lights a candle, finds the wet plug, wipes up and resets the switch.
 * Times are seconds of the clip, shots are half-open `[from, to)`.
 */
export const DURATION_SEC = 30;
export const FPS = 25;

/** Camera: centre and width of the view in world units (the world is 1600 × 900). */
export const SHOTS = [
  { name: 'evening', from: 0, to: 4, start: [800, 452, 1600], end: [776, 448, 1470] },
  { name: 'nudge', from: 4, to: 7.5, start: [582, 548, 500], end: [590, 550, 460] },
  { name: 'machine', from: 7.5, to: 10, start: [1330, 500, 640], end: [1345, 505, 610] },
  { name: 'spill', from: 10, to: 14, start: [684, 556, 500], end: [850, 574, 490] },
  { name: 'dark', from: 14, to: 17, start: [800, 452, 1600], end: [716, 436, 1340] },
  { name: 'candle', from: 17, to: 20, start: [800, 545, 520], end: [812, 552, 470] },
  { name: 'plug', from: 20, to: 23.5, start: [880, 578, 470], end: [900, 576, 440] },
  { name: 'breaker', from: 23.5, to: 26, start: [1030, 262, 380], end: [1030, 262, 350] },
  { name: 'saucer', from: 26, to: 30, start: [700, 460, 1180], end: [780, 452, 1440] },
];

export function shotAt(t) {
  return SHOTS.find((shot) => t >= shot.from && t < shot.to) ?? SHOTS[SHOTS.length - 1];
}

export function cameraAt(t) {
  const shot = shotAt(t);
  const k = ramp(t, [shot.from, shot.to]);
  const [x, y, width] = shot.start.map((value, i) => lerp(value, shot.end[i], k));
  return { x, y, width };
}

/** When the milk reaches the strip, and when the switch is up again. */
const SHORT_SEC = 13.2;
const RESET_SEC = 25.04;

function lampPower(t) {
  if (t < SHORT_SEC) return 1 - 0.05 * Math.max(0, Math.sin(t * 2.1)) ** 8;
  if (t < SHORT_SEC + 0.36) return Math.sin((t - SHORT_SEC) * 55) > 0 ? 0.75 : 0.12;
  if (t < RESET_SEC) return 0;
  if (t < RESET_SEC + 0.28) return Math.sin((t - RESET_SEC) * 60) > -0.2 ? 0.9 : 0.35;
  return 1;
}

function jugAt(t) {
  const slide = ramp(t, [5.3, 5.6], easeOut) * 17 + ramp(t, [6.5, 6.85], easeOut) * 19;
  const wobble = bump(t, [5.3, 5.9]) * 0.05 + bump(t, [6.5, 7.3]) * 0.09 * Math.cos((t - 6.5) * 14);
  const tip = ramp(t, [10.5, 11.05], easeIn);
  const bounce =
    t > 11.05 ? 0.09 * Math.exp(-(t - 11.05) * 7) * Math.abs(Math.cos((t - 11.05) * 16)) : 0;
  const isRighted = t >= 20;
  return {
    x: isRighted ? 696 : 600 + slide,
    tilt: isRighted ? 0 : wobble + tip * (Math.PI / 2 - 0.02) - bounce,
    level: isRighted ? 0.2 : 0.74 - 0.56 * ramp(t, [10.8, 12.7]),
    pour: isRighted ? 0 : ramp(t, [10.98, 11.12]) * (1 - ramp(t, [12.4, 13.1])),
  };
}

/** Minutes after six on the wall clock; it jumps where the cut leaves time out. */
function clockMinutes(t) {
  if (t < 14) return 10 + t / 30;
  if (t < 17) return 11 + (t - 14) / 30;
  return t < 26 ? 17 : 26 + (t - 26) / 30;
}

function catAt(t) {
  const reach = bump(t, [4.9, 5.75]) * 0.92 + bump(t, [6.1, 7.05]) + bump(t, [10.05, 10.85]) * 1.1;
  const isLapping = t >= 26;
  return {
    x: 500,
    reach,
    look: isLapping ? 0.2 : lerp(-0.3, 1, ramp(t, [1.2, 1.7])) * (t < 4.4 || t > 4.5 ? 1 : 0.4),
    startle: ramp(t, [SHORT_SEC, SHORT_SEC + 0.12]) * (1 - ramp(t, [17, 17.2])),
    lap: isLapping ? 1 : 0,
    tail: Math.sin(t * 2.2) * (t > 4 && t < 11 ? 1 : 0.55),
    blink: [2.6, 4.62, 9, 15.9, 18.4, 27.1, 29].some((at) => Math.abs(t - at) < 0.09) ? 1 : 0,
    tongue: isLapping ? Math.max(0, Math.sin(t * 9)) : 0,
  };
}

function baristaAt(t) {
  const turned = ramp(t, [15.1, 15.55]);
  if (t >= 26) return { facing: -1, pose: 'rest', mood: 'smile', bob: Math.sin(t * 2) * 1.5 };
  if (t >= 14) {
    return {
      facing: turned > 0.5 ? -1 : 1,
      pose: turned > 0.5 ? 'startled' : 'work',
      mood: turned > 0.5 ? 'surprise' : 'calm',
      bob: -turned * 4,
    };
  }
  return { facing: 1, pose: 'work', mood: 'calm', bob: Math.sin(t * 2.4) * 2 };
}

export function stateAt(t) {
  return {
    t,
    shot: shotAt(t).name,
    lamp: lampPower(t),
    hasPower: t < SHORT_SEC || t >= RESET_SEC,
    spark: t >= SHORT_SEC && t < SHORT_SEC + 0.6 ? 1 - (t - SHORT_SEC) / 0.6 : 0,
    lightning: bump(t, [14.55, 14.72]) + 0.7 * bump(t, [14.8, 15.05]),
    rain: t < 26 ? 1 : 0,
    clockMinutes: clockMinutes(t),
    jug: jugAt(t),
    /** How far the milk has run towards the strip, and how much of it is wiped away. */
    milkRun: ramp(t, [11.02, SHORT_SEC + 0.1], (k) => k ** 0.8),
    wiped: t < 20 ? 0 : lerp(0.46, 1, ramp(t, [20.2, 22])),
    /** 0 = in its socket, 1 = lying beside the strip. */
    plugOut: ramp(t, [22.5, 23.1]),
    cupLevel: 0.15 + 0.75 * ramp(t, [7.5, 10.4], clamp01),
    isPouringCoffee: t > 6 && t < SHORT_SEC,
    flame: t < 26 ? ramp(t, [18.2, 18.7], easeOut) : 0,
    candleBurnt: ramp(t, [18.2, 26]),
    smoke: t >= 26 ? 1 : 0,
    match:
      t >= 17 && t < 19.5
        ? { k: ramp(t, [17.2, 18.1]) - ramp(t, [18.9, 19.4]), lit: t > 17.35 }
        : null,
    cloth:
      t >= 20 && t < 22.2
        ? { k: lerp(0.46, 1, ramp(t, [20.2, 22])), swing: Math.sin(t * 11) }
        : null,
    pull: t >= 22 && t < 23.5 ? { k: ramp(t, [22.1, 22.5]), off: ramp(t, [22.5, 23.1]) } : null,
    breaker: ramp(t, [24.86, RESET_SEC]),
    finger: t >= 23.5 && t < 26 ? ramp(t, [24.1, 24.7]) - ramp(t, [25.3, 25.8]) : 0,
    saucer: t >= 26 ? lerp(0.9, 0.55, (t - 26) / 4) : null,
    cat: catAt(t),
    barista: baristaAt(t),
  };
}
