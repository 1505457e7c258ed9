import { noise } from './motion.js';
import { ellipse, linear, path, radial, roundRect, stroke } from './paint.js';
import { drawWindow } from './window.js';

export function drawRoom(c, s) {
  drawWall(c);
  drawWindow(c, s);
  drawClock(c, s);
  drawCalendar(c);
  drawShelf(c);
  drawFuseBox(c, s);
}

function drawWall(c) {
  c.fillStyle = linear(
    c,
    [0, 0, 0, 600],
    [
      [0, '#c98f63'],
      [0.6, '#d9a376'],
      [1, '#c48858'],
    ],
  );
  c.fillRect(-100, -100, 1800, 700);
  for (let i = 0; i < 26; i++) {
    c.fillStyle = `rgba(120,66,30,${0.02 + noise(i) * 0.03})`;
    c.fillRect(i * 66 - 60, -100, 30, 540);
  }
  // Glazed tiles behind the counter, every one a little different.
  for (let row = 0; row < 5; row++) {
    for (let col = -1; col < 24; col++) {
      const x = col * 72 + (row % 2) * 36;
      const shade = 214 + Math.round(noise(row * 97 + col) * 22);
      roundRect(
        c,
        [x + 1.5, 440 + row * 34, 69, 31, 3],
        `rgb(${shade},${shade - 26},${shade - 62})`,
      );
      roundRect(c, [x + 5, 443 + row * 34, 54, 3, 2], 'rgba(255,250,235,.35)');
    }
  }
  roundRect(c, [-100, 430, 1800, 10, 2], '#8a5632');
  c.fillStyle = '#0000001c';
  c.fillRect(-100, 440, 1800, 6);
}

function drawClock(c, s) {
  ellipse(c, [548, 176, 54, 56], '#00000030');
  ellipse(c, [545, 170, 52, 52], '#5a3520');
  ellipse(c, [545, 170, 45, 45], '#fbf3e2');
  for (let i = 0; i < 12; i++) {
    const a = (i / 12) * Math.PI * 2;
    const r = i % 3 === 0 ? 33 : 37;
    stroke(
      c,
      `M${545 + Math.sin(a) * r} ${170 - Math.cos(a) * r} L${545 + Math.sin(a) * 41} ${170 - Math.cos(a) * 41}`,
      { color: '#4b3423', width: i % 3 === 0 ? 4 : 2 },
    );
  }
  const minute = (s.clockMinutes / 60) * Math.PI * 2;
  const hour = ((6 + s.clockMinutes / 60) / 12) * Math.PI * 2;
  stroke(c, `M545 170 L${545 + Math.sin(hour) * 21} ${170 - Math.cos(hour) * 21}`, {
    color: '#2d1d12',
    width: 6,
  });
  stroke(c, `M545 170 L${545 + Math.sin(minute) * 33} ${170 - Math.cos(minute) * 33}`, {
    color: '#2d1d12',
    width: 4,
  });
  ellipse(c, [545, 170, 4, 4], '#a3431f');
}

function drawCalendar(c) {
  roundRect(c, [677, 108, 92, 120, 4], '#00000026');
  roundRect(c, [672, 102, 92, 120, 4], '#fbf4e6');
  roundRect(c, [672, 102, 92, 30, 4], '#a8452a');
  for (let i = 0; i < 21; i++) {
    const x = 684 + (i % 7) * 11.4;
    const y = 148 + Math.floor(i / 7) * 24;
    ellipse(c, [x, y, 3, 3], i < 12 ? '#c9b9a2' : '#7c6a56');
  }
  c.lineWidth = 2.6;
  c.strokeStyle = '#a8452a';
  c.beginPath();
  c.arc(684 + 5 * 11.4, 172, 7.5, 0, Math.PI * 2);
  c.stroke();
  ellipse(c, [718, 100, 3.5, 3.5], '#d9d2c6');
}

