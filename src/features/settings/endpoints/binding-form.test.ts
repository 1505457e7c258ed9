import { expect, test } from 'vitest';
import { isLocalHost, presetOf, problemsOf, withPreset } from './binding-form.ts';
import { FIRST_BINDING, PRESET_IDS, PRESETS } from './presets.ts';

test('needs an http address and a model', () => {
  expect(problemsOf(FIRST_BINDING)).toEqual({ baseUrl: false, model: false });
  expect(problemsOf({ ...FIRST_BINDING, baseUrl: 'api.openai.com/v1', model: ' ' })).toEqual({
    baseUrl: true,
    model: true,
  });
  expect(problemsOf({ ...FIRST_BINDING, baseUrl: 'javascript:alert(1)' }).baseUrl).toBe(true);
});

test('a preset changes where requests go and what they cost, and leaves limits alone', () => {
  const bound = withPreset(
    { ...FIRST_BINDING, timeoutMs: 5000, streaming: true },
    'ollama',
    'drafter',
  );
  expect(bound).toMatchObject({
    baseUrl: PRESETS.ollama.baseUrl,
    usdPerMTokIn: 0,
    timeoutMs: 5000,
    streaming: true,
  });
  expect(bound).not.toHaveProperty('name');
});

test('knows each preset by its address again', () => {
  for (const id of PRESET_IDS) expect(presetOf(PRESETS[id].baseUrl)).toBe(id);
  expect(presetOf('https://mine.openai.azure.com/openai/v1')).toBe('azure');
  expect(presetOf('https://llm.example.org/v1')).toBeNull();
  expect(presetOf('')).toBeNull();
});

test.each([
  ['localhost:11434', true],
  ['127.0.0.1:8000', true],
  ['192.168.1.20', true],
  ['172.20.0.5:80', true],
  ['[::1]:8000', true],
  ['172.40.0.5', false],
  ['api.openai.com', false],
  ['10.evil.example', false],
])('%s is local: %s', (host, expected) => {
  expect(isLocalHost(host)).toBe(expected);
});
