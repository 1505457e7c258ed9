import type { ModelCardFile } from '../../../core/model-card.ts';
import type { ModelSource } from '../protocol.ts';
import { fitShots } from './graph-fit.ts';
import { loadPictures } from './picture-tower.ts';
import { runGraph } from './run.ts';
import { keepLoaded } from './sessions.ts';
import { loadTexts } from './text-tower.ts';

/**
 * Loads every tower that the card promises, on wasm, and runs it once: does the graph do what the card says?
 *
 * @throws `model/bad-card`, `model/load-failed`, `model/run-failed`
 */
export async function tryOut(card: ModelCardFile): Promise<void> {
  const source: ModelSource = { card, from: { kind: 'stored', place: 'incoming' } };
  if (card.task === 'shot-boundary') return tryShots(source);
  if (card.task !== 'text-embedding') await loadPictures(source, 'wasm');
  if (card.task !== 'image-embedding') await loadTexts(source, 'wasm');
}

async function tryShots(source: ModelSource): Promise<void> {
  const { card } = source;
  const [file] = card.files;
  if (!file) return;
  await keepLoaded({ source, provider: 'wasm', kind: 'shots' }, async (open) => {
    const { session, makeTensor: Make } = await open(file);
    const { name, shape } = fitShots(session, card);
    const numbers = shape.reduce((all, size) => all * size, 1);
    const feeds = () => ({ [name]: new Make('float32', new Float32Array(numbers), shape) });
    const [outputName = ''] = session.outputNames;
    await runGraph({ session, provider: 'wasm', modelId: card.id, outputName, feeds });
    return session;
  });
}
