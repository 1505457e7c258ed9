import { drawSteam } from './machine.js';
import { lerp, noise } from './motion.js';
import { ellipse, groundShadow, linear, path, radial, roundRect, scoped, stroke } from './paint.js';

export function drawCounter(c) {
  c.fillStyle = linear(
    c,
    [0, 600, 0, 664],
    [
      [0, '#7d4e2d'],
      [0.12, '#a56c41'],
      [1, '#8b5733'],
    ],
  );
  c.fillRect(-100, 600, 1800, 64);
  for (let i = 0; i < 40; i++) {
    const y = 606 + noise(i) * 54;
    stroke(
      c,
      `M${-80 + noise(i + 9) * 1600} ${y} q${80 + noise(i) * 90} ${noise(i + 4) * 4 - 2} ${190 + noise(i + 2) * 200} 0`,
      { color: '#5e371c26', width: 1.4 },
    );
  }
  c.fillStyle = linear(
    c,
    [0, 664, 0, 684],
    [
      [0, '#b67a4b'],
      [1, '#6e4325'],
    ],
  );
  c.fillRect(-100, 664, 1800, 18);
  c.fillStyle = linear(
    c,
    [0, 682, 0, 960],
    [
      [0, '#3a2517'],
      [0.1, '#553620'],
      [1, '#2c1b10'],
    ],
  );
  c.fillRect(-100, 682, 1800, 300);
  for (let i = 0; i < 9; i++) {
    const x = i * 190 - 60;
    roundRect(c, [x, 708, 168, 220, 6], '#00000026');
    roundRect(
      c,
      [x + 6, 714, 156, 220, 5],
      linear(
        c,
        [x, 0, x + 160, 0],
        [
          [0, '#5f3d25'],
          [0.5, '#6b462b'],
          [1, '#523319'],
        ],
      ),
    );
    roundRect(c, [x + 22, 732, 124, 200, 4], '#0000001c');
  }
}

/** Socket strip with the plugs of lamp and grinder; the small neon shows whether it has power. */
export function drawStrip(c, s) {
  groundShadow(c, [920, 637, 66]);
  stroke(c, 'M866 630 C842 634 836 616 840 598', { color: '#2a221d', width: 5 });
  path(c, 'M866 616 L964 616 L972 636 L860 636 Z', '#efe7da');
  roundRect(c, [860, 636, 112, 8, 2], '#c8bcaa');
  for (const x of [892, 922, 950]) ellipse(c, [x, 626, 11, 6.4], '#cfc4b3');
  for (const x of [892, 922, 950]) ellipse(c, [x, 626.5, 8, 4.4], '#8f8475');
  ellipse(c, [872, 626, 4.4, 3.6], s.hasPower ? '#ff8d3a' : '#5d4c42');
  if (s.hasPower)
    ellipse(
      c,
      [872, 626, 18, 18],
      radial(
        c,
        [872, 626, 18],
        [
          [0, '#ff9c4ab0'],
          [1, '#ff9c4a00'],
        ],
      ),
    );
  drawPlug(c, [892, 622], 'M892 606 C890 588 872 590 866 600');
  drawGrinderPlug(c, s);
  if (s.spark > 0) drawSpark(c, s);
}

function drawPlug(c, [x, y], cable) {
  stroke(c, cable, { color: '#2a221d', width: 4.5 });
  roundRect(c, [x - 8, y - 20, 16, 20, 4], '#3c332c');
  roundRect(c, [x - 6, y - 19, 3.5, 17, 1.5], '#ffffff22');
}

function drawGrinderPlug(c, s) {
  const k = s.plugOut;
  const lying = s.t >= 23.5;
  const x = lerp(950, 974, k);
  const y = k > 0 && !lying ? lerp(622, 592, k) : lying ? 652 : 622;
  stroke(c, `M${x} ${y - 16} C${x + 2} ${y - 40} 1010 ${lying ? 660 : 570} 1016 622`, {
    color: '#2a221d',
    width: 4.5,
  });
  scoped(c, () => {
    c.translate(x, y);
    if (lying) c.rotate(-1.35);
    roundRect(c, [-8, -20, 16, 20, 4], '#46372c');
    roundRect(c, [-5.5, 0, 3, 9, 1], '#d8d2c8');
    roundRect(c, [2.5, 0, 3, 9, 1], '#d8d2c8');
    roundRect(c, [-6, -19, 3.5, 17, 1.5], '#ffffff2e');
    if (s.t >= 17 && s.t < 26) ellipse(c, [0, -2, 7, 3.4], '#f6f0e6cc');
  });
  if (k > 0.2 && s.t < 23.5) {
    for (let i = 0; i < 3; i++) {
      const fall = ((s.t * 1.4 + i * 0.34) % 1) ** 2;
      ellipse(
        c,
        [x - 3 + i * 3.4, y + 11 + fall * 34, 2, 3],
        `rgba(250,246,238,${0.9 - fall * 0.6})`,
      );
    }
  }
}

