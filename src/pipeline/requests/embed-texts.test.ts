import { expect, test } from 'vitest';
import { DEFAULT_BINDING } from '../../core/chat.ts';
import {
  createFakeChat,
  createFakeFiles,
  createFakeMedia,
  createFakeModels,
} from '../../testing/fake-ports.ts';
import { createMemoryStore } from '../../testing/memory-store.ts';
import { createResources } from '../resource.ts';
import { Budget } from './budget.ts';
import { embedTexts } from './embed-texts.ts';
import { RunLedger } from './ledger.ts';

/** A sentence costs a dollar for each of its tokens. */
async function setUp(budgetUsd: number, usdPerMTokIn: number | null = 1e6) {
  const store = createMemoryStore();
  const { id: projectId } = await store.projects.create('Test');
  const chat = createFakeChat({});
  const binding = { ...DEFAULT_BINDING, baseUrl: 'http://localhost:9/v1', usdPerMTokIn };
  let sent = 0;
  chat.bindings = async () => ({ embedder: { ...binding, hasKey: false, keyKept: null } });
  chat.embed = async (texts) => {
    sent += texts.length;
    const vectors = texts.map(() => Float32Array.of(1));
    return { vectors, model: 'e', endpoint: binding.baseUrl, tokensIn: 1, usd: 1 };
  };
  const deps = {
    store,
    chat,
    media: createFakeMedia(),
    models: createFakeModels(),
    files: createFakeFiles(),
    clock: { nowMs: () => 1 },
    resources: createResources(),
  };
  const run = { projectId, ledger: new RunLedger(), budget: new Budget(budgetUsd, 0) };
  const ask = (text: string) =>
    embedTexts(deps, { kind: 'embedTexts', step: 's', label: 'l', texts: [text] }, run);
  return { ask, sent: () => sent };
}

test('sentences are paid from the budget as calls are, and those that do not fit are not sent', async () => {
  const { ask, sent } = await setUp(2.5);
  await ask('abc');
  await ask('def');
  await expect(ask('ghi')).rejects.toMatchObject({ code: 'llm/budget-reached' });
  expect(sent()).toBe(2);
  await ask('abc');
});

test('with a budget, an embedder without a price is not asked', async () => {
  const { ask, sent } = await setUp(5, null);
  await expect(ask('abc')).rejects.toMatchObject({ code: 'llm/price-unknown' });
  expect(sent()).toBe(0);
});
