import { StudioError, toStudioError } from '../../core/errors.ts';
import type { Studio } from '../../state/studio.ts';
import type { AutomationApi } from './contract.ts';

type Group = Exclude<keyof AutomationApi, 'version' | 'ready' | 'capabilities'>;

/** The compiler holds this list complete, so that scripts can look at the face before anything is loaded. */
const METHODS: { readonly [G in Group]: Record<keyof AutomationApi[G], 'promise' | 'stream'> } = {
  projects: { create: 'promise', open: 'promise', list: 'promise', remove: 'promise' },
  videos: { add: 'promise', list: 'promise', probe: 'promise', shots: 'promise' },
  frames: { sample: 'promise' },
  models: {
    list: 'promise',
    install: 'promise',
    remove: 'promise',
    benchmark: 'promise',
    embed: 'promise',
  },
  selection: { run: 'promise', export: 'promise', import: 'promise' },
  roles: { bind: 'promise' },
  recipes: {
    list: 'promise',
    run: 'promise',
    writeBatch: 'promise',
    readBatch: 'promise',
  },
  drafts: { count: 'promise', page: 'promise', get: 'promise' },
  decisions: { record: 'promise', undo: 'promise', redo: 'promise', history: 'promise' },
  datasets: { formats: 'promise', import: 'promise', export: 'stream', verify: 'promise' },
};

type Method<Result> = (...args: unknown[]) => Result;
type Load = () => Promise<AutomationApi>;

/**
 * Puts `globalThis.ristretto` there before the page has loaded; its methods wait until the studio is open. Nothing of it is
 * loaded before the first call, except this face. Whatever a method throws, it rejects with an error that has a `code`.
 */
export function installAutomation(studio: Promise<Studio>): void {
  const ready = withCode(studio.then(() => undefined));
  // Scripts see the failure on `ready`; people see it on the screen.
  ready.catch(() => undefined);
  let loading: Promise<AutomationApi> | null = null;
  const load: Load = () => {
    loading ??= Promise.all([studio, import('./create.ts')]).then(
      ([opened, { createAutomation }]) => createAutomation(opened, ready),
    );
    return loading;
  };
  const groups = Object.entries(METHODS).map(([name, methods]) => [
    name,
    group(load, name as Group, methods),
  ]);
  globalThis.ristretto = Object.freeze({
    version: 1,
    ready,
    capabilities: () => withCode(load().then((api) => api.capabilities())),
    ...Object.fromEntries(groups),
  }) as unknown as AutomationApi;
}

function group(load: Load, name: Group, methods: Record<string, 'promise' | 'stream'>) {
  const entries = Object.entries(methods).map(([method, kind]) => {
    const call = async (args: unknown[]) => methodOf(await load(), name, method)(...args);
    return [
      method,
      kind === 'promise'
        ? (...args: unknown[]) => withCode(call(args))
        : (...args: unknown[]) => streamed(() => call(args)),
    ];
  });
  return Object.freeze(Object.fromEntries(entries));
}

function methodOf(api: AutomationApi, name: Group, method: string): Method<unknown> {
  const found = (api[name] as unknown as Record<string, Method<unknown> | undefined>)[method];
  if (found) return found;
  throw new StudioError('internal/unexpected', `ristretto.${name}.${method} is not there.`);
}

async function withCode<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw toStudioError(thrown);
  }
}

async function* streamed(open: () => Promise<unknown>): AsyncGenerator<unknown> {
  try {
    yield* (await open()) as AsyncIterable<unknown>;
  } catch (thrown) {
    throw toStudioError(thrown);
  }
}
