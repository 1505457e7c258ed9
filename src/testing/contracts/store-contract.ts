import { afterEach, beforeEach, describe } from 'vitest';
import type { ProjectId } from '../../core/flow.ts';
import type { StorePort } from '../../core/store-port.ts';
import { archiveRules } from './store-archive.ts';
import { decisionRules } from './store-decisions.ts';
import { draftAccessRules, draftRules } from './store-drafts.ts';
import type { StoreUnderTest } from './store-fixtures.ts';
import { ledgerRules, mediaRules, modelRules, projectRules } from './store-records.ts';

export interface OpenStore {
  store: StorePort;
  close(): Promise<void>;
}

/** The promises of `StorePort`, asked of any implementation. `open` gives a store for each test, which
 * may hold other projects. */
export function storeContract(name: string, open: () => Promise<OpenStore>): void {
  describe(`${name} keeps the promises of a store`, () => {
    let opened: OpenStore | null = null;
    let projectId: ProjectId = 'project:none';

    beforeEach(async () => {
      opened = await open();
      projectId = (await opened.store.projects.create('Test')).id;
    });
    afterEach(async () => {
      await opened?.close();
      opened = null;
    });
    const current = (): StoreUnderTest => {
      if (!opened) throw new Error('The store is only there inside a test.');
      return { store: opened.store, projectId };
    };

    projectRules(current);
    mediaRules(current);
    modelRules(current);
    ledgerRules(current);
    draftRules(current);
    draftAccessRules(current);
    decisionRules(current);
    archiveRules(current);
  });
}
