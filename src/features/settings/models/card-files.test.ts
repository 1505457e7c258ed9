import { expect, test } from 'vitest';
import { readCardFiles } from './card-files.ts';

const card = {
  id: 'tiny',
  task: 'image-embedding',
  licence: 'MIT',
  dim: 4,
  files: [
    { path: 'onnx/model.onnx', sha256: 'a'.repeat(64), bytes: 3 },
    { path: 'onnx/model.onnx_data', sha256: 'b'.repeat(64), bytes: 3 },
  ],
  input: { widthPx: 8, heightPx: 8, mean: [0, 0, 0], std: [1, 1, 1], resize: 'squash' },
};
const json = (value: unknown) => new File([JSON.stringify(value)], 'card.json');
const graph = new File(['abc'], 'model.onnx');
const weights = new File(['abc'], 'model.onnx_data');

test('puts the files in the order of the card', async () => {
  const read = await readCardFiles([weights, json(card), graph]);
  expect(read.ok && read.files.map((file) => file.name)).toEqual(['model.onnx', 'model.onnx_data']);
  expect(read.ok && read.card.id).toBe('tiny');
});

test('names what is missing', async () => {
  expect(await readCardFiles([graph])).toEqual({ ok: false, problem: { kind: 'no-card' } });
  expect(await readCardFiles([json(card), graph])).toEqual({
    ok: false,
    problem: { kind: 'missing', names: ['model.onnx_data'] },
  });
});

test('refuses a card that is no JSON or lacks a field, and says which', async () => {
  expect(await readCardFiles([new File(['<html>'], 'card.json'), graph])).toMatchObject({
    ok: false,
    problem: { kind: 'bad-card' },
  });
  const read = await readCardFiles([json({ ...card, dim: 0 }), graph, weights]);
  expect(!read.ok && read.problem.kind === 'bad-card' && read.problem.text).toMatch(/^dim: /);
});
