import { StudioError } from '../../../core/errors.ts';

const LFS = 'version https://git-lfs';

/**
 * Looks at the first bytes of a model file: servers like to answer with a page (a login, a "not found") and the status 200, and
 * clones without LFS hold a pointer in place of the file.
 *
 * @returns what it is instead, or `null` when it may be what it should
 */
export function impostor(first: Uint8Array, path: string): 'page' | 'pointer' | 'json' | null {
  const text = new TextDecoder()
    .decode(first.subarray(0, 64))
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text.startsWith('<')) return 'page';
  if (text.startsWith(LFS)) return 'pointer';
  if (path.endsWith('.onnx') && (text.startsWith('{') || text.startsWith('['))) return 'json';
  return null;
}

/** @throws `model/not-a-model` */
export function refuseImpostor(first: Uint8Array, path: string, modelId: string): void {
  const found = impostor(first, path);
  if (!found) return;
  const what = {
    page: 'a web page',
    pointer: 'a Git LFS pointer',
    json: 'JSON',
  }[found];
  throw new StudioError('model/not-a-model', `"${path}" of "${modelId}" is ${what}.`, {
    details: { modelId, path, found },
  });
}
