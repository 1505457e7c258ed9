import { createContext, useContext } from 'react';
import type {
  ChatPort,
  Clock,
  FilesPort,
  MediaPort,
  ModelPort,
  PlaybackPort,
} from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import type { BenchmarkService } from '../pipeline/benchmarks.ts';
import type { DatasetService } from '../pipeline/datasets.ts';
import type { DraftingService } from '../pipeline/drafting.ts';
import type { JobRunner } from '../pipeline/job-runner.ts';
import type { LibraryService } from '../pipeline/library.ts';
import type { ProxyService } from '../pipeline/proxies.ts';
import type { SampleService } from '../pipeline/sample.ts';
import type { SelectionService } from '../pipeline/selecting.ts';
import type { SelectionExchange } from '../pipeline/selection-exchange.ts';
import type { InspectionService } from '../pipeline/spot-check.ts';
import type { VerifyService } from '../pipeline/verify.ts';

/** Everything that `app/compose.ts` builds: what screens and `globalThis.ristretto` work with. */
export interface Studio {
  store: StorePort;
  media: MediaPort & PlaybackPort;
  models: ModelPort;
  chat: ChatPort;
  files: FilesPort;
  clock: Clock;
  jobs: JobRunner;
  library: LibraryService;
  proxies: ProxyService;
  selecting: SelectionService;
  inspections: InspectionService;
  exchange: SelectionExchange;
  benchmarks: BenchmarkService;
  drafting: DraftingService;
  datasets: DatasetService;
  verifying: VerifyService;
  sample: SampleService;
}

const StudioContext = createContext<Studio | null>(null);

export const StudioProvider = StudioContext.Provider;

/** The studio's services. @throws when used outside `StudioProvider` */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio needs a StudioProvider above it.');
  return studio;
}