function drawSpark(c, s) {
  const r = 16 + (1 - s.spark) * 34;
  ellipse(
    c,
    [942, 622, 60, 60],
    radial(
      c,
      [942, 622, 60],
      [
        [0, `rgba(200,225,255,${s.spark * 0.9})`],
        [1, 'rgba(200,225,255,0)'],
      ],
    ),
  );
  for (let i = 0; i < 11; i++) {
    const a = -Math.PI * (0.05 + noise(i + Math.floor(s.t * 25)) * 0.9);
    const far = r * (0.6 + noise(i * 7 + Math.floor(s.t * 25)) * 0.9);
    stroke(
      c,
      `M${942 + Math.cos(a) * far * 0.4} ${622 + Math.sin(a) * far * 0.4} L${942 + Math.cos(a) * far} ${622 + Math.sin(a) * far}`,
      { color: `rgba(255,240,190,${s.spark})`, width: 2 },
    );
  }
}

export function drawGrinder(c) {
  groundShadow(c, [1052, 636, 64]);
  roundRect(
    c,
    [1014, 500, 78, 134, 10],
    linear(
      c,
      [1014, 0, 1092, 0],
      [
        [0, '#7c2f20'],
        [0.3, '#b34a30'],
        [0.75, '#96392a'],
        [1, '#662318'],
      ],
    ),
  );
  roundRect(c, [1020, 508, 7, 112, 3], '#ffffff2a');
  roundRect(c, [1006, 622, 94, 16, 5], '#3a2c24');
  path(c, 'M1012 500 L1094 500 L1082 474 L1024 474 Z', '#4a3a30');
  path(c, 'M1022 474 L1084 474 L1102 412 L1006 412 Z', '#f4e6ce44');
  path(c, 'M1022 474 L1084 474 L1094 438 L1013 438 Z', '#3d2213');
  for (let i = 0; i < 26; i++)
    ellipse(c, [1018 + noise(i) * 70, 442 + noise(i + 60) * 26, 4.6, 3.2, i], '#5b351d');
  path(c, 'M1012 420 L1020 420 L1034 470 L1027 470 Z', '#ffffff40');
  roundRect(c, [1000, 404, 108, 10, 5], '#4a3a30');
  ellipse(c, [1053, 552, 17, 17], '#d9cbb8');
  ellipse(c, [1053, 552, 12, 12], '#5a2a1d');
  stroke(c, 'M1053 552 L1060 543', { color: '#f6ead6', width: 3 });
  path(c, 'M1036 592 L1070 592 L1062 612 L1044 612 Z', '#2d211a');
}

/** The espresso machine: gauge, group head, cup under the spout. */
export function drawCandle(c, s) {
  const height = 46 - s.candleBurnt * 12;
  const top = 632 - height;
  groundShadow(c, [806, 636, 34]);
  ellipse(c, [806, 634, 28, 7], '#b98a3c');
  ellipse(c, [806, 632, 24, 5.4], '#8a6228');
  roundRect(
    c,
    [796, top, 20, height, 4],
    linear(
      c,
      [796, 0, 816, 0],
      [
        [0, '#d9c9a6'],
        [0.4, '#fff6dd'],
        [1, '#cbb78e'],
      ],
    ),
  );
  ellipse(c, [806, top + 1, 10, 3], '#f4e5bf');
  stroke(c, `M806 ${top} q1 -5 0 -8`, { color: '#33261c', width: 2 });
  if (s.flame > 0) drawFlame(c, [806, top - 8], { size: s.flame, t: s.t });
  if (s.smoke) drawSteam(c, [806, top - 4], s.t);
}

export function drawFlame(c, [x, y], { size, t }) {
  const lean = Math.sin(t * 9) * 2 + Math.sin(t * 23);
  const h = (24 + Math.sin(t * 17) * 2) * size;
  ellipse(
    c,
    [x, y - h * 0.4, 44 * size, 44 * size],
    radial(
      c,
      [x, y - h * 0.4, 44 * size],
      [
        [0, '#ffd68ac0'],
        [1, '#ffb04a00'],
      ],
    ),
  );
  path(
    c,
    `M${x} ${y - h} C${x + lean + 9 * size} ${y - h * 0.35} ${x + 7 * size} ${y + 2} ${x} ${y + 3} C${x - 7 * size} ${y + 2} ${x + lean - 8 * size} ${y - h * 0.35} ${x} ${y - h} Z`,
    '#ffb746',
  );
  path(
    c,
    `M${x} ${y - h * 0.66} C${x + 5 * size} ${y - h * 0.2} ${x + 4 * size} ${y + 1} ${x} ${y + 2} C${x - 4 * size} ${y + 1} ${x - 4 * size} ${y - h * 0.2} ${x} ${y - h * 0.66} Z`,
    '#fff3c8',
  );
}

export function drawLamp(c, s) {
  c.fillStyle = '#2a1c12';
  c.fillRect(857, -100, 5, 150);
  path(
    c,
    'M800 108 Q804 50 846 44 L872 44 Q914 50 918 108 Z',
    linear(
      c,
      [800, 0, 918, 0],
      [
        [0, '#1f4844'],
        [0.35, '#3c7a72'],
        [1, '#173733'],
      ],
    ),
  );
  ellipse(
    c,
    [859, 108, 59, 10],
    s.lamp > 0.1 ? `rgba(255,232,176,${0.3 + 0.7 * s.lamp})` : '#122a27',
  );
  ellipse(c, [859, 112, 17, 15], s.lamp > 0.1 ? '#fffbe6' : '#6d6559');
}
