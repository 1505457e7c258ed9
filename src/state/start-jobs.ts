import { create } from 'zustand';
import type { VideoId } from '../core/flow.ts';

/** What the person wants to begin; the dialogs that ask for the rest live with the jobs (`features/jobs`). */
interface StartRequest {
  kind: 'prepare' | 'draft';
  videoIds: readonly VideoId[];
  /** What the form of a draft begins with; its parameters where they differ from the defaults. */
  recipe?: { recipeId: string; params: Record<string, unknown> };
}

interface StartJobs {
  request: StartRequest | null;
  ask(
    kind: StartRequest['kind'],
    videoIds: readonly VideoId[],
    recipe?: StartRequest['recipe'],
  ): void;
  close(): void;
}

/** Any screen asks here; the dialog opens wherever the person is. */
export const useStartJobs = create<StartJobs>()((set) => ({
  request: null,
  ask: (kind, videoIds, recipe) =>
    set({
      request: videoIds.length > 0 ? { kind, videoIds, ...(recipe ? { recipe } : {}) } : null,
    }),
  close: () => set({ request: null }),
}));
