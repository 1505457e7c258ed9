import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseModelCard, parseRegistry } from './model-card.ts';
import { fileWithRole, graphFile, sizeOf } from './model-files.ts';

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
    ['files', { files: [{ path: 'x/a.onnx' }, { path: 'y/a.onnx' }] }],
    ['licenceUrl', { licenceUrl: 'javascript:alert(1)' }],
    ['input', { input: undefined }],
    ['text.maxTokens', { text: { maxTokens: 0 } }],
    ['dim', { dim: 0 }],
    ['input.std', { input: { ...card.input, std: [1, 0, 1] } }],
    ['input.mean', { input: { ...card.input, mean: [0] } }],
  ])('says that %s is wrong', (field, wrong) => {
    expect(() => parseModelCard({ ...card, ...wrong })).toThrow(
      expect.objectContaining({ code: 'model/bad-card', details: { field } }),
    );
  });
});

describe('what a card leaves open', () => {
  const named = (...paths: string[]) => ({ ...card, files: paths.map((path) => ({ path })) });
  const roles = (task: string, ...paths: string[]) => {
    const parsed = parseModelCard({ ...named(...paths), task });
    return (['image', 'text', 'tokenizer', 'data'] as const).map(
      (role) => fileWithRole(parsed, role)?.path ?? null,
    );
  };

  it('a hash and a size may be missing, and capitals do not matter', () => {
    const files = [
      { path: 'a.onnx', sha256: null, bytes: null },
      { path: 'b.bin', sha256: 'A'.repeat(64) },
    ];
    const parsed = parseModelCard({ ...card, files });
    expect(parsed.files).toEqual([
      { path: 'a.onnx', sha256: '', bytes: 0 },
      { path: 'b.bin', sha256: 'a'.repeat(64), bytes: 0 },
    ]);
    expect(sizeOf(parsed)).toEqual({ bytes: 0, isComplete: false });
  });
  it('a text model needs no picture input', () => {
    const { input: _, ...rest } = card;
    expect(parseModelCard({ ...rest, task: 'text-embedding' }).input.widthPx).toBe(1);
  });
  it('files are known by their names', () => {
    const towers = ['onnx/text_model.onnx', 'onnx/vision_model.onnx', 'tokenizer.json', 'w.data'];
    expect(roles('image-text-embedding', ...towers)).toEqual([
      'onnx/vision_model.onnx',
      'onnx/text_model.onnx',
      'tokenizer.json',
      'w.data',
    ]);
    expect(roles('text-embedding', 'model.onnx')).toEqual([null, 'model.onnx', null, null]);
    expect(roles('image-embedding', 'text.onnx')).toEqual(['text.onnx', null, null, null]);
    expect(graphFile(parseModelCard({ ...named('m.onnx'), task: 'text-embedding' })).path).toBe(
      'm.onnx',
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
  it('says for every other model where it comes from and under which licence', () => {
    const others = entries.filter((entry) => !entry.bundled);
    expect(others.length).toBeGreaterThanOrEqual(8);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const entry of others) {
      expect(entry.licenceUrl, entry.id).toMatch(/^https:/);
      for (const { url } of entry.files)
        expect(url, entry.id).toMatch(/^https:\/\/huggingface\.co\//);
      if (entry.task.includes('text')) {
        expect(fileWithRole(entry, 'text'), entry.id).not.toBeNull();
        expect(fileWithRole(entry, 'tokenizer'), entry.id).not.toBeNull();
      }
    }
  });
  it('that is no JSON is a bad card', () => {
    expect(() => parseRegistry('{')).toThrow(expect.objectContaining({ code: 'model/bad-card' }));
  });
});
