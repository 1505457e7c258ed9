import { afterAll } from 'vitest';
import { storeContract } from '../../testing/contracts/store-contract.ts';
import { createStorage, type OpenStorage } from './client.ts';

let opened: Promise<OpenStorage> | null = null;

storeContract('the store in the browser', async () => {
  opened ??= createStorage({ name: `test-${crypto.randomUUID()}` });
  return { store: await opened, close: async () => {} };
});

afterAll(async () => (await opened)?.close());
