import type { ProjectId } from '../../core/flow.ts';
import type { Progress } from '../../core/job.ts';
import type { ChatPort, Clock, FilesPort, MediaPort, ModelPort } from '../../core/ports.ts';
import type { StorePort } from '../../core/store-port.ts';
import type { Resources } from '../resource.ts';
import type { Budget } from './budget.ts';
import type { RunLedger } from './ledger.ts';

export interface RequestDeps {
  store: StorePort;
  media: MediaPort;
  models: ModelPort;
  files: FilesPort;
  chat: ChatPort;
  clock: Clock;
  resources: Resources;
}

/** One run of a recipe, as the answering of its requests sees it. */
export interface RequestRun {
  projectId: ProjectId;
  ledger: RunLedger;
  signal?: AbortSignal;
  /** What the run may cost; absent = no limit. */
  budget?: Budget;
  /** After every call that was paid for; for the job's sum. */
  onSpend?: (usd: number | null) => void;
  /** Work on this device within one request: frames decoded, pictures embedded. */
  onProgress?: (progress: Progress) => void;
}
