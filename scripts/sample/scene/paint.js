/** Drawing helpers over a 2D canvas context. */

export function roundRect(c, [x, y, w, h, r], fill) {
  c.beginPath();
  c.roundRect(x, y, w, h, r);
  c.fillStyle = fill;
  c.fill();
}

/** `turn` in radians. */
export function ellipse(c, [x, y, rx, ry, turn = 0], fill) {
  c.beginPath();
  c.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
  c.fillStyle = fill;
  c.fill();
}

export function path(c, d, fill) {
  c.fillStyle = fill;
  c.fill(new Path2D(d));
}

export function stroke(c, d, { color, width, cap = 'round' }) {
  c.lineCap = cap;
  c.lineJoin = 'round';
  c.lineWidth = width;
  c.strokeStyle = color;
  c.stroke(new Path2D(d));
}

/** Linear gradient between two points; stops are `[offset, colour]`. */
export function linear(c, [x0, y0, x1, y1], stops) {
  const gradient = c.createLinearGradient(x0, y0, x1, y1);
  for (const [offset, color] of stops) gradient.addColorStop(offset, color);
  return gradient;
}

export function radial(c, [x, y, r], stops) {
  const gradient = c.createRadialGradient(x, y, 0, x, y, r);
  for (const [offset, color] of stops) gradient.addColorStop(offset, color);
  return gradient;
}

/** Runs `draw` with its own transform and clip. */
export function scoped(c, draw) {
  c.save();
  draw();
  c.restore();
}

/** A soft shadow under something that stands on the counter. */
export function groundShadow(c, [x, y, rx]) {
  scoped(c, () => {
    c.translate(x, y);
    c.scale(1, 0.22);
    ellipse(
      c,
      [0, 0, rx, rx],
      radial(
        c,
        [0, 0, rx],
        [
          [0, '#1a0d05aa'],
          [0.6, '#1a0d0555'],
          [1, '#1a0d0500'],
        ],
      ),
    );
  });
}
