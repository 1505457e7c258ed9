import { parseModelCard } from '../../../core/model-card.ts';
import { serve, Transfer } from '../../../rpc/serve.ts';
import type { ModelOps } from '../protocol.ts';
import { embedPictures, embedTexts, measurePictures, measureTexts } from './embed.ts';
import { installModel } from './install.ts';
import { discard, installedCards, partialBytes } from './model-store.ts';
import { destroyGpu } from './ort.ts';
import { loadPictures } from './picture-tower.ts';
import { readSpeeds, writeSpeeds } from './speed-book.ts';
import { loadTexts } from './text-tower.ts';
import { tryOut } from './try-out.ts';

serve<ModelOps>({
  async embed({ source, provider, inputs }, context) {
    if (inputs.kind === 'pictures') {
      await embedPictures(await loadPictures(source, provider), inputs.pictures, context);
    } else {
      await embedTexts(await loadTexts(source, provider), inputs.texts, context);
    }
    return null;
  },
  async measure({ source, provider }) {
    const measurement =
      source.card.task === 'text-embedding'
        ? await measureTexts(await loadTexts(source, provider))
        : await measurePictures(await loadPictures(source, provider));
    return new Transfer(measurement, [measurement.data.buffer]);
  },
  async installed() {
    return { cards: await installedCards(), partialBytes: await partialBytes() };
  },
  install({ card, files, shaderF16 }, context) {
    return installModel({ card: parseModelCard(card), files, shaderF16, tryOut }, context);
  },
  async uninstall({ modelId }) {
    await discard('installed', modelId);
    await discard('incoming', modelId);
    return null;
  },
  readSpeeds,
  writeSpeeds,
  loseGpu: () => destroyGpu(),
});
