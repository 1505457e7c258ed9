import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * A gate that sees nothing passes. These tests plant one violation for each rule in a copy of the layout and expect the gate to
 * name it, and check that the gate sees the project's own code at all.
 */
const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

const PLANTED: { rule: string; files: Record<string, string> }[] = [
  {
    rule: 'no-cycle',
    files: {
      'core/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
      'core/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
    },
  },
  {
    rule: 'layer-core',
    files: {
      'core/reaches-up.ts': "import '../pipeline/target.ts';",
      'pipeline/target.ts': 'export {};',
    },
  },
  {
    rule: 'layer-formats',
    files: {
      'formats/reaches-out.ts': "import '../adapters/x/client.ts';",
      'adapters/x/client.ts': 'export {};',
    },
  },
  {
    rule: 'layer-recipes',
    files: {
      'recipes/reaches-out.ts': "import '../adapters/x/client.ts';",
      'adapters/x/client.ts': 'export {};',
    },
  },
  {
    rule: 'layer-rpc',
    files: {
      'rpc/reaches-up.ts': "import '../pipeline/target.ts';",
      'pipeline/target.ts': 'export {};',
    },
  },
  {
    rule: 'layer-pipeline',
    files: {
      'pipeline/reaches-out.ts': "import '../adapters/x/client.ts';",
      'adapters/x/client.ts': 'export {};',
    },
  },
  {
    rule: 'layer-adapters',
    files: {
      'adapters/x/reaches-up.ts': "import '../../state/target.ts';",
      'state/target.ts': 'export {};',
    },
  },
  {
    rule: 'layer-state',
    files: {
      'state/reaches-up.ts': "import '../features/x/Screen.tsx';",
      'features/x/Screen.tsx': 'export {};',
    },
  },
  {
    rule: 'layer-ui',
    files: { 'ui/knows-us.ts': "import '../core/target.ts';", 'core/target.ts': 'export {};' },
  },
  {
    rule: 'layer-features',
    files: {
      'features/x/reaches-out.ts': "import '../../adapters/x/client.ts';",
      'adapters/x/client.ts': 'export {};',
    },
  },
  {
    rule: 'feature-isolation',
    files: {
      'features/x/A.tsx':
        "import { B } from '../y/B.tsx';\nexport const A = () => <B title='JSX' />;",
      'features/y/B.tsx': 'export const B = () => <p>b</p>;',
    },
  },
  {
    rule: 'adapter-isolation',
    files: { 'adapters/x/a.ts': "import '../y/b.ts';", 'adapters/y/b.ts': 'export {};' },
  },
  {
    rule: 'worker-only-via-entry',
    files: {
      'adapters/x/client.ts': "import './worker/inside.ts';",
      'adapters/x/worker/inside.ts': 'export {};',
    },
  },
  {
    rule: 'worker-no-client',
    files: {
      'adapters/x/worker/x.worker.ts': "import '../client.ts';",
      'adapters/x/client.ts': 'export {};',
    },
  },
  { rule: 'pure-npm', files: { 'core/takes-npm.ts': "import 'openai';" } },
  { rule: 'heavy-npm-fenced', files: { 'features/x/takes-ort.ts': "import 'mediabunny';" } },
  {
    rule: 'tests-not-imported',
    files: { 'core/uses-test.ts': "import '../testing/fake.ts';", 'testing/fake.ts': 'export {};' },
  },
];

let plot: string;

async function plant(files: Record<string, string>): Promise<void> {
  await rm(join(plot, 'src'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(plot, 'src', path)), { recursive: true });
    await writeFile(join(plot, 'src', path), text);
  }
}

async function cruise(cwd: string): Promise<{ violations: string[]; modules: number }> {
  const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = await run(bin('depcruise'), args, { cwd, maxBuffer: 1 << 28 }).catch(
    (failure: { stdout: string }) => failure,
  );
  const { summary } = JSON.parse(stdout);
  return {
    violations: summary.violations.map(
      (violation: { rule: { name: string } }) => violation.rule.name,
    ),
    modules: summary.totalCruised,
  };
}

beforeAll(async () => {
  plot = await mkdtemp(join(tmpdir(), 'ristretto-boundaries-'));
  await cp(join(root, '.dependency-cruiser.cjs'), join(plot, '.dependency-cruiser.cjs'));
  await writeFile(join(plot, 'package.json'), '{"type":"module"}');
  await symlink(join(root, 'node_modules'), join(plot, 'node_modules'));
});

afterAll(() => rm(plot, { recursive: true, force: true }));

describe('the boundary gate', () => {
  for (const { rule, files } of PLANTED) {
    it(`sees a planted violation of ${rule}`, async () => {
      await plant(files);
      expect((await cruise(plot)).violations).toContain(rule);
    }, 30_000);
  }

  it('passes a layout without violations', async () => {
    await plant({ 'core/a.ts': 'export {};', 'pipeline/b.ts': "import '../core/a.ts';" });
    expect(await cruise(plot)).toEqual({ violations: [], modules: 2 });
  }, 30_000);

  it("sees the project's own modules", async () => {
    expect((await cruise(root)).modules).toBeGreaterThan(100);
  }, 60_000);
});

describe('the pure zone', () => {
  it('does not compile when it touches the page', async () => {
    await plant({
      'core/impure.ts':
        'export const title = () => document.title;\nexport const get = () => fetch("/");',
      'recipes/ok.ts': 'export {};',
      'formats/ok.ts': 'export {};',
    });
    for (const name of ['tsconfig.base.json', 'tsconfig.pure.json'])
      await cp(join(root, 'src', name), join(plot, 'src', name));
    const failure = await run(bin('tsc'), ['-p', 'src/tsconfig.pure.json', '--noEmit'], {
      cwd: plot,
    }).then(
      () => ({ stdout: '' }),
      (error: { stdout: string }) => error,
    );
    expect(failure.stdout).toContain("Cannot find name 'document'");
    expect(failure.stdout).toContain("Cannot find name 'fetch'");
  }, 60_000);
});
