import { storeContract } from './contracts/store-contract.ts';
import { createMemoryStore } from './memory-store.ts';

storeContract('the store in memory', async () => ({
  store: createMemoryStore(),
  close: async () => {},
}));
