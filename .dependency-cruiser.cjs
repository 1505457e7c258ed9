// dependency-cruiser 17 asks swc for TypeScript without JSX and stops at the first .tsx file that has some; with the flag it
// reads them. The patch is to the one parse function that it calls, in this process alone.
const swc = require('@swc/core');
const parseFile = swc.parseFileSync;
swc.parseFileSync = (file, options) => parseFile.call(swc, file, { ...options, tsx: file.endsWith('.tsx') });

const MAY = {
  locales: ['core'],
  core: [], ui: [],
  formats: ['core'], recipes: ['core'], rpc: ['core'], state: ['core', 'recipes', 'formats', 'pipeline'],
  pipeline: ['core', 'recipes', 'formats'],
  adapters: ['core', 'rpc'],
  features: ['core', 'recipes', 'formats', 'pipeline', 'state', 'ui'],
  app: ['core', 'recipes', 'formats', 'pipeline', 'rpc', 'adapters', 'state', 'ui', 'locales', 'features'],
};
const TEST = '\\.(test|fixture)\\.tsx?$'; // *.browser.test.ts matches too
const RECIPES = 'evidence-qa|llava-video|sharegpt4video|shortcut-probes|video-espresso';
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(MAY).map(([layer, may]) => ({
      name: `layer-${layer}`, severity: 'error',
      from: { path: `^src/${layer}/`, pathNot: TEST },
      to: { path: '^src/[^/]+/', pathNot: [layer, ...may].map((m) => `^src/${m}/`) },
    })),
    { name: 'feature-isolation', severity: 'error', from: { path: '^src/features/([^/]+)/' }, to: { path: '^src/features/', pathNot: '^src/features/$1/' } },
    { name: 'adapter-isolation', severity: 'error', from: { path: '^src/adapters/([^/]+)/' }, to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' } },
    // A recipe's files begin with its name; what recipes share does not, and knows none of them.
    { name: 'recipe-isolation', severity: 'error', from: { path: `^src/recipes/(${RECIPES})`, pathNot: TEST }, to: { path: `^src/recipes/(${RECIPES})`, pathNot: '^src/recipes/$1' } },
    { name: 'recipe-shared', severity: 'error', from: { path: '^src/recipes/', pathNot: [`^src/recipes/(${RECIPES})`, TEST] }, to: { path: `^src/recipes/(${RECIPES})` } },
    { name: 'worker-only-via-entry', severity: 'error', from: { path: '^src/adapters/', pathNot: '^src/adapters/[^/]+/worker/' }, to: { path: '^src/adapters/[^/]+/worker/', pathNot: '\\.worker\\.ts$' } },
    { name: 'worker-no-client', severity: 'error', from: { path: '^src/adapters/[^/]+/worker/' }, to: { path: '^src/(rpc/client|adapters/[^/]+/client)' } },
    { name: 'pure-npm', severity: 'error', from: { path: '^src/(core|recipes|formats)/', pathNot: TEST }, to: { path: 'node_modules', pathNot: 'node_modules/(zod|yaml)/' } },
    { name: 'heavy-npm-fenced', severity: 'error', from: { pathNot: ['^src/adapters/', '^vite\\.config'] }, to: { path: 'node_modules/(onnxruntime-web|@ffmpeg|mediabunny|idb|dexie)/' } },
    { name: 'tests-not-imported', severity: 'error', from: { pathNot: [TEST, '^src/(testing|tools)/'] }, to: { path: `(${TEST}|^src/testing/)` } },
  ],
  options: { parser: 'swc', doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'default'] } },
};
