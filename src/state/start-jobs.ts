import { create } from 'zustand';
import type { VideoId } from '../core/flow.ts';

/** What the person wants to begin; the dialogs that ask for the rest live with the jobs (`features/jobs`). */
type StartRequest = { kind: 'prepare' | 'draft'; videoIds: readonly VideoId[] };

interface StartJobs {
  request: StartRequest | null;
  ask(kind: StartRequest['kind'], videoIds: readonly VideoId[]): void;
  close(): void;
}

/** Any screen asks here; the dialog opens wherever the person is. */
export const useStartJobs = create<StartJobs>()((set) => ({
  request: null,
  ask: (kind, videoIds) => set({ request: videoIds.length > 0 ? { kind, videoIds } : null }),
  close: () => set({ request: null }),
}));
