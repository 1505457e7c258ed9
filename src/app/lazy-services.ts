import { StudioError } from '../core/errors.ts';
import type { ChatPort, ModelPort } from '../core/ports.ts';
import { DATASET_FORMATS } from '../formats/sniff.ts';
import type { DatasetService } from '../pipeline/datasets.ts';
import type { DraftingService } from '../pipeline/drafting.ts';
import type { SampleService } from '../pipeline/sample.ts';
import type { SelectionExchange } from '../pipeline/selection-exchange.ts';
import type { VerifyService } from '../pipeline/verify.ts';

/**
 * Services that nobody needs in the first second, loaded by the first call: recipes, formats, zip and the chat client stay out
 * of what a visitor waits for.
 */

/** Loads once; a failed load (the network went) is tried again by the next call. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    });
    return loading;
  };
}

export function lazyDatasets(load: () => Promise<DatasetService>): DatasetService {
  const service = once(load);
  return {
    formats: () => DATASET_FORMATS.map((format) => ({ ...format })),
    import: async (...args) => (await service()).import(...args),
    preview: async (...args) => (await service()).preview(...args),
    save: async (...args) => (await service()).save(...args),
    async *entries(...args) {
      yield* (await service()).entries(...args);
    },
  };
}

export function lazyDrafting(load: () => Promise<DraftingService>): DraftingService {
  const service = once(load);
  return {
    batch: {
      write: async (...args) => (await service()).batch.write(...args),
      read: async (...args) => (await service()).batch.read(...args),
    },
    recipes: async () => (await service()).recipes(),
    plan: async (...args) => (await service()).plan(...args),
    start: async (...args) => (await service()).start(...args),
    redraft: async (...args) => (await service()).redraft(...args),
    prompts: async (...args) => (await service()).prompts(...args),
    savePrompt: async (...args) => (await service()).savePrompt(...args),
  };
}

export function lazyVerify(load: () => Promise<VerifyService>): VerifyService {
  const service = once(load);
  return {
    verify: async (...args) => (await service()).verify(...args),
    importWithTimes: async (...args) => (await service()).importWithTimes(...args),
  };
}

export function lazyExchange(load: () => Promise<SelectionExchange>): SelectionExchange {
  const service = once(load);
  return {
    export: async (...args) => (await service()).export(...args),
    import: async (...args) => (await service()).import(...args),
  };
}

export function lazySample(load: () => Promise<SampleService>): SampleService {
  const service = once(load);
  return { open: async (options) => (await service()).open(options) };
}

export function lazyChat(load: () => Promise<ChatPort>): ChatPort {
  let loaded: ChatPort | null = null;
  const chat = once(async () => {
    loaded = await load();
    return loaded;
  });
  return {
    complete: async (...args) => (await chat()).complete(...args),
    embed: async (...args) => (await chat()).embed(...args),
    bindings: async () => (await chat()).bindings(),
    bind: async (...args) => (await chat()).bind(...args),
    test: async (...args) => (await chat()).test(...args),
    batch: {
      body: async (...args) => (await chat()).batch.body(...args),
      reply: async (...args) => (await chat()).batch.reply(...args),
    },
    estimate(...args) {
      if (!loaded)
        throw new StudioError(
          'internal/unexpected',
          'An estimate needs the bindings to be read first.',
        );
      return loaded.estimate(...args);
    },
  };
}

export function lazyModels(load: () => Promise<ModelPort>): ModelPort {
  const models = once(load);
  return {
    list: async () => (await models()).list(),
    install: async (...args) => (await models()).install(...args),
    remove: async (...args) => (await models()).remove(...args),
    embedImages: async (...args) => (await models()).embedImages(...args),
    embedTexts: async (...args) => (await models()).embedTexts(...args),
    benchmark: async (...args) => (await models()).benchmark(...args),
    speeds: async (...args) => (await models()).speeds(...args),
    chooseProvider: async (...args) => (await models()).chooseProvider(...args),
    gpu: async () => (await models()).gpu(),
  };
}