function drawShelf(c) {
  roundRect(
    c,
    [560, 344, 286, 12, 3],
    linear(
      c,
      [0, 344, 0, 356],
      [
        [0, '#a06b42'],
        [1, '#6d4427'],
      ],
    ),
  );
  c.fillStyle = '#00000022';
  c.fillRect(560, 356, 286, 8);
  for (const x of [590, 806]) roundRect(c, [x, 356, 8, 26, 2], '#5d3820');
  drawJar(c, [578, 284], '#4a2a17');
  drawJar(c, [632, 284], '#7a4a26');
  drawJar(c, [686, 284], '#caa26a');
  for (const [i, x] of [752, 798].entries()) {
    for (let k = 0; k < 2 + i; k++)
      drawCup(c, [x, 326 - k * 17], ['#d96f4a', '#f0e2cc', '#4f7f7a'][(i + k) % 3]);
  }
}

function drawJar(c, [x, y], beans) {
  roundRect(c, [x, y, 42, 60, 6], '#f5ead455');
  roundRect(c, [x + 3, y + 20, 36, 38, 5], beans);
  for (let i = 0; i < 14; i++)
    ellipse(
      c,
      [x + 8 + noise(i + x) * 26, y + 24 + noise(i * 3 + x) * 30, 3.4, 2.4, i],
      '#ffffff14',
    );
  roundRect(c, [x + 5, y + 6, 5, 48, 3], '#ffffff66');
  roundRect(c, [x - 2, y - 9, 46, 14, 4], '#6b4125');
}

function drawCup(c, [x, y], color) {
  path(c, `M${x - 17} ${y} L${x + 17} ${y} L${x + 13} ${y + 18} L${x - 13} ${y + 18} Z`, color);
  ellipse(c, [x, y, 17, 3.6], '#ffffff55');
  stroke(c, `M${x + 15} ${y + 4} q9 1 3 9`, { color, width: 3 });
}

/** One wide main switch and three narrow ones; the wide one falls when the strip gets wet. */
function drawFuseBox(c, s) {
  roundRect(c, [976, 202, 124, 134, 6], '#00000030');
  roundRect(c, [970, 196, 124, 134, 6], '#e4d6ca');
  roundRect(c, [978, 204, 108, 118, 4], '#c4b3a6');
  roundRect(c, [984, 226, 96, 66, 3], '#f3e8df');
  drawSwitch(c, [990, 234, 32, 50], s.hasPower ? 1 : s.t < 20 ? 0 : s.breaker);
  for (let i = 0; i < 3; i++) drawSwitch(c, [1028 + i * 17, 234, 13, 50], 1);
  for (let i = 0; i < 3; i++) ellipse(c, [1034.5 + i * 17, 305, 3, 3], '#8f8577');
  ellipse(c, [1006, 305, 4, 4], s.hasPower ? '#5fae5c' : '#6f675c');
  if (s.hasPower)
    ellipse(
      c,
      [1006, 305, 12, 12],
      radial(
        c,
        [1006, 305, 12],
        [
          [0, '#8fe08888'],
          [1, '#8fe08800'],
        ],
      ),
    );
  // The little door stands open to the left.
  path(c, 'M970 196 L934 206 L934 320 L970 330 Z', '#d0bfb2');
  path(c, 'M964 204 L940 211 L940 315 L964 322 Z', '#e6d8cd');
}

function drawSwitch(c, [x, y, w, h], up) {
  roundRect(c, [x, y, w, h, 3], '#f9f6f0');
  roundRect(c, [x + w * 0.2, y + 8, w * 0.6, h - 16, 2], '#3a342d');
  const top = y + 10 + (h - 38) * (1 - up);
  roundRect(
    c,
    [x + w * 0.24, top, w * 0.52, 18, 2],
    linear(
      c,
      [0, top, 0, top + 18],
      up > 0.5
        ? [
            [0, '#6f6659'],
            [1, '#1f1b17'],
          ]
        : [
            [0, '#5c2a1c'],
            [1, '#c2502f'],
          ],
    ),
  );
}
