import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const ROUNDS = 5;
const MEASURE_MS = 250;

/**
 * onnxruntime-node for comparison, where `ORT_NODE` names a folder in whose `node_modules` it is (it is no dependency of the
 * project: its installation downloads). `null` where it is not.
 */
function nodeRuntime() {
  const folder = process.env.ORT_NODE;
  if (!folder) return null;
  try {
    return createRequire(join(folder, 'package.json'))('onnxruntime-node');
  } catch {
    return null;
  }
}

/**
 * Pictures a second, two at a time as in the browser, warm; one number for each of `ROUNDS`. Empty where the runtime is not here.
 *
 * @param sidePx of the square picture that the graph takes
 */
export async function nodeSpeeds(graphPath, { sidePx, threads }) {
  const ort = nodeRuntime();
  if (!ort) return [];
  const session = await ort.InferenceSession.create(readFileSync(graphPath), {
    intraOpNumThreads: threads,
  });
  const [name] = session.inputNames;
  const numbers = Float32Array.from({ length: 2 * 3 * sidePx * sidePx }, (_, i) => (i % 97) / 97);
  const input = new ort.Tensor('float32', numbers, [2, 3, sidePx, sidePx]);
  const speeds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const startedAt = performance.now();
    let pictures = 0;
    while (performance.now() - startedAt < MEASURE_MS) {
      await session.run({ [name]: input });
      pictures += 2;
    }
    speeds.push((pictures * 1000) / (performance.now() - startedAt));
  }
  await session.release();
  // The first round warms up.
  return speeds.slice(1).sort((a, b) => a - b);
}
