import type { Studio } from '../../state/studio.ts';
import type { AutomationApi } from './contract.ts';

const GROUPS = [
  'projects',
  'videos',
  'frames',
  'models',
  'selection',
  'roles',
  'recipes',
  'drafts',
  'decisions',
] as const;

type Method = (...args: unknown[]) => unknown;

/**
 * Puts `globalThis.ristretto` there before the page has loaded; its methods wait until the studio is open. Nothing of it is
 * loaded before the first call, except this face.
 */
export function installAutomation(studio: Promise<Studio>): void {
  const ready = studio.then(() => undefined);
  // Scripts see the failure on `ready`; people see it on the screen.
  ready.catch(() => undefined);
  let loading: Promise<AutomationApi> | null = null;
  const load = () => {
    loading ??= Promise.all([studio, import('./create.ts')]).then(
      ([opened, { createAutomation }]) => createAutomation(opened, ready),
    );
    return loading;
  };

  const group = (name: (typeof GROUPS)[number] | 'datasets') =>
    new Proxy({} as Record<string, Method>, {
      get: (extra, method) => {
        if (typeof method !== 'string' || method === 'then') return undefined;
        return (
          extra[method] ??
          (async (...args: unknown[]) => callIn(await load(), name, { method, args }))
        );
      },
    });
  const datasets = group('datasets');
  datasets.export = async function* (...args) {
    const api = await load();
    yield* api.datasets.export(...(args as Parameters<AutomationApi['datasets']['export']>));
  };

  globalThis.ristretto = Object.freeze({
    version: 1,
    ready,
    capabilities: async () => (await load()).capabilities(),
    ...Object.fromEntries(GROUPS.map((name) => [name, group(name)])),
    datasets,
  }) as unknown as AutomationApi;
}

function callIn(
  api: AutomationApi,
  name: (typeof GROUPS)[number] | 'datasets',
  call: { method: string; args: unknown[] },
): unknown {
  const found = (api[name] as unknown as Record<string, Method | undefined>)[call.method];
  if (!found) throw new TypeError(`ristretto.${name} has no method "${call.method}".`);
  return found(...call.args);
}
