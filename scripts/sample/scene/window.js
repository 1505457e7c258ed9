import { noise } from './motion.js';
import { ellipse, linear, path, radial, roundRect, scoped, stroke } from './paint.js';

/** The window to the street: night, rain, lightning, and lights that stay on whatever happens inside. */
export function drawWindow(c, s) {
  roundRect(c, [66, 96, 388, 336, 8], '#5f3a22');
  scoped(c, () => {
    c.beginPath();
    c.rect(82, 112, 356, 304);
    c.clip();
    drawStreet(c, s);
    drawRain(c, s);
  });
  c.fillStyle = '#6d4428';
  c.fillRect(254, 112, 12, 304);
  c.fillRect(82, 236, 356, 10);
  c.fillStyle = '#8a5a37';
  c.fillRect(82, 244, 356, 3);
  roundRect(
    c,
    [50, 416, 420, 22, 5],
    linear(
      c,
      [0, 416, 0, 438],
      [
        [0, '#9a653d'],
        [1, '#6a4125'],
      ],
    ),
  );
  drawPlant(c);
}

function drawStreet(c, s) {
  const dry = 1 - s.rain;
  c.fillStyle = linear(
    c,
    [0, 112, 0, 416],
    [
      [0, dry ? '#1b2a52' : '#27334f'],
      [0.6, dry ? '#3a4a78' : '#46526c'],
      [1, '#6a6878'],
    ],
  );
  c.fillRect(82, 112, 356, 304);
  if (dry) {
    ellipse(
      c,
      [372, 168, 60, 60],
      radial(
        c,
        [372, 168, 60],
        [
          [0, '#fff3cf88'],
          [1, '#fff3cf00'],
        ],
      ),
    );
    ellipse(c, [372, 168, 20, 20], '#fdf1cf');
    ellipse(c, [380, 163, 17, 17], '#2c3b66');
    for (let i = 0; i < 16; i++)
      ellipse(c, [96 + noise(i) * 330, 122 + noise(i + 50) * 90, 1.3, 1.3], '#fff6dd');
  }
  if (s.lightning > 0) {
    c.fillStyle = `rgba(216,226,255,${Math.min(0.85, s.lightning * 0.8)})`;
    c.fillRect(82, 112, 356, 304);
    stroke(c, 'M350 112 L334 160 L352 166 L322 226 L338 230 L318 280', {
      color: `rgba(255,255,255,${Math.min(1, s.lightning)})`,
      width: 4,
    });
  }
  drawHouses(c);
}

function drawHouses(c) {
  path(c, 'M82 280 L82 416 L250 416 L250 250 L190 210 L120 252 Z', '#2c2b3a');
  path(c, 'M250 270 L250 416 L440 416 L440 262 L398 232 L330 232 Z', '#353344');
  const panes = [
    [112, 282],
    [150, 282],
    [204, 286],
    [112, 334],
    [204, 336],
    [286, 288],
    [330, 288],
    [392, 292],
    [286, 340],
    [392, 344],
  ];
  for (const [i, [x, y]] of panes.entries()) {
    const lit = i % 3 !== 1;
    roundRect(c, [x, y, 24, 30, 2], lit ? '#f2bf6a' : '#23222e');
    if (lit)
      ellipse(
        c,
        [x + 12, y + 15, 34, 34],
        radial(
          c,
          [x + 12, y + 15, 34],
          [
            [0, '#f2bf6a55'],
            [1, '#f2bf6a00'],
          ],
        ),
      );
  }
  stroke(c, 'M232 416 L232 300 Q232 288 220 288', { color: '#15141b', width: 5 });
  ellipse(
    c,
    [216, 296, 70, 70],
    radial(
      c,
      [216, 296, 70],
      [
        [0, '#ffe3a0cc'],
        [0.3, '#ffd58a55'],
        [1, '#ffd58a00'],
      ],
    ),
  );
  ellipse(c, [216, 296, 8, 10], '#fff1c4');
}

function drawRain(c, s) {
  if (!s.rain) return;
  c.lineWidth = 1.6;
  for (let i = 0; i < 90; i++) {
    const speed = 420 + noise(i) * 260;
    const x = 80 + noise(i + 11) * 370;
    const y = 100 + ((noise(i + 23) * 330 + s.t * speed) % 330);
    c.strokeStyle = `rgba(206,220,245,${0.16 + noise(i + 7) * 0.22})`;
    c.beginPath();
    c.moveTo(x, y);
    c.lineTo(x - 4, y + 18 + noise(i + 3) * 12);
    c.stroke();
  }
  for (let i = 0; i < 46; i++) {
    const drift = noise(i + 5) > 0.6 ? (s.t * (8 + noise(i) * 16)) % 300 : 0;
    const y = 116 + ((noise(i + 41) * 296 + drift) % 296);
    ellipse(
      c,
      [86 + noise(i + 31) * 348, y, 1.6 + noise(i) * 1.6, 2.2 + noise(i) * 2.4],
      'rgba(226,236,255,.42)',
    );
  }
}

function drawPlant(c) {
  for (const [dx, dy, turn] of [
    [-26, -46, -0.7],
    [-8, -62, -0.2],
    [14, -58, 0.3],
    [30, -40, 0.9],
    [2, -34, 0],
  ]) {
    ellipse(c, [132 + dx, 386 + dy * 0.55, 9, 25, turn], dy < -50 ? '#5c8451' : '#4a7145');
  }
  path(c, 'M108 382 L156 382 L150 418 L114 418 Z', '#b9593a');
  roundRect(c, [104, 376, 56, 11, 3], '#cc6a46');
}
