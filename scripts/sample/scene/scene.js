import { drawBarista, drawForearm, drawHand } from './barista.js';
import { drawCat } from './cat.js';
import { drawCandle, drawCounter, drawFlame, drawGrinder, drawLamp, drawStrip } from './counter.js';
import { applyLight, vignette } from './light.js';
import { drawMachine } from './machine.js';
import { drawCloth, drawJug, drawPour, drawSaucer, drawSpill, drawTray } from './milk.js';
import { lerp } from './motion.js';
import { stroke } from './paint.js';
import { drawRoom } from './room.js';
import { cameraAt, stateAt } from './story.js';

/** Paints the frame at `t` seconds. `layer` is a second canvas of the same size for the light. */
export function drawFrame(canvas, layer, t) {
  const c = canvas.getContext('2d');
  const s = stateAt(t);
  const camera = cameraAt(t);
  const scale = canvas.width / camera.width;
  const view = (target) =>
    target.setTransform(
      scale,
      0,
      0,
      scale,
      canvas.width / 2 - camera.x * scale,
      canvas.height / 2 - camera.y * scale,
    );
  // Nothing of the frame before may show through, not even a line cap.
  c.reset();
  view(c);
  drawRoom(c, s);
  if (isBaristaInShot(s)) drawBarista(c, s.barista);
  drawCounter(c);
  drawThings(c, s);
  drawHands(c, s);
  drawLamp(c, s);
  applyLight(c, layer, { s, view });
  if (s.flame > 0 || s.match?.lit) drawFlames(c, s);
  c.setTransform(1, 0, 0, 1, 0, 0);
  vignette(c, [canvas.width, canvas.height]);
}

/** In the close shots she is at work with her hands in the picture, not standing in the background. */
const isBaristaInShot = (s) => !['candle', 'plug', 'breaker'].includes(s.shot);

function drawThings(c, s) {
  drawGrinder(c);
  drawMachine(c, s);
  drawStrip(c, s);
  drawTray(c);
  drawSpill(c, { run: s.milkRun, wiped: s.wiped });
  drawCandle(c, s);
  if (s.saucer !== null) drawSaucer(c, s.saucer);
  if (s.jug.tilt > 0.4) {
    drawCat(c, s.cat);
    drawPour(c, s.jug, s.t);
    drawJug(c, s.jug);
  } else {
    drawJug(c, s.jug);
    drawCat(c, s.cat);
  }
}

function drawHands(c, s) {
  if (s.cloth) {
    const at = drawCloth(c, s.cloth);
    drawForearm(c, [at[0] + 120, at[1] - 170], [at[0] + 14, at[1] - 20]);
    drawHand(c, [at[0] + 6, at[1] - 6], { turn: 2.3, pointing: false });
  }
  if (s.pull) {
    const x = lerp(1060, lerp(950, 974, s.pull.off), s.pull.k);
    const y = lerp(470, lerp(600, 570, s.pull.off), s.pull.k);
    drawForearm(c, [x + 150, y - 130], [x + 20, y - 16]);
    drawHand(c, [x + 12, y - 8], { turn: 2.35, pointing: false });
  }
  if (s.match) {
    const x = lerp(960, 836, s.match.k);
    const y = lerp(470, 548, s.match.k);
    drawForearm(c, [x + 180, y - 96], [x + 46, y - 12]);
    stroke(c, `M${x + 40} ${y - 6} L${x - 4} ${y + 16}`, { color: '#e5cfa2', width: 4 });
    drawHand(c, [x + 46, y - 8], { turn: 2.7, pointing: false });
  }
  if (s.finger > 0) {
    const x = lerp(1150, 1048, s.finger);
    const y = lerp(430, 300, s.finger) - s.breaker * 24;
    drawForearm(c, [x + 130, y + 170], [x + 22, y + 28]);
    drawHand(c, [x + 6, y + 4], { turn: -2.5, pointing: true });
  }
}

/** Flames give light, so they are painted after the light was multiplied in. */
function drawFlames(c, s) {
  if (s.flame > 0)
    drawFlame(c, [806, 632 - (46 - s.candleBurnt * 12) - 8], { size: s.flame, t: s.t });
  if (s.match?.lit)
    drawFlame(c, [lerp(960, 836, s.match.k) - 4, lerp(470, 548, s.match.k) + 14], {
      size: 0.8,
      t: s.t + 3,
    });
}
