import { baseName } from './base-name.ts';
import { StudioError } from './errors.ts';
import type { FileRole, ModelCardFile, ModelFile } from './model-card.ts';

/** What a card says about its files; apart from the schema, so that looking at a card does not load one. */

/** What a file of the card is for. */
export function roleOf(card: ModelCardFile, file: ModelFile): FileRole {
  if (file.role) return file.role;
  const name = baseName(file.path).toLowerCase();
  if (name === 'tokenizer.json') return 'tokenizer';
  if (name === 'tokenizer_config.json') return 'tokenizer-config';
  if (!name.endsWith('.onnx')) return 'data';
  if (card.task === 'text-embedding') return 'text';
  return card.task === 'image-text-embedding' && name.includes('text') ? 'text' : 'image';
}

/** The first file of the card with that role, or `null`. */
export function fileWithRole(card: ModelCardFile, role: FileRole): ModelFile | null {
  return card.files.find((file) => roleOf(card, file) === role) ?? null;
}

/** The graph that gives the model its identity: the picture tower where there is one, else the text tower. */
export function graphFile(card: ModelCardFile): ModelFile {
  const graph = fileWithRole(card, 'image') ?? fileWithRole(card, 'text');
  if (!graph) throw new StudioError('model/bad-card', 'The card names no .onnx graph.');
  return graph;
}

/** Bytes to fetch or keep; 0 where the card does not say for all files. */
export function sizeOf(card: ModelCardFile): { bytes: number; isComplete: boolean } {
  return {
    bytes: card.files.reduce((sum, file) => sum + file.bytes, 0),
    isComplete: card.files.every((file) => file.bytes > 0),
  };
}
