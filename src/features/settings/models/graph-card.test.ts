import { expect, test } from 'vitest';
import { parseModelCard } from '../../../core/model-card.ts';
import { cardOf, guessFacts } from './graph-card.ts';

test('guesses an id that cards allow from any address', () => {
  const { id } = guessFacts('https://hub.example/a/resolve/main/my%20model+v2.onnx?download=true');
  expect(id).toBe('my-model-v2');
});

test('makes a card once all is said', () => {
  const facts = { ...guessFacts('net.onnx'), licence: ' MIT ', dim: 512 };
  const file = { path: 'net.onnx', url: 'https://hub.example/net.onnx' };
  expect(parseModelCard(cardOf(facts, file))).toMatchObject({
    id: 'net',
    licence: 'MIT',
    dim: 512,
  });
  expect(cardOf({ ...facts, dim: null }, file)).toBeNull();
  expect(cardOf({ ...facts, licence: ' ' }, file)).toBeNull();
});
