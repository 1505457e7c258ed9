import { lerp } from './motion.js';
import { ellipse, groundShadow, linear, path, scoped, stroke } from './paint.js';

const FUR = '#e0873a';
const DARK = '#b3602173';
const CREAM = '#fbe6c8';

/** A tabby, sitting and facing right; `reach` stretches the near paw, `lap` lowers the head to the saucer. */
export function drawCat(c, { x, reach, look, startle, lap, tail, blink, tongue }) {
  groundShadow(c, [x + 4, 638, 76]);
  scoped(c, () => {
    c.translate(x, 638 - startle * 5);
    drawTail(c, tail, startle);
    path(
      c,
      'M-52 0 C-70 -52 -36 -104 4 -112 C34 -108 46 -70 42 -30 C42 -12 44 -4 46 0 Z',
      linear(
        c,
        [-60, 0, 50, 0],
        [
          [0, '#bd6a28'],
          [0.5, FUR],
          [1, '#efa055'],
        ],
      ),
    );
    for (const d of ['M-50 -44 q16 -2 26 8', 'M-44 -62 q18 -2 28 8', 'M-32 -80 q16 0 24 10'])
      stroke(c, d, { color: DARK, width: 7 });
    path(c, 'M20 -92 C42 -78 40 -38 34 -4 L20 -4 C12 -40 8 -70 20 -92 Z', CREAM);
    ellipse(
      c,
      [-30, -20, 26, 24],
      linear(
        c,
        [-56, 0, 0, 0],
        [
          [0, '#b96526'],
          [1, '#d87e34'],
        ],
      ),
    );
    ellipse(c, [-8, -4, 22, 6.5], FUR);
    stroke(c, 'M30 -48 L32 -6', { color: '#d47b32', width: 17 });
    ellipse(c, [35, -4, 13, 6.5], CREAM);
    drawPaw(c, reach);
    drawHead(c, { look, startle, lap, blink, tongue });
  });
}

function drawTail(c, tail, startle) {
  const tip = tail * 12;
  const d = `M-44 -10 C-84 -6 -104 -34 ${-92 + tip * 0.5} ${-66} C${-86 + tip} -86 ${-70 + tip} -88 ${-66 + tip} -76`;
  stroke(c, d, { color: '#c06c2a', width: 17 + startle * 15 });
  stroke(c, `M${-92 + tip * 0.5} -66 C${-86 + tip} -86 ${-70 + tip} -88 ${-66 + tip} -76`, {
    color: '#f6d3a4',
    width: 12 + startle * 8,
  });
}

function drawPaw(c, reach) {
  const hand = [lerp(30, 74, reach), lerp(-6, -58, Math.min(1, reach * 1.15))];
  const elbow = [lerp(22, 48, reach), lerp(-30, -30, reach)];
  stroke(c, `M16 -62 Q${elbow[0]} ${elbow[1]} ${hand[0]} ${hand[1]}`, {
    color: '#9c551f',
    width: 21,
  });
  stroke(c, `M16 -62 Q${elbow[0]} ${elbow[1]} ${hand[0]} ${hand[1]}`, {
    color: '#ec964a',
    width: 18,
  });
  ellipse(c, [hand[0] + 4, hand[1] + 1, 12, 9.5], CREAM);
  for (const dx of [0, 5, 10])
    stroke(c, `M${hand[0] + dx} ${hand[1] + 4} l1 4`, { color: '#c99c6b', width: 1.6 });
}

function drawHead(c, { look, startle, lap, blink, tongue }) {
  scoped(c, () => {
    c.translate(lerp(12, 66, lap), lerp(-126, -44, lap) + (lap ? Math.sin(tongue * 3) * 1.5 : 0));
    c.rotate(lerp(look * 0.06, 0.42, lap));
    if (lap) stroke(c, 'M-14 6 L-44 -34', { color: FUR, width: 52 });
    const ear = startle * 0.4;
    path(c, `M-36 -18 L${-34 - ear * 10} -58 L-8 -36 Z`, '#c56e2b');
    path(c, `M36 -18 L${36 + ear * 10} -58 L10 -36 Z`, '#d87e34');
    path(c, 'M-30 -26 L-29 -47 L-15 -34 Z', '#f0b69a');
    path(c, 'M30 -26 L31 -47 L17 -34 Z', '#f0b69a');
    ellipse(
      c,
      [0, -4, 43, 37],
      linear(
        c,
        [-40, -30, 40, 30],
        [
          [0, '#cc742e'],
          [0.6, '#ea9446'],
          [1, '#f2a85e'],
        ],
      ),
    );
    for (const d of [
      'M-8 -39 l2 15',
      'M2 -41 l0 16',
      'M12 -39 l-2 15',
      'M-42 2 l14 1',
      'M-40 12 l13 -2',
      'M42 2 l-12 1',
    ])
      stroke(c, d, { color: '#a4571f', width: 4 });
    const face = look * 6;
    ellipse(c, [face + 4, 14, 21, 15], CREAM);
    drawEyes(c, { face, look, startle, blink: lap ? Math.max(blink, 0.7) : blink });
    path(c, `M${face} 7 L${face + 9} 7 L${face + 4.5} 12 Z`, '#c96a5c');
    stroke(c, `M${face + 4.5} 12 q-1 6 -8 5 M${face + 4.5} 12 q1 6 8 5`, {
      color: '#8c5a3a',
      width: 1.8,
    });
    if (tongue > 0.2) ellipse(c, [face + 5, 22, 4, 4 + tongue * 4], '#e58c83');
    for (const [dx, dy] of [
      [26, 10],
      [27, 16],
      [-20, 10],
      [-20, 16],
    ]) {
      stroke(c, `M${face + dx} ${dy} l${dx > 0 ? 22 : -22} ${dy > 12 ? 4 : -3}`, {
        color: '#fff4e0b0',
        width: 1.2,
      });
    }
  });
}

function drawEyes(c, { face, look, startle, blink }) {
  for (const dx of [-13, 21]) {
    const x = face + dx;
    if (blink > 0.6) {
      stroke(c, `M${x - 8} -5 q8 6 16 0`, { color: '#5b3315', width: 2.6 });
      continue;
    }
    ellipse(c, [x, -6, 9 + startle, 9.5 + startle * 2], '#6b3c17');
    ellipse(c, [x, -6, 7.8 + startle, 8.4 + startle * 2], '#d8d26a');
    ellipse(c, [x + look * 3.4, -5.4, 3.2 + startle * 2.6, 7 + startle], '#1d140c');
    ellipse(c, [x + look * 3.4 - 2, -9, 2, 2.2], '#ffffffdd');
  }
}
