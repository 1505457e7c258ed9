import { cpus } from 'node:os';
import { giveFiles, open } from '../browser.mjs';
import { testModel } from '../clips.mjs';
import { nodeSpeeds } from '../node-runtime.mjs';
import { median, quantile, ratio } from '../stats.mjs';

const ROUNDS = 5;
const BUNDLED_GRAPH = new URL('../../../models/ristretto-e1/ristretto-e1.onnx', import.meta.url)
  .pathname;
const MOBILENET = {
  id: 'bench-mobilenetv2',
  task: 'image-embedding',
  licence: 'Apache-2.0',
  files: [{ path: 'mobilenetv2_int8.onnx', sha256: '', bytes: 0 }],
  dim: 1000,
  input: {
    widthPx: 224,
    heightPx: 224,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    resize: 'shortest-crop',
  },
};

/** The bundled model and MobileNetV2 on each provider, with one thread and with all, beside onnxruntime-node. */
export async function embedding({ page }) {
  const mobilenet = testModel('mobilenetv2_int8.onnx');
  await open(page, '/');
  if (mobilenet) await installMobileNet(page, mobilenet);
  const models = [
    { id: 'ristretto-e1', name: 'ristretto-e1', graph: BUNDLED_GRAPH, sidePx: 136 },
    ...(mobilenet
      ? [{ id: MOBILENET.id, name: 'MobileNetV2, int8', graph: mobilenet, sidePx: 224 }]
      : []),
  ];
  const threads = cpus().length;
  const many = await measureAll(page, models);
  const one = await withOneThread(page, () => measureAll(page, models));
  const rows = [];
  for (const { id, name, graph, sidePx } of models) {
    const wasm = speeds(many[id], 'wasm');
    const webgpu = speeds(many[id], 'webgpu');
    rows.push(
      line(`${name}: \`wasm\`, ${threads} threads`, wasm),
      line(`${name}: \`wasm\`, 1 thread`, speeds(one[id], 'wasm')),
      line(`${name}: \`webgpu\``, webgpu),
      line(
        `${name}: onnxruntime-node, ${threads} threads`,
        await nodeSpeeds(graph, { sidePx, threads }),
      ),
      line(`${name}: onnxruntime-node, 1 thread`, await nodeSpeeds(graph, { sidePx, threads: 1 })),
      [
        `${name}: \`webgpu\` against \`wasm\``,
        webgpu.length > 0 ? ratio(median(webgpu), median(wasm)) : '',
        '',
        '',
      ],
    );
  }
  if (mobilenet) await page.evaluate((id) => globalThis.ristretto.models.remove(id), MOBILENET.id);
  const { webgpu: adapter } = await page.evaluate(() => globalThis.ristretto.capabilities());
  return {
    title: 'Embedding: warm inference',
    head: ['pictures per second', 'median', 'slowest', 'fastest'],
    rows,
    notes: [
      adapter
        ? `Adapter: ${adapter.vendor || 'unnamed vendor'}, ${adapter.architecture || 'unnamed architecture'}${adapter.isFallback ? ', a fallback adapter' : ''}. On a software adapter WebGPU runs on the same cores as \`wasm\` and says nothing about a real GPU.`
        : 'No WebGPU adapter.',
      `Two pictures at a time, ${ROUNDS} runs each; decoding and resizing are not in it. Largest difference between the providers in any component: ${largestDifference(many).toExponential(1)}.`,
      ...(mobilenet ? [] : ['MobileNetV2: not here.']),
    ],
  };
}

async function installMobileNet(page, path) {
  await giveFiles(page, [path]);
  await page.evaluate(
    (card) =>
      globalThis.ristretto.models.install({
        card,
        files: [...document.querySelector('#bench-files').files],
      }),
    MOBILENET,
  );
}

/** @returns for each model id, what each of the rounds measured */
async function measureAll(page, models) {
  const runs = {};
  for (const { id } of models) {
    runs[id] = await page.evaluate(
      async ([modelId, rounds]) => {
        const all = [];
        for (let round = 0; round < rounds; round += 1) {
          all.push(await globalThis.ristretto.models.benchmark(modelId));
        }
        return all;
      },
      [id, ROUNDS],
    );
  }
  return runs;
}

/** A page that is not isolated gets one thread. */
async function withOneThread(page, measure) {
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    const headers = response.headers();
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    return route.fulfill({ response, headers });
  });
  await open(page, '/');
  const result = await measure();
  await page.unrouteAll();
  await open(page, '/');
  return result;
}

const speeds = (runs, provider) =>
  runs
    .flatMap((run) => run.filter((one) => one.provider === provider))
    .map((one) => one.framesPerSec);

const largestDifference = (runs) =>
  Math.max(
    ...Object.values(runs)
      .flat(2)
      .map((one) => one.maxAbsDiff),
  );

const line = (label, values) => [
  label,
  ...(values.length > 0
    ? [median(values), quantile(values, 0), Math.max(...values)].map((value) => value.toFixed(1))
    : ['not here', '', '']),
];
