import { lerp } from './motion.js';
import { ellipse, linear, path, roundRect, scoped, stroke } from './paint.js';

const SKIN = '#c98a62';
const SKIN_DARK = '#a96c47';
const SHIRT = '#e3b04b';
const APRON = '#2f6660';

/** Seen from the waist up, behind the counter. Drawn facing right and mirrored when facing left. */
export function drawBarista(c, { facing, pose, mood, bob }) {
  scoped(c, () => {
    c.translate(1196, bob);
    c.scale(facing, 1);
    const far = {
      work: 'M30 436 Q74 480 92 500',
      startled: 'M22 440 Q64 470 40 400',
      rest: 'M28 438 Q70 500 34 520',
    }[pose];
    stroke(c, far, { color: '#c0913a', width: 36 });
    path(
      c,
      'M-66 640 C-76 520 -66 438 -36 420 L36 420 C66 436 72 520 66 640 Z',
      linear(
        c,
        [-70, 0, 70, 0],
        [
          [0, '#b98a36'],
          [0.5, SHIRT],
          [1, '#f0c468'],
        ],
      ),
    );
    path(
      c,
      'M-44 640 L-40 500 Q-34 484 -22 480 L30 480 Q44 486 48 502 L54 640 Z',
      linear(
        c,
        [-44, 0, 54, 0],
        [
          [0, '#234e4a'],
          [0.6, APRON],
          [1, '#3e7b73'],
        ],
      ),
    );
    stroke(c, 'M-24 482 L-14 422 M32 482 L22 422', { color: '#27554f', width: 9 });
    roundRect(c, [-18, 556, 44, 40, 6], '#27554f');
    roundRect(c, [-13, 392, 28, 42, 12], SKIN_DARK);
    drawHead(c, mood);
    const near = {
      work: 'M-34 442 Q6 520 84 508',
      startled: 'M-40 444 Q-70 500 -20 428',
      rest: 'M-38 444 Q-60 520 20 524',
    }[pose];
    stroke(c, near, { color: '#d3a244', width: 38 });
    const hand = { work: [98, 506], startled: [-14, 420], rest: [36, 524] }[pose];
    ellipse(c, [hand[0], hand[1], 17, 15], SKIN);
    if (pose === 'rest') drawMug(c);
    if (pose === 'startled') ellipse(c, [40, 392, 15, 16], SKIN);
  });
}

function drawHead(c, mood) {
  ellipse(c, [-34, 308, 25, 25], '#2c1a14');
  ellipse(c, [-4, 352, 50, 56], '#2c1a14');
  ellipse(
    c,
    [8, 360, 43, 50],
    linear(
      c,
      [-30, 330, 50, 400],
      [
        [0, SKIN_DARK],
        [0.5, SKIN],
        [1, '#dba079'],
      ],
    ),
  );
  path(
    c,
    'M-44 360 C-46 300 20 286 50 326 C30 322 8 330 -4 350 C-12 366 -20 372 -24 390 C-38 390 -44 376 -44 360 Z',
    '#38221a',
  );
  ellipse(c, [-17, 368, 8, 12], SKIN_DARK);
  path(c, 'M46 352 Q60 366 46 374 Z', '#d69a72');
  ellipse(c, [30, 386, 9, 6], '#d9775a55');
  const isSurprised = mood === 'surprise';
  for (const x of [17, 38]) {
    if (mood === 'smile') stroke(c, `M${x - 5} 358 q5 -6 10 0`, { color: '#2a1812', width: 3 });
    else ellipse(c, [x, 358, isSurprised ? 5 : 3.8, isSurprised ? 7 : 5.2], '#2a1812');
    const lift = isSurprised ? 8 : 0;
    stroke(c, `M${x - 7} ${345 - lift} q7 -4 13 0`, { color: '#2c1a14', width: 3 });
  }
  if (isSurprised) ellipse(c, [31, 394, 6, 8], '#7a3226');
  else
    stroke(c, mood === 'smile' ? 'M20 389 q12 11 23 -1' : 'M24 392 q8 3 15 -1', {
      color: '#7a3226',
      width: 3,
    });
  roundRect(c, [-40, 322, 14, 12, 5], '#d96f4a');
}

function drawMug(c) {
  roundRect(c, [30, 490, 40, 40, 8], '#f3e7d3');
  stroke(c, 'M69 500 q15 8 0 20', { color: '#f3e7d3', width: 6 });
  roundRect(c, [34, 502, 32, 5, 2], '#d96f4a');
}

/** A forearm that comes into a close shot: from `from` (sleeve) to `to` (hand). */
export function drawForearm(c, [x0, y0], [x1, y1]) {
  const d = `M${x0} ${y0} L${x1} ${y1}`;
  stroke(c, d, { color: SKIN_DARK, width: 37 });
  stroke(c, d, { color: SKIN, width: 33 });
  const sx = lerp(x0, x1, 0.5);
  const sy = lerp(y0, y1, 0.5);
  stroke(c, `M${x0} ${y0} L${sx} ${sy}`, { color: '#b98a36', width: 50 });
  stroke(c, `M${x0} ${y0} L${sx} ${sy}`, { color: SHIRT, width: 45 });
}

/** A hand at a point; `turn` in radians, fingers point along +x before turning. */
export function drawHand(c, [x, y], { turn, pointing }) {
  scoped(c, () => {
    c.translate(x, y);
    c.rotate(turn);
    stroke(c, pointing ? 'M8 -4 L40 -4' : 'M8 -6 L28 -7', { color: SKIN, width: 12 });
    for (const dy of [4, 12])
      stroke(c, pointing ? `M6 ${dy} q14 0 12 5` : `M8 ${dy - 4} L28 ${dy - 4}`, {
        color: dy === 4 ? '#c2845c' : '#b87a53',
        width: 11,
      });
    ellipse(c, [0, 0, 21, 19], SKIN);
    stroke(c, pointing ? 'M-2 12 Q12 24 22 14' : 'M-4 12 Q8 24 24 16', {
      color: SKIN_DARK,
      width: 10,
    });
    if (pointing) ellipse(c, [42, -5, 4, 4.5], '#e8bb9c');
  });
}
