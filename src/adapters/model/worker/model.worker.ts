import { parseModelCard } from '../../../core/model-card.ts';
import { serve, Transfer } from '../../../rpc/serve.ts';
import type { ModelOps } from '../protocol.ts';
import { embedPictures, measureModel } from './embed.ts';
import { loadModel } from './loaded-models.ts';
import { fetchModel, installedCards, pickFiles, removeModel, storeModel } from './model-files.ts';
import { destroyGpu } from './ort.ts';

serve<ModelOps>({
  async embed({ source, provider, pictures }, context) {
    await embedPictures(await loadModel(source, provider), pictures, context);
    return null;
  },
  async measure({ source, provider }) {
    const measurement = await measureModel(await loadModel(source, provider));
    return new Transfer(measurement, [measurement.data.buffer]);
  },
  async verify({ source }) {
    await loadModel(source, 'wasm');
    return null;
  },
  installedCards: () => installedCards(),
  installFiles({ card, files }) {
    const parsed = parseModelCard(card);
    return storeModel(parsed, pickFiles(parsed, files));
  },
  async download({ card }) {
    return storeModel(card, await fetchModel(card));
  },
  async uninstall({ modelId }) {
    await removeModel(modelId);
    return null;
  },
  loseGpu: () => destroyGpu(),
});
