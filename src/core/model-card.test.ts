import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { graphFile, parseModelCard, parseRegistry } from './model-card.ts';

const card = {
  id: 'a-model',
  task: 'image-embedding',
  licence: 'MIT',
  files: [{ path: 'a.onnx', sha256: 'a'.repeat(64), bytes: 10 }],
  dim: 8,
  input: { widthPx: 32, heightPx: 32, mean: [0, 0, 0], std: [1, 1, 1], resize: 'squash' },
};

describe('a model card', () => {
  it('is read', () => expect(parseModelCard(card)).toEqual(card));
  it.each([
    ['id', { id: '../escape' }],
    ['task', { task: 'chess' }],
    ['files.0.sha256', { files: [{ path: 'a.onnx', sha256: 'short', bytes: 1 }] }],
    ['files', { files: [{ path: 'a.bin', sha256: 'a'.repeat(64), bytes: 1 }] }],
    ['dim', { dim: 0 }],
    ['input.std', { input: { ...card.input, std: [1, 0, 1] } }],
    ['input.mean', { input: { ...card.input, mean: [0] } }],
  ])('says that %s is wrong', (field, wrong) => {
    expect(() => parseModelCard({ ...card, ...wrong })).toThrow(
      expect.objectContaining({ code: 'model/bad-card', details: { field } }),
    );
  });
});

describe('the registry in models/', () => {
  const entries = parseRegistry(readFileSync('models/registry.json', 'utf8'));

  it('describes the bundled file as it is', () => {
    const bundled = entries.filter((entry) => entry.bundled);
    expect(bundled.map(({ id }) => id)).toEqual(['ristretto-e1']);
    for (const entry of bundled) {
      const file = graphFile(entry);
      const bytes = readFileSync(`models/${file.path}`);
      expect(bytes.length).toBe(file.bytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
  });
  it('that is no JSON is a bad card', () => {
    expect(() => parseRegistry('{')).toThrow(expect.objectContaining({ code: 'model/bad-card' }));
  });
});
