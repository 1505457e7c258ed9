import { create } from 'zustand';
import type { ModelCard } from '../../../core/model-card.ts';
import type { FileLike, ModelPort } from '../../../core/ports.ts';

interface RunningInstall {
  doneBytes: number;
  /** `null` = the card does not say. */
  totalBytes: number | null;
  /** The file that is being fetched. */
  file: string;
  cancel: () => void;
}

/** Installations under way, by model id: they go on while other screens are open. */
export const useInstalls = create<{ running: Readonly<Record<string, RunningInstall>> }>(() => ({
  running: {},
}));

/** Installs a model and shows its progress under `id` until it is there, was cancelled or failed. */
export async function runInstall(
  models: ModelPort,
  id: string,
  source: string | { card: ModelCard; files: FileLike[] },
): Promise<ModelCard> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  show(id, { doneBytes: 0, totalBytes: null, file: '', cancel });
  try {
    return await models.install(source, {
      signal: controller.signal,
      onProgress: (progress) => show(id, { ...progress, cancel }),
    });
  } finally {
    useInstalls.setState(({ running: { [id]: _, ...others } }) => ({ running: others }));
  }
}

function show(id: string, install: RunningInstall): void {
  useInstalls.setState(({ running }) => ({ running: { ...running, [id]: install } }));
}
