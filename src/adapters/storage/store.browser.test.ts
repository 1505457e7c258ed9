import { storeContract } from '../../testing/contracts/store-contract.ts';
import { createStorage } from './client.ts';

storeContract('the store in the browser', async () => {
  const store = await createStorage({ name: `test-${crypto.randomUUID()}` });
  return { store, close: () => store.close() };
});
