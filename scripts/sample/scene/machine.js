import { lerp } from './motion.js';
import { ellipse, groundShadow, linear, path, roundRect, scoped, stroke } from './paint.js';

export function drawMachine(c, s) {
  groundShadow(c, [1420, 640, 150]);
  const steel = linear(
    c,
    [1300, 0, 1540, 0],
    [
      [0, '#8d8379'],
      [0.18, '#e4dcd0'],
      [0.5, '#b3a89b'],
      [0.82, '#efe7db'],
      [1, '#7d736a'],
    ],
  );
  const copper = linear(
    c,
    [0, 380, 0, 470],
    [
      [0, '#e7a877'],
      [0.45, '#b56a3e'],
      [1, '#87472a'],
    ],
  );
  roundRect(c, [1296, 372, 250, 100, 16], copper);
  roundRect(c, [1306, 380, 230, 9, 4], '#ffe3c055');
  roundRect(c, [1420, 466, 122, 140, 8], steel);
  roundRect(c, [1290, 604, 260, 32, 8], steel);
  roundRect(c, [1300, 598, 130, 10, 3], '#3b342e');
  for (let i = 0; i < 9; i++) roundRect(c, [1306 + i * 14, 600, 8, 5, 2], '#8c8379');
  ellipse(c, [1484, 422, 26, 26], '#4d2a18');
  ellipse(c, [1484, 422, 21, 21], '#fbf4e6');
  const needle = s.isPouringCoffee ? -0.5 + 0.08 * Math.sin(s.t * 5) : s.hasPower ? -1.9 : -2.5;
  stroke(c, `M1484 422 L${1484 + Math.cos(needle) * 15} ${422 + Math.sin(needle) * 15}`, {
    color: '#b33a22',
    width: 3,
  });
  roundRect(c, [1322, 412, 22, 22, 5], s.hasPower ? '#ffb25a' : '#54301d');
  roundRect(c, [1352, 412, 22, 22, 5], '#54301d');
  roundRect(c, [1330, 470, 66, 22, 6], '#5e554c');
  roundRect(c, [1338, 490, 50, 16, 5], '#2e2823');
  path(c, 'M1334 494 L1280 502 Q1270 504 1272 510 L1280 512 L1340 506 Z', '#2a1a10');
  roundRect(c, [1352, 504, 6, 12, 2], '#6f665d');
  roundRect(c, [1368, 504, 6, 12, 2], '#6f665d');
  for (const x of [1316, 1352, 1388]) drawStackedCup(c, [x, 352]);
  if (s.isPouringCoffee) {
    stroke(c, 'M1355 515 L1357 584', { color: '#4a230f', width: 3 });
    stroke(c, 'M1371 515 L1369 584', { color: '#4a230f', width: 3 });
  }
  drawEspressoCup(c, s);
}

function drawStackedCup(c, [x, y]) {
  path(c, `M${x - 15} ${y} L${x + 15} ${y} L${x + 11} ${y + 20} L${x - 11} ${y + 20} Z`, '#f3e7d3');
  ellipse(c, [x, y, 15, 3.4], '#d6c6ad');
}

function drawEspressoCup(c, s) {
  // A glass cup, so that its level can be read.
  const top = 570;
  const level = lerp(597, top + 5, s.cupLevel);
  scoped(c, () => {
    c.beginPath();
    c.moveTo(1344, top);
    c.lineTo(1382, top);
    c.lineTo(1377, 598);
    c.lineTo(1349, 598);
    c.closePath();
    c.fillStyle = '#ffffff30';
    c.fill();
    c.clip();
    c.fillStyle = '#3d1c0c';
    c.fillRect(1340, level, 50, 40);
    c.fillStyle = '#c98a4b';
    c.fillRect(1340, level, 50, 4);
  });
  stroke(c, `M1344 ${top} L1349 598 L1377 598 L1382 ${top}`, { color: '#fff8ecaa', width: 2 });
  stroke(c, `M1381 ${top + 6} q12 2 -1 15`, { color: '#fff8ecaa', width: 3 });
  if (s.isPouringCoffee || s.t > 26) drawSteam(c, [1363, 560], s.t);
}

export function drawSteam(c, [x, y], t) {
  for (let i = 0; i < 3; i++) {
    const k = (t * 0.45 + i / 3) % 1;
    const sway = Math.sin(t * 2 + i * 2.3) * 9;
    stroke(c, `M${x + i * 6 - 6} ${y - k * 46} q${sway} -14 ${sway * 0.3} -30`, {
      color: `rgba(255,248,236,${0.34 * Math.sin(Math.PI * k)})`,
      width: 7,
    });
  }
}
