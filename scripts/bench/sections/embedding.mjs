import { open } from '../browser.mjs';
import { median, quantile, ratio } from '../stats.mjs';

const ROUNDS = 5;

/** The bundled model on each provider, as the diagnostics screen measures it. */
export async function embedding({ page }) {
  await open(page, '/');
  const { model, adapter, runs } = await page.evaluate(async (rounds) => {
    const { models, capabilities } = globalThis.ristretto;
    const [model] = await models.list();
    const { webgpu } = await capabilities();
    const runs = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await models.benchmark(model.id));
    return { model, adapter: webgpu, runs };
  }, ROUNDS);
  const speeds = (provider) =>
    runs
      .flatMap((run) => run.filter((one) => one.provider === provider))
      .map((one) => one.framesPerSec);
  const line = (label, values) => [
    label,
    ...(values.length > 0
      ? [median(values), quantile(values, 0), Math.max(...values)].map((value) => value.toFixed(1))
      : ['not here', '', '']),
  ];
  const wasm = speeds('wasm');
  const webgpu = speeds('webgpu');
  const difference = Math.max(...runs.flat().map((one) => one.maxAbsDiff));
  return {
    title: 'Embedding: the bundled model',
    head: ['frames per second', 'median', 'slowest', 'fastest'],
    rows: [
      line('`wasm`', wasm),
      line('`webgpu`', webgpu),
      [
        '`webgpu` against `wasm`',
        webgpu.length > 0 ? ratio(median(webgpu), median(wasm)) : '',
        '',
        '',
      ],
    ],
    notes: [
      adapter
        ? `Adapter: ${adapter.vendor || 'unnamed vendor'}, ${adapter.architecture || 'unnamed architecture'}${adapter.isFallback ? ', a fallback adapter' : ''}. On a software adapter WebGPU runs on the same cores as \`wasm\` and says nothing about a real GPU.`
        : 'No WebGPU adapter.',
      `${model.id}; ${ROUNDS} runs. Largest difference between the providers in any component: ${difference.toExponential(1)}.`,
    ],
  };
}
