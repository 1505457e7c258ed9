import { radial } from './paint.js';

/**
 * Light as a picture of its own: ambient colour plus warm pools, multiplied onto the painted scene, with a soft glow added after.
 * `view` maps world units onto the canvas.
 */
export function applyLight(c, layer, { s, view }) {
  const l = layer.getContext('2d');
  l.setTransform(1, 0, 0, 1, 0, 0);
  l.globalCompositeOperation = 'source-over';
  const on = s.lamp;
  const flash = Math.min(1, s.lightning);
  l.fillStyle = mix([66 + flash * 130, 74 + flash * 135, 112 + flash * 130], [176, 146, 122], on);
  l.fillRect(0, 0, layer.width, layer.height);
  view(l);
  l.globalCompositeOperation = 'lighter';
  for (const [x, y, r, color] of pools(s)) {
    l.fillStyle = radial(
      l,
      [x, y, r],
      [
        [0, color],
        [0.5, fade(color, 0.45)],
        [1, fade(color, 0)],
      ],
    );
    l.fillRect(x - r, y - r, r * 2, r * 2);
  }
  c.save();
  c.setTransform(1, 0, 0, 1, 0, 0);
  c.globalCompositeOperation = 'multiply';
  c.drawImage(layer, 0, 0);
  c.restore();
  addGlow(c, s);
}

const rgba = ([r, g, b], a) => `rgba(${r},${g},${b},${a})`;
const fade = (color, k) =>
  color.replace(/[\d.]+\)$/, (alpha) => `${Number.parseFloat(alpha) * k})`);

function mix(a, b, k) {
  const [r, g, bl] = a.map((v, i) => Math.min(255, Math.round(v + (b[i] - v) * k)));
  return `rgb(${r},${g},${bl})`;
}

function pools(s) {
  const list = [[260, 270, 420, rgba([120, 140, 190], 0.4)]];
  if (s.lamp > 0.02) {
    list.push(
      [859, 300, 760, rgba([255, 214, 150], 0.52 * s.lamp)],
      [859, 130, 240, rgba([255, 236, 190], 0.6 * s.lamp)],
      [1420, 470, 430, rgba([255, 210, 150], 0.25 * s.lamp)],
    );
  }
  if (s.flame > 0.02) {
    const flicker = 1 + 0.05 * Math.sin(s.t * 13) + 0.03 * Math.sin(s.t * 29);
    list.push(
      [806, 570, 430 * flicker, rgba([255, 186, 96], 0.85 * s.flame)],
      [806, 575, 150, rgba([255, 226, 160], 0.5 * s.flame)],
    );
  }
  if (s.match?.lit) list.push([860 - 46 * s.match.k, 560, 190, rgba([255, 180, 90], 0.75)]);
  if (s.spark > 0) list.push([942, 622, 220, rgba([200, 220, 255], s.spark * 0.9)]);
  if (s.shot === 'breaker' && s.lamp < 0.5)
    list.push([1090, 330, 300, rgba([255, 184, 100], 0.95)]);
  return list;
}

function addGlow(c, s) {
  c.save();
  c.globalCompositeOperation = 'screen';
  if (s.lamp > 0.05) {
    c.fillStyle = radial(
      c,
      [859, 116, 300],
      [
        [0, rgba([255, 226, 160], 0.75 * s.lamp)],
        [0.25, rgba([255, 206, 130], 0.25 * s.lamp)],
        [1, rgba([255, 200, 120], 0)],
      ],
    );
    c.fillRect(559, -184, 600, 600);
    const isClose = s.shot === 'breaker';
    c.beginPath();
    c.moveTo(812, 112);
    c.lineTo(906, 112);
    c.lineTo(1180, 640);
    c.lineTo(538, 640);
    c.closePath();
    const cone = c.createLinearGradient(0, 112, 0, 640);
    cone.addColorStop(0, rgba([255, 224, 160], isClose ? 0 : 0.16 * s.lamp));
    cone.addColorStop(1, rgba([255, 224, 160], 0));
    c.fillStyle = cone;
    c.fill();
  }
  if (s.flame > 0.05) {
    c.fillStyle = radial(
      c,
      [806, 572, 190],
      [
        [0, rgba([255, 200, 110], 0.5 * s.flame)],
        [1, rgba([255, 170, 80], 0)],
      ],
    );
    c.fillRect(616, 382, 380, 380);
  }
  c.fillStyle = radial(
    c,
    [216, 296, 120],
    [
      [0, rgba([255, 216, 140], 0.3)],
      [1, rgba([255, 216, 140], 0)],
    ],
  );
  c.fillRect(96, 176, 240, 240);
  c.restore();
}

export function vignette(c, [width, height]) {
  const r = Math.hypot(width, height) / 2;
  const shade = c.createRadialGradient(
    width / 2,
    height / 2,
    r * 0.55,
    width / 2,
    height / 2,
    r * 1.04,
  );
  shade.addColorStop(0, 'rgba(20,8,2,0)');
  shade.addColorStop(1, 'rgba(20,8,2,.42)');
  c.fillStyle = shade;
  c.fillRect(0, 0, width, height);
}
